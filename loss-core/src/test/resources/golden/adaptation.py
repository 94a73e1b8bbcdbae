"""Writes adaptation.json: losses for few or no labels and for other domains, in float64.

The oracles are the formulas of the papers in PyTorch, written as loops over examples and pairs; transport is found by
enumeration of permutations and by fixed-point iteration to convergence.
"""

import itertools

import numpy as np
import torch
import torch.nn.functional as F

from golden import Book

book = Book(1114)
FIVE = np.array([True, True, False, True, True, False])


def views(n, c, scale=1.0):
    return {"student": book.normal(n, c, scale=scale), "teacher": book.normal(n, c, scale=scale)}


# pseudo-labels: the teacher's class, where it is sure
def pseudo(threshold, thresholds=None):
    def formula(p, _):
        values = []
        for i in range(len(p["student"])):
            q = F.softmax(p["teacher"][i].detach(), 0)
            k = int(q.argmax())
            least = threshold if thresholds is None else float(thresholds[k])
            values.append(F.cross_entropy(p["student"][i][None], torch.tensor([k])) if q[k] >= least
                          else 0 * p["student"][i].sum())
        return torch.stack(values)
    return formula


def sure(p, threshold):
    return (torch.softmax(torch.tensor(p["teacher"]), 1).max(1).values >= threshold).numpy()


for config in ({}, {"threshold": 0.6}, {"threshold": 0.6, "confidentOnly": True}):
    t = config.get("threshold", 0.95)
    for n, c, scale in ((4, 3, 2.0), (9, 5, 4.0)):
        p = views(n, c, scale)
        counted = sure(p, t) if config.get("confidentOnly") else None
        book.add(f"pseudo-label {config} {n}x{c}", "pseudo-label", pseudo(t), p, None, config, counted=counted)
p = views(6, 3, 3.0)
book.reductions("pseudo-label", "pseudo-label", pseudo(0.6), p, None, {"threshold": 0.6})
for n, c in ((5, 3), (12, 4)):
    thresholds = book.uniform(c, low=0.3, high=0.95)
    p = views(n, c, 2.0) | {"thresholds": thresholds}
    book.add(f"adaptive-pseudo-label {n}x{c}", "adaptive-pseudo-label", pseudo(0, thresholds), p)


# consistency
def consistency(distance="squares", temperature=1.0, stop=True):
    def formula(p, _):
        teacher = p["teacher"].detach() if stop else p["teacher"]
        q = F.softmax(teacher / temperature, 1)
        if distance == "squares":
            return F.mse_loss(F.softmax(p["student"], 1), q, reduction="none").mean(1)
        return F.kl_div(F.log_softmax(p["student"], 1), q, reduction="none").sum(1)
    return formula


for distance in ("squares", "divergence"):
    for temperature in (1.0, 0.5):
        for stop in (True, False):
            config = {"distance": distance, "temperature": temperature, "stopTeacher": stop}
            book.add(f"consistency {config}", "consistency", consistency(distance, temperature, stop), views(5, 4, 2.0),
                     None, config)
book.reductions("consistency", "consistency", consistency(), views(6, 3))


# mixup: the mixed distribution, by PyTorch's cross-entropy of probabilities
def mixup(p, t):
    c = p.shape[1]
    share = t["share"].double()[:, None]
    return F.cross_entropy(p, share * F.one_hot(t["first"], c) + (1 - share) * F.one_hot(t["second"], c),
                           reduction="none")


def mixed(n, c):
    return {"first": book.integers(0, c, n), "second": book.integers(0, c, n), "share": book.uniform(n)}


for n, c in ((1, 2), (5, 7)):
    book.add(f"mixup {n}x{c}", "mixup", mixup, book.normal(n, c, scale=3), mixed(n, c))
book.reductions("mixup", "mixup", mixup, book.normal(6, 3), mixed(6, 3))


# entropies
def entropy(p, _):
    return torch.distributions.Categorical(logits=p).entropy()


book.add("entropy-minimization", "entropy-minimization", entropy, book.normal(5, 4, scale=3))
book.add("entropy-minimization of one class", "entropy-minimization", entropy, book.normal(3, 1))
book.reductions("entropy-minimization", "entropy-minimization", entropy, book.normal(6, 3))


def of_batch(formula):
    """A value of the rows that count; the reference takes them alone."""
    def masked(mask):
        keep = slice(None) if mask is None else torch.tensor(mask)
        return lambda p, t: formula(p[keep], t[keep] if isinstance(t, torch.Tensor) else None)
    return masked


def batches(label, loss, formula, prediction, target=None, config=None, rows=None, scale=None):
    """Adds a loss of a batch, whole and masked; what is masked has no gradient."""
    book.add(label, loss, of_batch(formula)(None), prediction, target, config, scale=scale)
    if rows is not None:
        value = of_batch(formula)(rows)
        p = torch.tensor(np.asarray(prediction, dtype=float), requires_grad=True)
        v = value(p, None if target is None else torch.tensor(np.asarray(target)))
        v.backward()
        book.given(label + " masked", loss, v.item(), p.grad.tolist(), prediction, target, config, mask=rows,
                   scale=scale)


def information(diversity):
    def formula(p, _):
        q = F.softmax(p, 1)
        m = q.mean(0)
        return -(q * q.log()).sum(1).mean() + diversity * (m * m.log()).sum()
    return formula


for diversity in (1.0, 0.0, 0.4):
    batches(f"information-maximization {diversity}", "information-maximization", information(diversity),
            book.normal(6, 3, scale=2), None, {"diversity": diversity}, FIVE)


# masked reconstruction, as in the code of the paper
def reconstruct(normalize):
    def formula(p, t):
        wanted = t["values"].double()
        if normalize:
            wanted = (wanted - wanted.mean(-1, keepdim=True)) / (wanted.var(-1, keepdim=True) + 1e-6) ** 0.5
        return ((p - wanted) ** 2).mean(-1)
    return formula


for normalize in (False, True):
    hidden = book.integers(0, 2, 4, 5).astype(bool)
    t = {"values": book.normal(4, 5, 3), "hidden": hidden}
    for reduction in ("mean", "sum", "none"):
        book.add(f"masked-reconstruction {normalize} {reduction}", "masked-reconstruction", reconstruct(normalize),
                 book.normal(4, 5, 3), t, {"normalize": normalize}, reduction, counted=hidden)
t = {"values": book.normal(2, 3, 4), "hidden": np.zeros((2, 3), bool)}
book.given("masked-reconstruction of nothing", "masked-reconstruction", 0.0, np.zeros((2, 3, 4)).tolist(),
           book.normal(2, 3, 4), t)
t = {"values": book.normal(2, 3, 4), "hidden": np.array([[1, 0, 1], [0, 0, 1]], bool)}
book.add("masked-reconstruction of sizes", "masked-reconstruction",
         lambda p, t: (p - t["values"].double()).abs().mean(-1), book.normal(2, 3, 4), t, {"loss": "mae"},
         counted=t["hidden"])


# domains: all pairs in loops
def domains(x, flag):
    return x[~flag.bool()], x[flag.bool()]


def mmd(bandwidths=None, unbiased=True):
    def formula(x, flag):
        n = len(x)
        if bandwidths is None:
            squares = [((x[i] - x[j]) ** 2).sum() for i in range(n) for j in range(n)]
            mean = (sum(squares) / (n * n - n)).detach()
            scales = [mean * f for f in (0.25, 0.5, 1, 2, 4)]
        else:
            scales = [2 * b * b for b in bandwidths]

        def k(a, b):
            return sum(torch.exp(-((a - b) ** 2).sum() / s) for s in scales)
        s, t = domains(x, flag)

        def within(y):
            pairs = [k(y[i], y[j]) for i in range(len(y)) for j in range(len(y)) if i != j or not unbiased]
            return sum(pairs) / len(pairs)
        between = [k(a, b) for a in s for b in t]
        return within(s) + within(t) - 2 * sum(between) / len(between)
    return formula


def linear(x, flag):
    s, t = domains(x, flag)
    return ((s.mean(0) - t.mean(0)) ** 2).sum()


def coral(x, flag):
    s, t = domains(x, flag)
    d = x.shape[1]
    gap = torch.cov(s.T).reshape(d, d) - torch.cov(t.T).reshape(d, d)
    return (gap ** 2).sum() / (4 * d * d)


def cmd(moments=5, span=1.0):
    def formula(x, flag):
        s, t = domains(x, flag)
        total = (s.mean(0) - t.mean(0)).norm() / span
        for k in range(2, moments + 1):
            cs, ct = ((s - s.mean(0)) ** k).mean(0), ((t - t.mean(0)) ** k).mean(0)
            total = total + (cs - ct).norm() / span ** k
        return total
    return formula


def energy(x, flag):
    s, t = domains(x, flag)

    def mean(a, b):
        return sum((u - v).norm() if (u != v).any() else 0 * u.sum() for u in a for v in b) / (len(a) * len(b))
    return 2 * mean(s, t) - mean(s, s) - mean(t, t)


flags = np.array([0, 1, 1, 0, 1, 0])
for label, loss, formula, config in (
        ("mmd", "mmd", mmd(), {}),
        ("mmd biased", "mmd", mmd(unbiased=False), {"unbiased": False}),
        ("mmd of two bandwidths", "mmd", mmd([0.5, 2.0]), {"bandwidths": [0.5, 2.0]}),
        ("linear-mmd", "linear-mmd", linear, {}),
        ("deep-coral", "deep-coral", coral, {}),
        ("central-moment-discrepancy", "central-moment-discrepancy", cmd(), {}),
        ("central-moment-discrepancy of 3", "central-moment-discrepancy", cmd(3, 2.0), {"moments": 3, "span": 2.0}),
        ("energy-distance", "energy-distance", energy, {})):
    scale = 20 if loss == "mmd" else None  # sums of five kernels, which cancel
    batches(label, loss, formula, book.normal(6, 3), flags, config, FIVE, scale)
    batches(label + " of nine", loss, formula, book.normal(9, 1) + 2 * np.arange(9)[:, None] / 9,
            np.array([1, 1, 0, 1, 0, 0, 0, 0, 1]), config, scale=scale)
    x = book.normal(4, 2)
    book.given(label + " of one domain", loss, 0.0, np.zeros((4, 2)).tolist(), x, np.ones(4, int), config)
# diracs: the energy distance of two points is twice their distance, the linear one its square
book.given("energy-distance of points", "energy-distance", 10.0, [[-1.2, -1.6], [1.2, 1.6]], [[0., 0.], [3., 4.]],
           [0, 1])
book.given("linear-mmd of points", "linear-mmd", 25.0, [[-6., -8.], [6., 8.]], [[0., 0.], [3., 4.]], [0, 1])


def confusion(p, _):
    return F.cross_entropy(p, torch.full_like(p, 1 / p.shape[1]), reduction="none")


book.add("domain-confusion", "domain-confusion", confusion, book.normal(5, 4, scale=3))
book.reductions("domain-confusion", "domain-confusion", confusion, book.normal(6, 2))


# transport
def costs(x, y, power):
    d = x[:, None] - y[None]
    return (d ** 2).sum(-1) / 2 if power == 2 else (d ** 2).sum(-1).clamp(min=1e-300).sqrt() ** power / power


def entropic(c, a, b, epsilon):
    """The regularized cost by plain fixed-point iteration until nothing changes; the gradient is the plan's."""
    f, g = torch.zeros_like(a), torch.zeros_like(b)
    cost, la, lb = c.detach(), a.detach().log(), b.detach().log()
    for _ in range(100000):
        before = f
        f = -epsilon * torch.logsumexp(lb + (g - cost) / epsilon, 1)
        g = -epsilon * torch.logsumexp(la[:, None] + (f[:, None] - cost) / epsilon, 0)
        if (f - before).abs().max() < 1e-15:
            break
    plan = torch.exp(la[:, None] + lb + (f[:, None] + g - cost) / epsilon)
    value = (plan * cost).sum() + epsilon * (plan * (plan / (a.detach()[:, None] * b.detach())).clamp(min=1e-300).log()
                                             ).sum()
    # value in numbers, gradient by cost and masses
    return (value + (plan * (c - cost)).sum() + (f * (a - a.detach())).sum() + (g * (b - b.detach())).sum())


def sinkhorn(epsilon=0.05, power=2.0, debias=True):
    def formula(p, t):
        values = []
        for x, wx, y, wy in zip(p["points"], p["weights"], t["points"].double(), t["weights"].double()):
            a, b = wx / wx.sum(), wy / wy.sum()
            value = entropic(costs(x, y, power), a, b, epsilon)
            if debias:
                value = value - entropic(costs(x, x, power), a, a, epsilon) / 2
                value = value - entropic(costs(y, y, power), b, b, epsilon) / 2
            values.append(value)
        return torch.stack(values)
    return formula


for config in ({"epsilon": 1.0}, {"epsilon": 1.0, "debias": False}, {"epsilon": 1.0, "power": 1.0},
               {"epsilon": 0.8, "power": 1.5}):
    options = {**{"epsilon": 0.05, "power": 2.0, "debias": True}, **config}
    p = {"points": book.normal(3, 4, 2, scale=0.7), "weights": book.distribution(3, 4)}
    t = {"points": book.normal(3, 5, 2, scale=0.7), "weights": book.distribution(3, 5)}
    book.add(f"sinkhorn {config}", "sinkhorn", sinkhorn(**options), p, t, config | {"iterations": 300},
             scale=20)
p = {"points": book.normal(6, 3, 1), "weights": book.distribution(6, 3)}
t = {"points": book.normal(6, 2, 1), "weights": book.distribution(6, 2)}
book.reductions("sinkhorn", "sinkhorn", sinkhorn(2.0), p, t, {"epsilon": 2.0, "iterations": 80},
                scale=20)
# a dirac onto a dirac: half the squared distance, whatever epsilon
book.given("sinkhorn of diracs", "sinkhorn", 12.5, {"points": [[[-3., -4.]]], "weights": [[0.]]},
           {"points": [[[0., 0.]]], "weights": [[1.]]}, {"points": [[[3., 4.]]], "weights": [[1.]]})

# the distance on a line: all permutations
def line(power):
    def formula(p, t):
        flat, other = p.reshape(-1, p.shape[-1]), t.reshape(-1, p.shape[-1])
        values = []
        for u, v in zip(flat, other):
            values.append(min((sum((u[i] - v[k]).abs() ** power for i, k in enumerate(order)) / len(u)
                               for order in itertools.permutations(range(len(u)))), key=float))
        return torch.stack(values).reshape(p.shape[:-1])
    return formula


for power in (1.0, 2.0, 1.5):
    config = {} if power == 1 else {"power": power}
    # with a power of 1 several orders are best, whose gradients differ: sorted numbers decide
    def ordered(p, t, power=power):
        return ((p.sort(-1).values - t.sort(-1).values).abs() ** power).mean(-1)
    for shape in ((4,), (3, 5), (2, 2, 3)):
        p, t = book.normal(*shape), book.normal(*shape)
        value = line(power)(torch.tensor(p), torch.tensor(t))
        assert torch.allclose(value, ordered(torch.tensor(p), torch.tensor(t)), rtol=1e-12), "sorting is best"
        book.add(f"wasserstein-1d {power} {shape}", "wasserstein-1d", ordered, p, t, config)
book.reductions("wasserstein-1d", "wasserstein-1d", lambda p, t: (p.sort(-1).values - t.sort(-1).values).abs().mean(-1),
                book.normal(6, 4), book.normal(6, 4))


def sliced(power):
    def formula(p, t):
        values = []
        for x, y in zip(p["points"], t.double()):
            total = 0
            for u in p["directions"]:
                u = u / u.norm()
                total = total + (((x @ u).sort().values - (y @ u).sort().values).abs() ** power).mean()
            values.append(total / len(p["directions"]))
        return torch.stack(values)
    return formula


for power in (2.0, 1.0):
    for n, points, d, directions in ((2, 4, 3, 5), (1, 3, 2, 1)):
        p = {"points": book.normal(n, points, d), "directions": book.normal(directions, d)}
        book.add(f"sliced-wasserstein {power} {n}", "sliced-wasserstein", sliced(power), p, book.normal(n, points, d),
                 {"power": power})


# autoencoders, clusters, the unusual
def sparsity(rho):
    def formula(p, _):
        m = p.mean(0)
        return (rho * torch.log(rho / m) + (1 - rho) * torch.log((1 - rho) / (1 - m))).sum()
    return formula


for rho in (0.05, 0.3):
    batches(f"sparsity-kl {rho}", "sparsity-kl", sparsity(rho), book.uniform(6, 3), None, {"rho": rho}, FIVE)


def contractive(p, _):
    """The derivatives of a sigmoid layer by autograd, for inputs that give its units."""
    values = []
    for h in p["values"]:
        z = torch.logit(h)
        derivative = torch.diag(torch.autograd.functional.jacobian(torch.sigmoid, z, create_graph=True).diagonal())
        values.append(((derivative @ p["weights"]) ** 2).sum())
    return torch.stack(values)


book.add("contractive", "contractive", contractive, {"values": book.uniform(4, 3), "weights": book.normal(3, 5)})


def dec(alpha):
    def formula(p, t):
        d = ((p["embedding"][:, None] - p["centers"][None]) ** 2).sum(-1)
        q = (1 + d / alpha) ** (-(alpha + 1) / 2)
        q = q / q.sum(1, keepdim=True)
        return F.kl_div(q.log(), t.double(), reduction="none").sum(1)
    return formula


for alpha in (1.0, 2.5):
    p = {"embedding": book.normal(5, 2), "centers": book.normal(3, 2)}
    book.add(f"dec-clustering {alpha}", "dec-clustering", dec(alpha), p, book.distribution(5, 3), {"alpha": alpha})
p = {"embedding": book.normal(6, 2), "centers": book.normal(3, 2)}
book.reductions("dec-clustering", "dec-clustering", dec(1.0), p, book.distribution(6, 3))
book.add("dec-clustering of a share of 0", "dec-clustering", dec(1.0),
         {"embedding": book.normal(2, 2), "centers": book.normal(2, 2)}, [[0., 1.], [0.5, 0.5]])


def kmeans(p, _):
    return torch.stack([min((((z - c) ** 2).sum() for c in p["centers"]), key=float) for z in p["embedding"]])


book.add("k-means", "k-means", kmeans, {"embedding": book.normal(7, 2), "centers": book.normal(3, 2)})
book.reductions("k-means", "k-means", kmeans, {"embedding": book.normal(6, 2), "centers": book.normal(2, 2)})


def squares(p):
    return ((p["embedding"] - p["center"]) ** 2).sum(1)


def ball(n, d, radius=False):
    p = {"embedding": book.normal(n, d), "center": book.normal(d)}
    return p | ({"radius": np.asarray(1.25)} if radius else {})


book.add("deep-svdd", "deep-svdd", lambda p, _: squares(p), ball(5, 3))
book.reductions("deep-svdd", "deep-svdd", lambda p, _: squares(p), ball(6, 2))
for nu in (0.1, 0.5):
    def soft(p, _, nu=nu):
        return p["radius"] ** 2 + torch.clamp(squares(p) - p["radius"] ** 2, min=0) / nu
    book.add(f"soft-boundary-svdd {nu}", "soft-boundary-svdd", soft, ball(8, 2, True), None, {"nu": nu})

    def oc(p, _, nu=nu):
        return torch.clamp(p["threshold"] - p["values"], min=0) / nu - p["threshold"]
    book.add(f"one-class {nu}", "one-class", oc, {"values": book.normal(7), "threshold": np.asarray(0.25)}, None,
             {"nu": nu})
for eta in (1.0, 2.5):
    def sad(p, t, eta=eta):
        d = squares(p)
        return torch.where(t == 0, d, eta * (d + 1e-6) ** t.double())
    book.add(f"deep-sad {eta}", "deep-sad", sad, ball(6, 3), [0, 1, -1, -1, 0, 1], {"eta": eta})

book.write(__file__)
