"""Values and gradients of losses of two classes and of several labels.

Oracles: PyTorch 2.13, torchvision, Optax 0.2.8 where they have the loss; otherwise the formula of the paper, over loops
where the loss is one of pairs, bins or sets. `python binary.py` writes binary.json.
"""

import jax
import mpmath
import numpy as np
import torch
import torch.nn.functional as F

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import optax.losses
from golden import Book, single
from torchvision.ops import sigmoid_focal_loss

book = Book(41)
WEIGHT = np.array([1.0, 0.0, 2.5, 0.5, 3.0, 1.0])
MASK = np.array([True, True, False, True, True, False])
FAR = single([-1e3, 1e3, -1e3, 1e3, -50, 50, -50, 50, 0, -0.0, 1e-40, 3])


def bits(shape):
    return book.normal(*shape, scale=3), book.bits(*shape)


def soft(shape):
    return book.normal(*shape, scale=3), book.uniform(*shape, low=0, high=1)


def signs(shape):
    return book.normal(*shape, scale=2), book.signs(*shape)


def bce(p, t):
    return F.binary_cross_entropy_with_logits(p, t, reduction="none")


def from_jax(function):
    """Makes a torch function of one of jax, with its gradient."""

    class Function(torch.autograd.Function):
        @staticmethod
        def forward(ctx, p, t):
            ctx.save_for_backward(p, t)
            return torch.tensor(np.asarray(function(jnp.asarray(p.detach().numpy()), jnp.asarray(t.numpy()))))

        @staticmethod
        def backward(ctx, g):
            p, t = (jnp.asarray(x.detach().numpy()) for x in ctx.saved_tensors)
            _, back = jax.vjp(lambda q: function(q, t), p)
            return torch.tensor(np.asarray(back(jnp.asarray(g.numpy()))[0])), None

    return Function.apply


def far(name, formula, config=None, targets=(0.0, 1.0, 0.25), **options):
    for target in targets:
        book.add(f"{name} far out, target {target}", name, formula, FAR, np.full(FAR.shape, target), config, "none",
                 **options)


def some(loss, formula, inputs, config, shapes=((2, 3, 4),)):
    """Adds an element-wise loss with other settings, as it is."""
    for shape in shapes:
        book.add(f"{loss} {shape} {config}", loss, formula, *inputs(shape), config, "none")


# element-wise losses

for config in ({}, {"alpha": -1.0}, {"gamma": 0.5}, {"alpha": 0.75, "gamma": 1.5}, {"gamma": 0.0}, {"gamma": 5.0}):
    def focal(p, t, alpha=config.get("alpha", 0.25), gamma=config.get("gamma", 2.0)):
        return sigmoid_focal_loss(p, t, alpha=alpha, gamma=gamma)

    if config:
        some("focal", focal, bits, config)
    else:
        book.grid("focal", focal, bits, config, shapes=((1,), (2, 3, 4)))
    book.add(f"focal soft {config}", "focal", focal, *soft((7,)), config)


def exact_focal(p, t, alpha, gamma):
    """The focal loss and its slope to 60 digits: where torchvision's sigmoid is 1, its 1 - p_t loses all digits."""
    with mpmath.workdps(60):
        def f(x):
            s = 1 / (1 + mpmath.exp(-x))
            pt = s if t == 1 else 1 - s
            return (alpha if t == 1 else 1 - alpha) * (1 - pt) ** gamma * -mpmath.log(pt)

        with mpmath.workdps(600):
            return float(f(mpmath.mpf(p))), float(mpmath.diff(f, mpmath.mpf(p), h=mpmath.mpf(10) ** -200))


for gamma in (0.5, 2.0, 3.5):
    at = single([-300, -60, -40, -20, 20, 40, 60, 300])
    for t in (0.0, 1.0):
        pairs = [exact_focal(p, t, 0.25, gamma) for p in at]
        book.given(f"focal exact gamma={gamma} t={t}", "focal", [v for v, _ in pairs], [g for _, g in pairs], at,
                   np.full(at.shape, t), {"gamma": gamma}, "none")

for beta in (2.0, 1.0, 0.5, 3.5):
    config = {} if beta == 2 else {"beta": beta}

    def qfl(p, t, beta=beta):
        return (p.sigmoid() - t).abs() ** beta * bce(p, t)

    if config:
        some("quality-focal", qfl, soft, config)
    else:
        book.grid("quality-focal", qfl, soft, config, shapes=((1,),))
    book.add(f"quality-focal bits {beta}", "quality-focal", qfl, *bits((9,)), config)


def varifocal(alpha=0.75, gamma=2.0):
    return lambda p, t: torch.where(t > 0, t * bce(p, t), alpha * p.sigmoid() ** gamma * F.softplus(p))


def quality(shape):
    p, t = soft(shape)
    return p, t * book.bits(*shape)


book.grid("varifocal", varifocal(), quality, shapes=((1,), (2, 3, 4)))
some("varifocal", varifocal(0.5, 1.5), quality, {"alpha": 0.5, "gamma": 1.5})


def asymmetric(neg=4.0, pos=1.0, clip=0.05):
    """timm's AsymmetricLossMultiLabel for labels of 0 and 1, without its floors of 1e-8."""

    def formula(p, t):
        yes = p.sigmoid()
        no = (1 - yes + clip).clamp(max=1)
        pt = yes * t + no * (1 - t)
        return -(t * torch.log(yes) + (1 - t) * torch.log(no)) * (1 - pt) ** (pos * t + neg * (1 - t))

    return formula


def labels(shape):
    return book.normal(*shape, scale=2), book.bits(*shape)


book.grid("asymmetric", asymmetric(), labels, shapes=((1,), (2, 3, 4)))
for neg, pos, clip in ((2.0, 1.0, 0.1), (1.5, 0.5, 0.0), (0.0, 0.0, 0.05)):
    some("asymmetric", asymmetric(neg, pos, clip), labels, {"gammaNegative": neg, "gammaPositive": pos, "clip": clip})

book.grid("squared-hinge", lambda p, t: (1 - t * p).clamp(min=0) ** 2, signs, shapes=((7,),))
book.grid("soft-margin", lambda p, t: torch.stack([F.soft_margin_loss(a, b) for a, b in zip(p.flatten(), t.flatten())])
          .reshape(p.shape), signs, shapes=((7,),))
book.add("soft-margin far", "soft-margin", lambda p, t: F.softplus(-t * p), single([-1e3, 1e3, 1e20, -1e20, 40, 0]),
         single([1, 1, -1, -1, 1, -1]), reduction="none")
book.grid("exponential", lambda p, t: torch.exp(-t * p), signs, shapes=((7,),))
book.grid("perceptron", from_jax(optax.losses.perceptron_loss), signs, shapes=((7,),))
book.grid("sparsemax-binary", from_jax(optax.losses.sparsemax_loss), lambda shape: (book.normal(*shape, scale=1.5), book.bits(*shape)))


def gini(p, t):
    """The Fenchel-Young loss of s^2 - s over s in [0, 1], its conjugate by the best s."""
    s = ((p + 1) / 2).clamp(0, 1)
    return s * p - (s * s - s) + (t * t - t) - t * p


some("sparsemax-binary", gini, lambda shape: (book.normal(*shape), book.uniform(*shape, low=0, high=1)), {})


def modified_huber(p, t):
    m = t * p
    return torch.where(m >= -1, (1 - m).clamp(min=0) ** 2, -4 * m)


def smooth_hinge(p, t):
    m = t * p
    return torch.where(m >= 1, 0 * m, torch.where(m > 0, (1 - m) ** 2 / 2, 0.5 - m))


book.grid("modified-huber", modified_huber, signs, shapes=((7,),))
book.grid("smooth-hinge", smooth_hinge, signs, shapes=((7,),))
book.grid("savage", lambda p, t: 1 / (1 + torch.exp(t * p)) ** 2, signs, shapes=((7,),))
book.grid("tangent", lambda p, t: (2 * torch.atan(t * p) - 1) ** 2, signs, shapes=((7,),))
book.grid("ramp", lambda p, t: torch.clamp((1 - t * p) / 2, 0, 1), signs, shapes=((7,),))

# several labels


def rows(name, formula, inputs, config=None, shapes=((1, 4), (5, 3)), counted=None, **options):
    """Adds a loss of rows in several shapes, with weights and masks."""
    for shape in shapes:
        p, t = inputs(shape)
        for reduction in ("mean", "none"):
            book.add(f"{name} {shape} {reduction} {config or ''}", name, formula, p, t, config, reduction,
                     counted=None if counted is None else counted(t), **options)
    p, t = inputs((6, 4))
    which = None if counted is None else counted(t)
    for reduction in ("mean", "mean-by-count", "sum", "none"):
        for more in ({"weight": WEIGHT}, {"mask": MASK}, {"weight": WEIGHT, "mask": MASK}):
            book.add(f"{name} {reduction} {' and '.join(more)} {config or ''}", name, formula, p, t, config, reduction,
                     counted=which, **more, **options)


rows("multilabel-soft-margin", lambda p, t: F.multilabel_soft_margin_loss(p, t, reduction="none"), bits)
rows("multilabel-soft-margin", lambda p, t: F.multilabel_soft_margin_loss(p, t, reduction="none"), soft,
     shapes=((2, 7),))


def listed(shape):
    """Lists of labels, each ended by -1; some are empty, some full, and some have more after their end."""
    lists = np.full(shape, -1)
    for row in lists:
        order = book.random.permutation(shape[1])
        count = int(book.random.integers(0, shape[1] + 1))
        row[:count] = order[:count]
        if count + 1 < shape[1]:
            row[count + 1] = order[0]
    return book.normal(*shape, scale=2), lists


rows("multilabel-margin", lambda p, t: F.multilabel_margin_loss(p, t, reduction="none"), listed,
     shapes=((1, 4), (5, 3), (4, 1), (3, 9)))
book.add("multilabel-margin listed twice", "multilabel-margin",
         lambda p, t: F.multilabel_margin_loss(p, t, reduction="none"), book.normal(2, 4),
         np.array([[1, 1, -1, 0], [3, 3, 3, 3]]), reduction="none")


def flags(shape):
    return book.normal(*shape), book.bits(*shape) > 0


def each_row(of):
    def formula(p, t):
        values = []
        for scores, has in zip(p, t):
            own = [s for s, h in zip(scores, has) if h]
            others = [s for s, h in zip(scores, has) if not h]
            values.append(of(own, others) + 0 * scores.sum())
        return torch.stack(values)

    return formula


def both(t):
    return t.any(1) & ~t.all(1)


def bp_mll(own, others):
    pairs = [torch.exp(k - j) for j in own for k in others]
    return sum(pairs) / len(pairs) if pairs else torch.tensor(0.0, dtype=torch.float64)


def lsep(own, others):
    pairs = [torch.exp(k - j) for j in own for k in others]
    return torch.log(1 + sum(pairs)) if pairs else torch.tensor(0.0, dtype=torch.float64)


def zlpr(own, others):
    one = torch.tensor(1.0, dtype=torch.float64)
    return torch.log(one + sum(torch.exp(k) for k in others)) + torch.log(one + sum(torch.exp(-j) for j in own))


rows("bp-mll", each_row(bp_mll), flags, counted=both, shapes=((1, 4), (9, 3), (3, 8)))
rows("lsep", each_row(lsep), flags, counted=both, shapes=((1, 4), (9, 3), (3, 8)))
rows("zlpr", each_row(zlpr), flags, shapes=((1, 4), (9, 3), (3, 8)))

# events in an exposure


def exact_lambda(p, t, w):
    with mpmath.workdps(700):
        def f(x):
            u = w * mpmath.log(1 + mpmath.exp(x))
            return -t * mpmath.log(-mpmath.expm1(-u)) + (1 - t) * u

        x = mpmath.mpf(float(p))
        return float(f(x)), float(mpmath.diff(f, x, h=mpmath.mpf(10) ** -300))


def cross_entropy_lambda(name, p, t, w, **options):
    pairs = [exact_lambda(a, mpmath.mpf(float(b)), mpmath.mpf(float(c)))
             for a, b, c in zip(p.ravel(), t.ravel(), w.ravel())]
    value, gradient = (np.array(x).reshape(p.shape) for x in zip(*pairs))
    book.given(name, "cross-entropy-lambda", value.tolist(), gradient.tolist(), p, {"labels": t, "exposure": w},
               reduction="none", **options)


cross_entropy_lambda("cross-entropy-lambda", book.normal(4, 5, scale=3), book.bits(4, 5), book.uniform(4, 5, low=0.1, high=4))
cross_entropy_lambda("cross-entropy-lambda soft", book.normal(9, scale=3), book.uniform(9), book.uniform(9, low=0.1, high=9))
far_out = single([-300, -80, -40, -21, -19, 19, 40, 300])
for t in (0.0, 1.0):
    for w in (1.0, 0.0009765625, 300.0):
        cross_entropy_lambda(f"cross-entropy-lambda far {t} {w}", far_out, np.full(8, t), np.full(8, w),
                             dtypes=("float64",) if w == 300 else ("float64", "float32"))
p, t, w = book.normal(6), book.bits(6), book.uniform(6, low=0.2, high=3)


def plain_lambda(p, t):
    u = t["exposure"] * F.softplus(p)
    return -t["labels"] * torch.log(-torch.expm1(-u)) + (1 - t["labels"]) * u


for reduction in ("mean", "mean-by-count", "sum", "none"):
    book.add(f"cross-entropy-lambda {reduction}", "cross-entropy-lambda", plain_lambda, p, {"labels": t, "exposure": w},
             reduction=reduction, weight=WEIGHT, mask=MASK)

# losses of a batch


def keep(mask, p):
    """Returns the mask of examples, repeated over the rest of their axes."""
    m = torch.ones(p.shape[0], dtype=torch.bool) if mask is None else torch.tensor(mask)
    return m.reshape(m.shape + (1,) * (p.dim() - 1)).expand(p.shape)


def batch(name, of, inputs, config=None, shapes=((1,), (6,), (4, 3)), **options):
    """Adds a loss of a batch: `of` takes what counts, and gives values of it or one value."""
    for shape in shapes:
        for mask in (None,) if shape[0] == 1 else (None, book.bits(shape[0]) > 0, np.zeros(shape[0], dtype=bool)):
            p, t = inputs(shape)

            def formula(p, t, mask=mask):
                kept = keep(mask, p)
                values = of(p[kept], t[kept])
                if values.dim() == 0:
                    return values + 0 * p.sum()
                return torch.zeros_like(p).masked_scatter(kept, values)

            whole = of(torch.tensor(p).flatten(), torch.tensor(t).flatten()).dim() == 0
            for reduction in ("mean",) if whole else ("mean", "none"):
                book.add(f"{name} {shape} {reduction} {mask} {config or ''}", name, formula, p, t, config, reduction,
                         mask=None if whole else mask, **options)
                if whole and mask is not None:
                    book.cases[-1]["mask"] = mask.tolist()


def balanced(p, t):
    if len(p) == 0:
        return p
    share = t.mean()
    return (1 - share) * t * F.softplus(-p) + share * (1 - t) * F.softplus(p)


batch("balanced-bce", balanced, bits)
batch("balanced-bce", balanced, soft, shapes=((5, 2),))


def ghm(bins):
    """mmdet's GHMC without momentum, bin by bin."""

    def of(p, t):
        g = (p.detach().sigmoid() - t).abs()
        weights = torch.zeros_like(p)
        edges = [i / bins for i in range(bins + 1)]
        edges[-1] += 1e-6
        used = 0
        for i in range(bins):
            inside = (g >= edges[i]) & (g < edges[i + 1])
            count = int(inside.sum())
            if count > 0:
                weights[inside] = len(p) / count
                used += 1
        return bce(p, t) * weights / max(used, 1)

    return of


batch("ghm-c", ghm(10), bits, shapes=((1,), (6,), (9, 3)))
batch("ghm-c", ghm(3), soft, {"bins": 3}, shapes=((9, 3),))


def f_beta(beta):
    def of(p, t):
        s = p.sigmoid()
        tp, fp, fn = (s * t).sum(), (s * (1 - t)).sum(), ((1 - s) * t).sum()
        b = beta * beta
        return 1 - (1 + b) * tp / ((1 + b) * tp + b * fn + fp) if t.sum() > 0 else torch.tensor(0.0, dtype=p.dtype)

    return of


batch("soft-f-beta", f_beta(1.0), bits)
batch("soft-f-beta", f_beta(2.0), soft, {"beta": 2.0}, shapes=((5, 3),))


def mcc(p, t):
    s = p.sigmoid()
    tp, fp, fn, tn = (s * t).sum(), (s * (1 - t)).sum(), ((1 - s) * t).sum(), ((1 - s) * (1 - t)).sum()
    if (tp + fn) * (tn + fp) == 0:
        return torch.tensor(0.0, dtype=p.dtype)
    return 1 - (tp * tn - fp * fn) / torch.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))


batch("mcc", mcc, bits)
batch("mcc", mcc, soft, shapes=((5, 3),))


def pairs(of):
    def mean(p, t):
        found = [of(i - j) for i, a in zip(p, t) if a for j, b in zip(p, t) if not b]
        return sum(found) / len(found) if found else torch.tensor(0.0, dtype=p.dtype)

    return mean


ranked = ((1,), (6,), (12,))
batch("auc-hinge", pairs(lambda d: (1 - d).clamp(min=0) ** 2), flags, shapes=ranked)
batch("auc-hinge", pairs(lambda d: (0.5 - d).clamp(min=0)), flags, {"margin": 0.5, "power": 1}, shapes=ranked)
batch("auc-logistic", pairs(lambda d: F.softplus(-d)), flags, shapes=ranked)


def aucm(margin):
    """The saddle of the min-max loss of Yuan et al., found by its stationary a, b and alpha."""

    def of(p, t):
        if t.all() or not t.any():
            return torch.tensor(0.0, dtype=p.dtype)
        yes, no = p[t], p[~t]
        with torch.no_grad():
            a, b = yes.mean(), no.mean()
            alpha = (margin + b - a).clamp(min=0)
        return (((yes - a) ** 2).mean() + ((no - b) ** 2).mean() + 2 * alpha * (margin + no.mean() - yes.mean())
                - alpha * alpha)

    return of


batch("aucm", aucm(1.0), flags, shapes=ranked)
batch("aucm", aucm(0.25), flags, {"margin": 0.25}, shapes=ranked)

for name in ("focal", "quality-focal"):
    formula = (lambda p, t: sigmoid_focal_loss(p, t)) if name == "focal" else lambda p, t: (p.sigmoid() - t).abs() ** 2 * bce(p, t)
    far(name, formula, targets=(0.0, 1.0) if name == "focal" else (0.0, 1.0, 0.25))

book.write(__file__)
