"""Writes regression.json: regression and robust losses by PyTorch, Optax, Keras' and scikit-learn's definitions, in float64.

    python regression.py

Where PyTorch has no function, the formula stands here as its paper has it, and automatic differentiation gives the
gradient. Small errors and special shapes, at which such formulas lose digits, are computed with mpmath.
"""

import itertools

import jax
import mpmath
import numpy as np
import torch
import torch.nn.functional as F
from golden import Book, short, single

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import optax

mpmath.mp.dps = 40
book = Book(20261122)


def pair(shape, scale=3.0):
    return book.normal(*shape, scale=scale), book.normal(*shape)


def positive(shape):
    return short(book.random.gamma(2.0, size=shape) + 0.01), short(book.random.gamma(2.0, size=shape) + 0.01)


def exact(name, loss, formula, errors, config=None, target=0.0, **options):
    """Adds values and derivatives of a function of the error by mpmath, at errors that float32 has."""
    errors = single(errors)
    value = [float(formula(mpmath.mpf(float(e)))) for e in errors]
    slope = [float(mpmath.diff(formula, mpmath.mpf(float(e)))) if e != 0 else 0.0 for e in errors]
    book.given(name, loss, value, slope, errors + target, np.full(errors.shape, target), config, "none", **options)


def few(loss, formula, inputs, config=None, shapes=((9,),), **options):
    """Adds an element-wise loss whose reductions are those of another: some shapes, and one with weights and masks."""
    label = loss + ("" if not config else " " + ", ".join(f"{k}={v}" for k, v in config.items()))
    for shape in shapes:
        book.add(f"{label} {shape}", loss, formula, *inputs(shape), config, "none", **options)
    book.add(f"{label} weighted and masked", loss, formula, *inputs((4, 2)), config, weight=[1.0, 0.0, 2.5, 0.5],
             mask=[True, True, False, True], **options)


NEAR = [1e-6, -1e-4, 0.003, -0.05, 0.2, -0.7, 0.98, 1.02, -1.9, 2.1, -5.5, 40.0]

# ---- squares and absolute values
book.grid("half-squared-error", lambda p, t: 0.5 * F.mse_loss(p, t, reduction="none"), pair)
book.grid("pinball", lambda p, t: torch.maximum(0.5 * (t - p), -0.5 * (t - p)), pair)
for q in (0.05, 0.9):
    few("pinball", lambda p, t, q=q: torch.where(p < t, q * (t - p), (1 - q) * (p - t)), pair,
              {"quantile": q}, shapes=((9,),))
few("expectile", lambda p, t: (0.5 - (t < p).double()).abs() * (t - p) ** 2, pair)
for tau in (0.1, 0.75):
    few("expectile", lambda p, t, tau=tau: (tau - (t < p).double()).abs() * (t - p) ** 2, pair,
              {"expectile": tau}, shapes=((9,),))
for eps in (0.1, 0.0, 1.5):
    config = {} if eps == 0.1 else {"epsilon": eps}
    few("epsilon-insensitive", lambda p, t, eps=eps: F.relu((p - t).abs() - eps), pair, config, shapes=((9,),))
    few("squared-epsilon-insensitive", lambda p, t, eps=eps: F.relu((p - t).abs() - eps) ** 2, pair, config,
              shapes=((9,),))

# ---- relative errors: Keras and torchmetrics
few("mape", lambda p, t: 100 * (p - t).abs() / t.abs().clamp(min=1e-7), pair)
book.add("mape small targets", "mape", lambda p, t: 100 * (p - t).abs() / t.abs().clamp(min=0.25),
         book.normal(8), np.array([0, 0.1, -0.1, 0.25, -0.25, 1, -2, 0.0625]), {"epsilon": 0.25}, "none")
few("smape", lambda p, t: 2 * (p - t).abs() / (p.abs() + t.abs()).clamp(min=1.17e-6), pair)
book.add("smape small", "smape", lambda p, t: 2 * (p - t).abs() / (p.abs() + t.abs()).clamp(min=0.5),
         np.array([0.125, -0.125, 0.0, 1.0]), np.array([0.0625, 0.125, 0.0, -1.0]), {"epsilon": 0.5}, "none")
book.grid("msle", lambda p, t: (torch.log1p(p) - torch.log1p(t)) ** 2, positive)
book.add("msle below zero", "msle", lambda p, t: (torch.log1p(p) - torch.log1p(t)) ** 2,
         np.array([-0.9375, -0.5, 0.0, 40.0, -0.25]), np.array([3.0, -0.5, 0.0, -0.75, 1000.0]), None, "none")
p, t = single([1.0, 3.0, 1000.0]) + 0, single([1.0 + 2**-20, 3.0 - 2**-18, 1000.25])
slopes = [(mpmath.log1p(mpmath.mpf(float(a))) - mpmath.log1p(mpmath.mpf(float(b)))) for a, b in zip(p, t)]
book.given("msle near", "msle", [float(s**2) for s in slopes], [float(2 * s / (1 + mpmath.mpf(float(a)))) for s, a in zip(slopes, p)],
           p, t, None, "none")


def wape(p, t, counted=None):
    """The value of an example: its error over the mean size of targets."""
    e, size = (p - t).abs().flatten(1).sum(1), t.abs().flatten(1).sum(1)
    mean = size.mean() if counted is None else size[torch.tensor(counted)].mean()
    return e / mean


for shape in ((7, 1), (5, 2), (2, 3, 4)):
    p, t = pair(shape)
    for reduction in ("mean", "sum", "none"):
        book.add(f"wape {shape} {reduction}", "wape", wape, p, t, None, reduction)
p, t = pair((6, 3))
counted = np.array([True, False, True, True, False, True])
book.add("wape masked", "wape", lambda p, t: wape(p, t, counted), p, t, None, "mean", mask=counted)
book.add("wape of zeros", "wape", lambda p, t: (p - t).abs().sum(1) * 0, p, t * 0, None, "mean")

# ---- several quantiles
for name, config, levels, crossing in (
        ("default", {}, [0.1, 0.5, 0.9], 1.0), ("two", {"quantiles": [0.25, 0.75], "crossing": 0.0}, [0.25, 0.75], 0.0),
        ("one", {"quantiles": [0.3]}, [0.3], 1.0), ("four", {"quantiles": [0.1, 0.2, 0.3, 0.4], "crossing": 2.5}, [0.1, 0.2, 0.3, 0.4], 2.5)):
    def quantiles(p, t, levels=levels, crossing=crossing):
        total = sum(torch.maximum(q * (t - p[..., k]), (q - 1) * (t - p[..., k])) for k, q in enumerate(levels))
        for k in range(len(levels) - 1):
            total = total + crossing * F.relu(p[..., k] - p[..., k + 1])
        return total
    for shape in ((5,), (2, 3)):
        book.add(f"multi-quantile {name} {shape}", "multi-quantile", quantiles, book.normal(*shape, len(levels)),
                 book.normal(*shape), config, "none")
    book.reductions(f"multi-quantile {name}", "multi-quantile", quantiles, book.normal(6, len(levels)), book.normal(6), config) \
        if name == "default" else None

# ---- asymmetric and periodic
for slope, scale in ((1.0, 1.0), (-0.75, 2.0)):
    config = {} if slope == 1 else {"slope": slope, "scale": scale}
    few("linex", lambda p, t, a=slope, b=scale: b * (torch.exp(a * (p - t)) - a * (p - t) - 1), pair, config, shapes=((9,),))
exact("linex near", "linex", lambda e: mpmath.expm1(e) - e, NEAR)
few("periodic", lambda p, t: 1 - torch.cos(2 * np.pi * (p - t)), pair, relative=1e-8, shapes=((9,),))
exact("periodic near", "periodic", lambda e: 1 - mpmath.cos(2 * mpmath.pi * e / 24), NEAR, {"period": 24.0})

# ---- rows
def pairwise(p, t):
    """All pairs, one by one."""
    total = 0
    n = p.shape[-1]
    for i, j in itertools.combinations(range(n), 2):
        total = total + ((p[..., i] - p[..., j]) - (t[..., i] - t[..., j])) ** 2
    return total / (n * (n - 1) / 2)


for shape in ((4, 5), (3, 2), (2, 3, 4)):
    p, t = pair(shape)
    book.add(f"mean-pairwise-squared-error {shape}", "mean-pairwise-squared-error", pairwise, p, t, None, "none")
    book.add(f"cosine-distance {shape}", "cosine-distance", lambda p, t: 1 - F.cosine_similarity(p, t, -1, eps=0), p, t, None, "none")
    book.add(f"dot-product {shape}", "dot-product", lambda p, t: -(p * t).sum(-1), p, t, None, "none")
    x, y = jnp.asarray(p), jnp.asarray(t)
    book.given(f"cosine-distance by Optax {shape}", "cosine-distance", np.asarray(optax.cosine_distance(x, y)).tolist(),
               np.asarray(jax.grad(lambda x: optax.cosine_distance(x, y).sum())(x)).tolist(), p, t, None, "none")
for name, formula in (("mean-pairwise-squared-error", pairwise), ("dot-product", lambda p, t: -(p * t).sum(-1)),
                      ("cosine-distance", lambda p, t: 1 - F.cosine_similarity(p, t, -1, eps=0))):
    book.reductions(name, name, formula, *pair((6, 4))) if name == "cosine-distance" else None
book.given("mean-pairwise-squared-error of one", "mean-pairwise-squared-error", [0.0, 0.0], [[0.0], [0.0]], [[1.5], [2.0]],
           [[0.5], [7.0]], None, "none")
book.given("cosine-distance of zero", "cosine-distance", [1.0, 1.0], [[0.0, 0.0], [0.0, 0.0]], [[0.0, 0.0], [1.5, 2.0]],
           [[1.5, 2.0], [0.0, 0.0]], None, "none")

# ---- robust
for beta in (1.0, 0.25, 0.0):
    few("smooth-l1", lambda p, t, b=beta: F.smooth_l1_loss(p, t, reduction="none", beta=b), pair,
              {} if beta == 1 else {"beta": beta}, shapes=((1,), (2, 3, 4)))
few("log-cosh", lambda p, t: torch.logaddexp(p - t, t - p) - np.log(2), pair)
p, t = pair((9,))
book.given("log-cosh by Optax", "log-cosh", np.asarray(optax.log_cosh(jnp.asarray(p), jnp.asarray(t))).tolist(),
           np.tanh(p - t).tolist(), p, t, None, "none")
exact("log-cosh near", "log-cosh", lambda e: mpmath.log(mpmath.cosh(e)), NEAR)
for c in (1.0, 0.5, 3.0):
    config = {} if c == 1 else {"scale": c}
    delta = {} if c == 1 else {"delta": c}
    options = {"shapes": ((1,), (2, 3, 4))}
    few("pseudo-huber", lambda p, t, c=c: c * c * (torch.sqrt(1 + ((p - t) / c) ** 2) - 1), pair, delta, **options)
    few("fair", lambda p, t, c=c: c * c * ((p - t).abs() / c - torch.log1p((p - t).abs() / c)), pair, config, **options)
    few("cauchy", lambda p, t, c=c: torch.log1p(((p - t) / c) ** 2 / 2), pair, config, **options)
    few("geman-mcclure", lambda p, t, c=c: 2 * (p - t) ** 2 / ((p - t) ** 2 + 4 * c * c), pair, config, **options)
    few("welsch", lambda p, t, c=c: 1 - torch.exp(-(((p - t) / c) ** 2) / 2), pair, config, **options)
    exact(f"pseudo-huber near {c}", "pseudo-huber", lambda e, c=c: c * c * (mpmath.sqrt(1 + (e / c) ** 2) - 1), NEAR, delta)
    exact(f"fair near {c}", "fair", lambda e, c=c: c * c * (abs(e) / c - mpmath.log1p(abs(e) / c)), NEAR, config)
    exact(f"cauchy near {c}", "cauchy", lambda e, c=c: mpmath.log1p((e / c) ** 2 / 2), NEAR, config)
    exact(f"geman-mcclure near {c}", "geman-mcclure", lambda e, c=c: 2 * e * e / (e * e + 4 * c * c), NEAR, config)
    exact(f"welsch near {c}", "welsch", lambda e, c=c: -mpmath.expm1(-((e / c) ** 2) / 2), NEAR, config)
for c in (4.685, 1.25):
    def tukey(p, t, c=c):
        u = ((p - t) / c).abs()
        return torch.where(u <= 1, c * c / 6 * (1 - (1 - u.clamp(max=1) ** 2) ** 3), c * c / 6)
    few("tukey", tukey, pair, {} if c == 4.685 else {"scale": c}, shapes=((1,), (2, 3, 4)))
exact("tukey near", "tukey", lambda e: mpmath.mpf(16) / 6 * (1 - (1 - (e / 4) ** 2) ** 3 if abs(e) < 4 else 1),
      [1e-6, -1e-4, 0.003, -0.05, 0.2, 2.8, 2.9, 3.9, 3.999, 5.0], {"scale": 4.0})


def barron(e, alpha, c=1):
    """Equation 8 of the paper, for any error and shape."""
    x, alpha = e / c, mpmath.mpf(alpha)
    if alpha == 2:
        return x * x / 2
    if alpha == 0:
        return mpmath.log1p(x * x / 2)
    if alpha == -mpmath.inf:
        return -mpmath.expm1(-x * x / 2)
    b = abs(alpha - 2)
    return b / alpha * ((x * x / b + 1) ** (alpha / 2) - 1)


for alpha in (1.0, 2.0, 0.0, -2.0, 1e-7, -1e-7, 1.5, 1.9999999, 2.0000001, 0.3, -8.0, 3.0):
    config = {} if alpha == 1 else {"alpha": alpha}
    exact(f"barron {alpha}", "barron", lambda e, a=alpha: barron(e, a), NEAR, config)
exact("barron scale", "barron", lambda e: barron(e, 0.5, 2), NEAR, {"alpha": 0.5, "scale": 2.0})
few("barron", lambda p, t: torch.sqrt(1 + (p - t) ** 2) - 1, pair, shapes=((2, 3, 4),))


def adaptive(e, shape, scale, low=mpmath.mpf("0.001"), high=mpmath.mpf("1.999")):
    alpha = low + (high - low) / (1 + mpmath.exp(-shape))
    b = 2 - alpha
    f = lambda x: mpmath.exp(-barron(x, alpha))
    ends = [0] + [mpmath.sqrt(b) * 10**k for k in range(-1, 4)] + [mpmath.mpf(10) ** k for k in range(4, 41, 4)] + [mpmath.inf]
    z = 2 * mpmath.quad(f, sorted(set(ends)))
    return barron(e / scale, alpha) + mpmath.log(scale) + mpmath.log(z)


mpmath.mp.dps = 30
rows, shapes, scales = 2, single([-9.0, -2.5, 0.0, 0.8, 7.5]), single([0.5, 1.0, 2.0, 0.125, 3.0])
means, targets = book.normal(rows, 5), book.normal(rows, 5)
value, slope = np.zeros((rows, 5)), {"mean": np.zeros((rows, 5)), "shape": np.zeros(5), "scale": np.zeros(5)}
for i, j in itertools.product(range(rows), range(5)):
    point = [mpmath.mpf(float(x)) for x in (means[i, j] - targets[i, j], shapes[j], scales[j])]
    value[i, j] = adaptive(*point)
    for k, key in enumerate(("mean", "shape", "scale")):
        h = mpmath.mpf(10) ** -8
        up, down = list(point), list(point)
        up[k], down[k] = up[k] + h, down[k] - h
        d = float((adaptive(*up) - adaptive(*down)) / (2 * h))
        if key == "mean":
            slope[key][i, j] = d
        else:
            slope[key][j] += d
book.given("barron-adaptive", "barron-adaptive", value.tolist(), {k: v.tolist() for k, v in slope.items()},
           {"mean": means, "shape": shapes, "scale": scales}, targets, None, "none")
mpmath.mp.dps = 40

for w, c in ((10.0, 2.0), (1.5, 0.25)):
    config = {} if w == 10 else {"width": w, "curvature": c}
    def wing(p, t, w=w, c=c):
        a = (p - t).abs()
        return torch.where(a < w, w * torch.log(1 + a / c), a - (w - w * np.log(1 + w / c)))
    few("wing", wing, lambda shape: pair(shape, 8.0), config, shapes=((1,), (2, 3, 4)))
for config in ({}, {"alpha": 2.5, "omega": 8.0, "epsilon": 0.5, "theta": 0.25}):
    s = {"alpha": 2.1, "omega": 14.0, "epsilon": 1.0, "theta": 0.5} | config
    def adaptive_wing(p, t, s=s):
        omega, theta, eps = s["omega"], s["theta"], s["epsilon"]
        a, power = (p - t).abs(), s["alpha"] - t
        A = omega * (1 / (1 + (theta / eps) ** power)) * power * ((theta / eps) ** (power - 1)) * (1 / eps)
        C = theta * A - omega * torch.log(1 + (theta / eps) ** power)
        return torch.where(a < theta, omega * torch.log(1 + (a / eps) ** power), A * a - C)
    few("adaptive-wing", adaptive_wing, lambda shape: (book.normal(*shape), book.uniform(*shape)), config,
              shapes=((1,), (2, 3, 4)))
book.given("adaptive-wing at the target", "adaptive-wing", [0.0] * 4, [0.0] * 4, [0.0, 1.0, 0.5, 0.25], [0.0, 1.0, 0.5, 0.25],
           None, "none")

book.write(__file__)
