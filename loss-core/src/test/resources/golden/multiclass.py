"""Values and gradients of losses of one class out of several.

Oracles: PyTorch 2.13, Keras 3.15, Optax 0.2.8 where they have the loss; otherwise the formula of the paper, over loops
where the loss is one of sets, ranks or trees, with thresholds found by scipy. `python multiclass.py` writes
multiclass.json.
"""

import heapq
import os

os.environ.setdefault("KERAS_BACKEND", "torch")

import jax
import keras
import numpy as np
import torch
import torch.nn.functional as F
from scipy.optimize import brentq

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import optax.losses
from golden import Book, single

torch.set_default_dtype(torch.float64)
keras.config.set_floatx("float64")
book = Book(42)
WEIGHT = np.array([1.0, 0.0, 2.5, 0.5, 3.0, 1.0])
MASK = np.array([True, True, False, True, True, False])
COUNTS = [200.0, 30.0, 5.0, 64.0]
FULL = ("nll", "multi-margin", "categorical-focal")
T = [[0.7, 0.1, 0.2, 0.0], [0.0, 0.9, 0.05, 0.05], [0.25, 0.0, 0.5, 0.25], [0.1, 0.1, 0.1, 0.7]]


def last(formula):
    """Makes a formula of logits and a distribution, both with classes last, one of [N, C, ...] and labels or shares."""

    def wrapped(p, t):
        z = p.movedim(1, -1)
        q = F.one_hot(t, z.shape[-1]).to(z.dtype) if t.dtype == torch.int64 else t.movedim(1, -1)
        return formula(z, q)

    return wrapped


def classes(name, formula, config=None, shares=True, many=True, width=3.0, inputs=None, wrap=True, **options):
    """Adds a loss of classes: labels, shares, further axes, weights and masks, and logits far apart."""
    label = f"{name} {config or ''}".strip()
    of = last(formula) if wrap else formula
    draw = inputs or (lambda *shape: book.normal(*shape, scale=width))

    def add(text, p, t, reduction="none", **more):
        book.add(f"{label} {text}", name, of, p, t, config, reduction, **{**options, **more})

    add("one", draw(1, 4), book.integers(0, 4, 1))
    add("labels", draw(5, 4), book.integers(0, 4, 5))
    p, t = draw(6, 4), book.integers(0, 4, 6)
    both = {"weight": WEIGHT, "mask": MASK}
    if many and name in FULL:
        for reduction in ("mean", "mean-by-count", "sum"):
            for more in ({}, {"weight": WEIGHT}, {"mask": MASK}, both):
                add(f"{reduction} {' '.join(more)}", p, t, reduction, **more)
    elif many:
        add("mean, weighted and masked", p, t, "mean", **both)
    add("further axes", draw(2, 4, 2), book.integers(0, 4, 2, 2))
    if shares:
        add("shares", draw(4, 4), book.distribution(4, 4))
        add("shares, further axes", draw(2, 4, 2), book.distribution(2, 4, 2, axis=1), "mean")
        add("shares of labels", draw(2, 4), np.eye(4)[[3, 1]])
    return add


def far(add, spread=40.0):
    """Adds logits that are far apart, the label being the best, the worst and one between."""
    logits = single([[-spread, spread, 3, 0]] * 3 + [[0, 0, 0, 0]])
    add("far apart", logits, np.array([1, 0, 2, 3]), scale=spread)


def log_softmax(z):
    return F.log_softmax(z, -1)


def ce(z, q):
    return -(q * log_softmax(z)).sum(-1)


def label(q):
    return q.argmax(-1)


def picked(z, q):
    return (z * q).sum(-1)


# on log-probabilities

classes("nll", lambda p, t: F.nll_loss(p, t, reduction="none"), shares=False, wrap=False,
        inputs=lambda *shape: single(np.log(book.distribution(*shape, axis=1))))
classes("nll", lambda z, q: -(q * z).sum(-1), many=False,
        inputs=lambda *shape: single(np.log(book.distribution(*shape, axis=1))))

# margins


class Jax(torch.autograd.Function):
    """A function of jax of scores and a target, with its gradient."""

    @staticmethod
    def forward(ctx, function, p, t):
        ctx.function = function
        ctx.save_for_backward(p, t)
        return torch.tensor(np.asarray(function(jnp.asarray(p.detach().numpy()), jnp.asarray(t.numpy()))))

    @staticmethod
    def backward(ctx, g):
        p, t = (jnp.asarray(x.detach().numpy()) for x in ctx.saved_tensors)
        _, back = jax.vjp(lambda q: ctx.function(q, t), p)
        return None, torch.tensor(np.asarray(back(jnp.asarray(g.numpy()))[0])), None


def optax_rows(function):
    """Makes a formula of a function of optax of scores [N, C] and labels [N]."""
    return lambda z, q: Jax.apply(function, z.reshape(-1, z.shape[-1]), label(q).reshape(-1)).reshape(z.shape[:-1])


def rivals(z, q):
    """The margin loss of the best rival, rival by rival."""
    own = picked(z, q)
    each = [torch.where(q[..., c] > 0, torch.full_like(own, -torch.inf), z[..., c]) for c in range(z.shape[-1])]
    return torch.clamp(1 + torch.stack(each, -1).amax(-1) - own, min=0)  # amax: ties share the gradient


add = classes("categorical-hinge", rivals, shares=False)
far(add)
# Keras multiplies scores by the absence of the class, so that no rival is below 0; where one is above, it agrees
p = np.abs(book.normal(6, 4, scale=2))
add("by Keras", p, book.integers(0, 4, 6))
own = book.integers(0, 4, 6)
book.add("categorical-hinge by Keras", "categorical-hinge",
         lambda p, t: keras.losses.categorical_hinge(F.one_hot(t, 4).to(p.dtype), p), p, own, reduction="none")
add("all rivals below zero", -p - 1, own)
far(classes("crammer-singer", optax_rows(optax.losses.multiclass_hinge_loss), shares=False))
classes("crammer-singer", lambda z, q: ((z + 2.5 * (1 - q)).amax(-1) - picked(z, q)), {"margin": 2.5},
        shares=False, many=False)
classes("multiclass-perceptron", optax_rows(optax.losses.multiclass_perceptron_loss), shares=False)
for config in ({}, {"p": 2}, {"p": 2, "margin": 0.5}, {"margin": 3.0}):
    far(classes("multi-margin", lambda z, q, c=config: F.multi_margin_loss(
        z.reshape(-1, 4), label(q).reshape(-1), p=c.get("p", 1), margin=c.get("margin", 1.0),
        reduction="none").reshape(z.shape[:-1]), config, shares=False, many=not config),
        spread=20.0)

# sparse probabilities


def projected(alpha):
    """The entmax probabilities of one row, by a root of their sum, or sorting for 2 and 1.5."""

    def of(z):
        x = (alpha - 1) * (z - z.max())
        if alpha == 2:
            s = np.sort(x)[::-1]
            k = max(i for i in range(1, len(s) + 1) if 1 + i * s[i - 1] > s[:i].sum())
            return np.maximum(x - (s[:k].sum() - 1) / k, 0)
        if alpha == 1.5:
            s = np.sort(x)[::-1]
            for k in range(len(s), 0, -1):
                mean, square = s[:k].mean(), (s[:k] ** 2).mean()
                inside = (1 - k * (square - mean * mean)) / k
                if inside >= 0 and mean - np.sqrt(inside) <= s[k - 1]:
                    return np.maximum(x - (mean - np.sqrt(inside)), 0) ** 2
        n = 1 / (alpha - 1)
        tau = brentq(lambda t: (np.maximum(x - t, 0) ** n).sum() - 1, -1, 0, xtol=1e-16, rtol=1e-15)
        return np.maximum(x - tau, 0) ** n

    return of


class FenchelYoung(torch.autograd.Function):
    """Omega*(z) + Omega(q) - z q with Omega(p) = sum(p^alpha - p) / (alpha (alpha - 1)); its slope is p - q."""

    @staticmethod
    def forward(ctx, z, q, alpha):
        p = torch.tensor(np.apply_along_axis(projected(alpha), -1, z.detach().numpy()))
        ctx.save_for_backward(p, q)
        omega = lambda s: (s ** alpha - s).sum(-1) / (alpha * (alpha - 1))
        return ((p - q) * (z - z.max(-1, keepdim=True).values)).sum(-1) - omega(p) + omega(q)

    @staticmethod
    def backward(ctx, g):
        p, q = ctx.saved_tensors
        return g.unsqueeze(-1) * (p - q), None, None


# optax's formula squares scores, so its digits are those of the scores
far(classes("sparsemax", optax_rows(optax.losses.multiclass_sparsemax_loss), shares=False, inputs=lambda *s: book.normal(*s)),
    spread=30.0)


def whole(*shape):
    """Shares of few digits that sum to 1 exactly."""
    cuts = np.sort(book.integers(0, 257, shape[0], 3), axis=1)
    return np.diff(np.concatenate([np.zeros((shape[0], 1)), cuts, np.full((shape[0], 1), 256)], 1), axis=1) / 256


for name, alpha in (("sparsemax", 2.0), ("entmax", 1.5), ("entmax", 1.25), ("entmax", 1.75), ("entmax", 2.0),
                    ("entmax", 1.05)):
    config = {} if name == "sparsemax" or alpha == 1.5 else {"alpha": alpha}
    add = classes(name, lambda z, q, alpha=alpha: FenchelYoung.apply(z, q, alpha), config, shares=False,
                  many=alpha == 1.5, inputs=lambda *s: book.normal(*s, scale=1.0), scale=10)
    far(add)
    add("shares", book.normal(6, 4), whole(6, 4), scale=10)
    add("many classes", book.normal(1, 60), book.integers(0, 60, 1), scale=10)

# cross-entropies with another shape

for config in ({}, {"gamma": 0.5}, {"alpha": 1.0, "gamma": 3.0}, {"alpha": 0.5, "gamma": 0.0}):
    add = classes("categorical-focal", lambda z, q, a=config.get("alpha", 0.25), g=config.get("gamma", 2.0):
                  -(a * q * (1 - z.softmax(-1)) ** g * log_softmax(z)).sum(-1), config, many=not config)
    if config.get("gamma") != 0.5:
        far(add)
moderate, of = book.normal(5, 4), book.integers(0, 4, 5)
book.add("categorical-focal by Keras", "categorical-focal",
         lambda p, t: keras.losses.categorical_focal_crossentropy(F.one_hot(t, 4).to(p.dtype), p, from_logits=True),
         moderate, of, reduction="none")
for epsilon in (2.0, -1.0):
    def poly(p, t, epsilon=epsilon):
        return optax.losses.poly_loss_cross_entropy(p, t, epsilon=epsilon)

    far(classes("poly-cross-entropy", lambda z, q, poly=poly: Jax.apply(poly, z, q),
                {} if epsilon == 2 else {"epsilon": epsilon}, many=epsilon == 2))
for terms in (2, 6):
    far(classes("taylor-cross-entropy", lambda z, q, n=terms: sum((q * (1 - z.softmax(-1)) ** k / k).sum(-1)
                                                                 for k in range(1, n + 1)),
                {} if terms == 2 else {"terms": terms}, many=terms == 2))


def gce(q):
    return lambda z, t: ((1 - torch.exp(q * log_softmax(z))) / q * t).sum(-1)


for q in (0.7, 1.0, 0.01):
    far(classes("generalized-cross-entropy", gce(q), {} if q == 0.7 else {"q": q}, many=q == 0.7, width=2.0), spread=10.0)
book.add("generalized-cross-entropy by Keras", "generalized-cross-entropy",
         lambda p, t: keras.losses.categorical_generalized_cross_entropy(t, p.softmax(-1), 0.7), moderate, of,
         reduction="none")


def sce(alpha, beta, low):
    def formula(z, q):
        logs = torch.where(q > 0, torch.log(q.clamp(min=1e-300)), torch.full_like(q, low)).clamp(min=low)
        return alpha * ce(z, q) - beta * (z.softmax(-1) * logs).sum(-1)

    return formula


far(classes("symmetric-cross-entropy", sce(0.1, 1.0, -4.0)))
classes("symmetric-cross-entropy", sce(2.0, 0.5, -1.5), {"alpha": 2.0, "beta": 0.5, "logZero": -1.5}, many=False)


def bi_tempered(t1, t2):
    """The Bregman divergence of Amid et al.; the normaliser is a root, its slope that of the escort distribution."""

    def exp_t(u):
        return torch.exp(u) if t2 == 1 else (1 + (1 - t2) * u) ** (1 / (1 - t2))

    def log_t(u):
        return torch.log(u) if t1 == 1 else (u ** (1 - t1) - 1) / (1 - t1)

    def level(row):
        top = row.max()
        total = lambda x: float(exp_t(torch.tensor(row - x)).sum()) - 1
        return brentq(total, top, top + 1e7, xtol=1e-15, rtol=1e-15) if len(row) > 1 else top

    def formula(z, q):
        levels = torch.tensor(np.apply_along_axis(level, -1, z.detach().numpy())).unsqueeze(-1)
        escort = exp_t(z.detach() - levels) ** t2
        escort = escort / escort.sum(-1, keepdim=True)
        levels = levels + (escort * (z - z.detach())).sum(-1, keepdim=True)
        p = exp_t(z - levels)
        ideal = torch.where(q > 0, q * log_t(q.clamp(min=1e-300)), torch.zeros_like(q))
        return (ideal - q * log_t(p) - (q ** (2 - t1) - p ** (2 - t1)) / (2 - t1)).sum(-1)

    return formula


for t1, t2 in ((0.8, 1.2), (0.5, 2.0), (0.0, 4.0), (1.0, 1.5), (0.5, 1.0)):
    config = {} if (t1, t2) == (0.8, 1.2) else {"t1": t1, "t2": t2}
    add = classes("bi-tempered", bi_tempered(t1, t2), config, many=not config, scale=10)
    if t2 > 1:
        far(add)

for beta in (0.95, 0.3):
    far(classes("soft-bootstrapping", lambda z, q, b=beta: -((b * q + (1 - b) * z.softmax(-1)) * log_softmax(z)).sum(-1),
                {} if beta == 0.95 else {"beta": beta}, many=beta == 0.95))
for beta in (0.8, 0.3):
    classes("hard-bootstrapping", lambda z, q, b=beta: b * ce(z, q) + (1 - b) * F.cross_entropy(
        z.reshape(-1, z.shape[-1]), z.argmax(-1).reshape(-1), reduction="none").reshape(z.shape[:-1]),
        {} if beta == 0.8 else {"beta": beta}, many=beta == 0.8)

matrix = torch.tensor(T, dtype=torch.float64)
classes("forward-correction", ce, many=False)
far(classes("forward-correction", lambda z, q: -(q * torch.log(z.softmax(-1) @ matrix)).sum(-1), {"transition": T}),
    spread=10.0)
inverse = torch.linalg.inv(matrix)
classes("backward-correction", lambda z, q: -(q * (log_softmax(z) @ inverse.T)).sum(-1), {"transition": T}, scale=10)

counts = torch.tensor(COUNTS, dtype=torch.float64)
shares = [c / sum(COUNTS) for c in COUNTS]
for tau in (1.0, -0.5, 1.5):
    far(classes("logit-adjusted", lambda z, q, tau=tau: ce(z + tau * torch.log(torch.tensor(shares)), q),
                {"tau": tau, "priors": shares}, many=tau == 1))
far(classes("balanced-softmax", lambda z, q: -(q * torch.log(counts * torch.exp(z) / (counts * torch.exp(z)).sum(
    -1, keepdim=True))).sum(-1), {"counts": COUNTS}), spread=20.0)


def ldam(margin, scale):
    """LDAMLoss of the authors' repository."""
    m = 1 / torch.sqrt(torch.sqrt(counts))
    m = m * (margin / m.max())
    return lambda z, q: ce(scale * torch.where(q > 0, z - m, z), q)


cosines = lambda *shape: book.uniform(*shape, low=-1, high=1)
classes("ldam", ldam(0.5, 30.0), {"counts": COUNTS}, shares=False, inputs=cosines, scale=60)
classes("ldam", ldam(0.3, 10.0), {"maxMargin": 0.3, "scale": 10.0, "counts": COUNTS}, shares=False, many=False,
        inputs=cosines, scale=20)
classes("ldam", lambda z, q: ce(30 * (z - 0.5 * q), q), shares=False, many=False, inputs=cosines, scale=60)


def seesaw(a, b, sizes):
    """mmdet's SeesawLoss, with counts that are given."""

    def formula(z, q):
        flat, labels = z.reshape(-1, z.shape[-1]), label(q).reshape(-1)
        rows = []
        for row, y in zip(flat, labels):
            score = row.detach().softmax(0)
            factors = []
            for c in range(len(row)):
                mitigate = min(1.0, sizes[c] / sizes[y]) ** a
                ratio = float(score[c] / max(float(score[y]), 1e-2))
                factors.append(1.0 if c == y else mitigate * (ratio ** b if ratio > 1 else 1.0))
            rows.append(F.cross_entropy((row + torch.log(torch.tensor(factors))).unsqueeze(0), y.unsqueeze(0)))
        return torch.stack(rows).reshape(z.shape[:-1])

    return formula


classes("seesaw", seesaw(0.8, 2.0, [1.0] * 4), shares=False, many=False)
classes("seesaw", seesaw(0.8, 2.0, COUNTS), {"counts": COUNTS}, shares=False)
classes("seesaw", seesaw(0.4, 1.0, COUNTS), {"p": 0.4, "q": 1.0, "counts": COUNTS}, shares=False, many=False)


def equalization(kept):
    def formula(z, q):
        each = F.binary_cross_entropy_with_logits(z, q, reduction="none")
        return torch.where((q > 0) | kept, each, torch.zeros_like(each)).sum(-1)

    return formula


far(classes("equalization", equalization(torch.tensor([True] * 4)), shares=False, many=False))
far(classes("equalization", equalization(counts / counts.sum() >= 0.1), {"threshold": 0.1, "counts": COUNTS},
            shares=False))

far(classes("confidence-penalty", lambda z, q: ce(z, q) + 0.1 * (z.softmax(-1) * log_softmax(z)).sum(-1)))
classes("confidence-penalty", lambda z, q: ce(z, q) + 2 * (z.softmax(-1) * log_softmax(z)).sum(-1), {"beta": 2.0},
        many=False, scale=8)
far(classes("normalized-cross-entropy", lambda z, q: ce(z, q) / -log_softmax(z).sum(-1)))
classes("logit-norm", lambda z, q: ce(z / (0.04 * torch.sqrt((z * z).sum(-1, keepdim=True))), q), scale=50)
classes("logit-norm", lambda z, q: ce(z / (1.5 * torch.sqrt((z * z).sum(-1, keepdim=True))), q), {"temperature": 1.5},
        many=False)


def negative(z, q):
    e = torch.exp(z)
    return -torch.log((e * (1 - q)).sum(-1) / e.sum(-1))


far(classes("negative-learning", negative, shares=False), spread=20.0)
classes("softmax-mae", lambda z, q: (z.softmax(-1) - q).abs().sum(-1))
classes("brier", lambda z, q: ((z.softmax(-1) - q) ** 2).sum(-1))
classes("emd-squared", lambda z, q: sum((z.softmax(-1)[..., :k] - q[..., :k]).sum(-1) ** 2
                                        for k in range(1, z.shape[-1] + 1)))
classes("expected-cost", lambda z, q: (q * (1 - z.softmax(-1))).sum(-1))
COSTS = [[0.0, 1.0, 5.0, 2.0], [10.0, 0.5, 1.0, 0.0], [3.0, 2.0, 0.0, 1.0], [0.25, 4.0, 7.0, 0.0]]
classes("expected-cost", lambda z, q: (q @ torch.tensor(COSTS, dtype=torch.float64) * z.softmax(-1)).sum(-1),
        {"costs": COSTS}, scale=10)
far(classes("squared-log-partition", lambda z, q: torch.logsumexp(z, -1) ** 2 * q.detach().sum(-1), scale=10))

# hard examples


def hardest(share):
    def of(values):
        order = sorted(range(len(values)), key=lambda i: -float(values[i].detach()))
        count = int(np.ceil(share * len(values)))
        kept = set(order[:count])
        return torch.stack([v * len(values) / count if i in kept else v * 0 for i, v in enumerate(values)])

    return of


for share in (0.25, 0.5):
    for shape in ((1, 4), (9, 4), (3, 4, 3)):
        for mask in (None, book.bits(shape[0]) > 0, np.zeros(shape[0], dtype=bool)):
            def ohem(p, t, mask=mask, share=share):
                values = F.cross_entropy(p, t, reduction="none")
                rows = torch.ones(len(p), dtype=torch.bool) if mask is None else torch.tensor(mask)
                rows = rows.reshape(rows.shape + (1,) * (values.dim() - 1)).expand(values.shape)
                kept = values[rows]
                return torch.zeros_like(values).masked_scatter(rows, hardest(share)(kept) if len(kept) else kept)

            for reduction in ("mean",) if mask is None else ("none",):
                book.add(f"ohem {share} {shape} {mask} {reduction}", "ohem", ohem, book.normal(*shape, scale=2),
                         book.integers(0, 4, shape[0], *shape[2:]), {} if share == 0.25 else {"share": share}, reduction,
                         mask=mask, scale=8)


def partial(p, t):
    return torch.stack([-torch.log(row.softmax(0)[has].sum()) if has.any() else 0 * row.sum() for row, has in zip(p, t)])


for shape in ((1, 4), (9, 3), (5, 8)):
    t = book.bits(*shape) > 0
    for reduction in ("mean", "none"):
        book.add(f"partial-label {shape} {reduction}", "partial-label", partial, book.normal(*shape, scale=3), t,
                 reduction=reduction, counted=t.any(1))
t = book.bits(6, 3) > 0
book.add("partial-label weighted and masked", "partial-label", partial, book.normal(6, 3), t, weight=WEIGHT, mask=MASK,
         counted=t.any(1))

# ordered classes


def ordered(name, formula, prediction, counted=None, **options):
    for n, c in ((1, 4), (6, 4), (5, 2), (7, 9)):
        p, t = prediction(n, c), book.integers(0, c, n)
        extra = [{}] if n != 6 else [{"weight": WEIGHT}, {"mask": MASK}, {"weight": WEIGHT, "mask": MASK}]
        for reduction in ("mean",) if n == 6 else ("none",):
            for more in extra:
                book.add(f"{name} {n} {c} {reduction} {' '.join(more)}", name, formula, p, t, reduction=reduction,
                         counted=None if counted is None else counted(t, c), **more, **options)


def cumulative(p, t):
    bounds = torch.cumsum(torch.cat([p["cuts"][:1], F.softplus(p["cuts"][1:])]), 0)
    values = []
    for s, k in zip(p["score"], t):
        below = torch.sigmoid(bounds - s)
        chances = torch.cat([below, torch.ones(1)]) - torch.cat([torch.zeros(1), below])
        values.append(-torch.log(chances[k]))
    return torch.stack(values)


ordered("cumulative-logit", cumulative, lambda n, c: {"score": book.normal(n), "cuts": book.normal(c - 1)}, scale=8)
bounds = single([-1.0, 0.5, -2.0])
# far out the value is the distance to the bound, and the slope 1
upper = np.cumsum([-1.0, np.log1p(np.exp(0.5)), np.log1p(np.exp(-2.0))])
book.given("cumulative-logit far out", "cumulative-logit", [400 - upper[0], 400 + upper[2]],
           {"score": [1.0, -1.0], "cuts": [0.0, 1 / (1 + np.exp(-0.5)), 1 / (1 + np.exp(2.0))]},
           {"score": single([400, -400]), "cuts": bounds}, np.array([0, 3]), reduction="none", scale=400)


def coral(p, t):
    """coral_loss of coral-pytorch."""
    levels = torch.stack([torch.cat([torch.ones(int(k)), torch.zeros(p.shape[1] - int(k))]) for k in t])
    return -(F.logsigmoid(p) * levels + (F.logsigmoid(p) - p) * (1 - levels)).sum(1)


ordered("coral", coral, lambda n, c: book.normal(n, c - 1, scale=3))


def corn(p, t):
    values = []
    for row, y in zip(p, t):
        each = []
        for k, z in enumerate(row):  # task k is of those above k - 1, and asks whether they are above k
            yes = 1.0 if y > k else 0.0
            each.append(-(F.logsigmoid(z) * yes + (F.logsigmoid(z) - z) * (1 - yes)) if y > k - 1 else 0 * z)
        values.append(torch.stack(each))
    return torch.stack(values)


ordered("corn", corn, lambda n, c: book.normal(n, c - 1, scale=3), counted=lambda t, c: t[:, None] > np.arange(c - 1) - 1)

# many classes


def adaptive(cutoffs, classes):
    """torch's AdaptiveLogSoftmaxWithLoss, whose weights pick logits."""
    width = classes + len(cutoffs)

    def formula(p, t):
        module = torch.nn.AdaptiveLogSoftmaxWithLoss(width, classes, cutoffs, div_value=1.0).to(torch.float64)
        eye = torch.eye(width, dtype=torch.float64)
        ends = cutoffs[1:] + [classes]
        with torch.no_grad():
            module.head.weight.copy_(torch.cat([eye[: cutoffs[0]], eye[classes:]]))
            for part, begin, end in zip(module.tail, cutoffs, ends):
                part[0].weight.copy_(eye)
                part[1].weight.copy_(eye[begin:end])
        return -module(p, t).output

    return formula


for cutoffs, total in (([3], 8), ([2, 5], 9), ([1, 2, 10], 20)):
    for reduction in ("mean", "none"):
        book.add(f"adaptive-softmax {cutoffs} {reduction}", "adaptive-softmax", adaptive(cutoffs, total),
                 book.normal(6, total + len(cutoffs), scale=3), book.integers(0, total, 6), {"cutoffs": cutoffs}, reduction)
    book.add(f"adaptive-softmax {cutoffs} weighted and masked", "adaptive-softmax", adaptive(cutoffs, total),
             book.normal(6, total + len(cutoffs)), book.integers(0, total, 6), {"cutoffs": cutoffs}, weight=WEIGHT,
             mask=MASK)
book.add("adaptive-softmax without cutoffs", "adaptive-softmax", lambda p, t: F.cross_entropy(p, t, reduction="none"),
         book.normal(5, 4), book.integers(0, 4, 5), reduction="none")


def ways(sizes):
    """Huffman's codes: for each class the nodes from the root and the sides; nodes are numbered as they are made."""
    open_ = [(n, i, {i: []}) for i, n in enumerate(sizes)]
    heapq.heapify(open_)
    for node in range(len(sizes) - 1):
        a, b = heapq.heappop(open_), heapq.heappop(open_)
        joined = {c: [(node, 1)] + w for c, w in a[2].items()} | {c: [(node, -1)] + w for c, w in b[2].items()}
        heapq.heappush(open_, (a[0] + b[0], len(sizes) + node, joined))
    return open_[0][2]


def tree(sizes):
    found = ways(sizes)
    return lambda p, t: torch.stack([-sum(F.logsigmoid(side * row[node]) for node, side in found[int(y)])
                                     for row, y in zip(p, t)])


for sizes in ([1.0] * 2, [1.0] * 5, COUNTS, [1.0, 1.0, 2.0, 3.0, 5.0, 8.0, 13.0]):
    config = {} if len(set(sizes)) == 1 else {"counts": sizes}
    for reduction in ("mean", "none"):
        book.add(f"hierarchical-softmax {sizes} {reduction}", "hierarchical-softmax", tree(sizes),
                 book.normal(6, len(sizes) - 1, scale=3), book.integers(0, len(sizes), 6), config, reduction)
book.add("hierarchical-softmax weighted and masked", "hierarchical-softmax", tree(COUNTS), book.normal(6, 3),
         book.integers(0, 4, 6), {"counts": COUNTS}, weight=WEIGHT, mask=MASK)


def candidates(n, s):
    p = {"own": book.normal(n, scale=2), "others": book.normal(n, s, scale=2)}
    t = {"classes": book.integers(0, 6, n), "sampled": book.integers(0, 6, s),
         "ownRate": book.uniform(n), "sampledRate": book.uniform(s)}
    return p, t


def sampled(remove, nce):
    def formula(p, t):
        values = []
        for i, own in enumerate(p["own"]):
            z = own - torch.log(t["ownRate"][i])
            rest = [p["others"][i, j] - torch.log(t["sampledRate"][j]) for j in range(len(t["sampled"]))
                    if not (remove and t["sampled"][j] == t["classes"][i])]
            if nce:
                values.append(-F.logsigmoid(z) - sum(F.logsigmoid(-r) for r in rest))
            else:
                values.append(F.cross_entropy(torch.stack([z, *rest]).unsqueeze(0), torch.tensor([0])))
        return torch.stack(values)

    return formula


for name, usual in (("sampled-softmax", True), ("nce", False)):
    for remove in (True, False):
        config = {} if remove == usual else {"removeAccidentalHits": remove}
        for n, s in ((1, 1), (6, 5), (4, 8)):
            p, t = candidates(n, s)
            book.add(f"{name} {n} {s} {remove}", name, sampled(remove, name == "nce"), p, t, config, "none", scale=8)
    p, t = candidates(6, 3)
    book.add(f"{name} weighted and masked", name, sampled(usual, name == "nce"), p, t, weight=WEIGHT, mask=MASK, scale=8)

book.write(__file__)
