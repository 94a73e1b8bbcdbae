"""Writes likelihood.json: likelihoods, deviances, divergences and scoring rules, in float64.

    python likelihood.py

Oracles are PyTorch's functions and distributions and Optax; deviances are held against scikit-learn's and scores against
integrals of their definition. The rest is stated here as its definition has it, over probabilities and all pairs, where
the library adds logarithms and sorts.
"""

import itertools

import jax
import mpmath
import numpy as np
import scipy.integrate
import scipy.spatial.distance
import scipy.stats
import sklearn.metrics
import torch
import torch.distributions as D
import torch.nn.functional as F
from golden import Book, short, single

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import optax

mpmath.mp.dps = 40
book = Book(20261123)
SHAPES = ((1,), (7,), (2, 3))


def positive(*shape, low=0.05):
    return short(book.random.gamma(2.0, size=shape) + low)


def counts(*shape, mean=3.0):
    return book.random.poisson(mean, size=shape) * 1.0


def few(loss, formula, inputs, config=None, shapes=SHAPES, **options):
    """Adds an element-wise loss: some shapes, and one with weights and masks."""
    label = loss + ("" if not config else " " + ", ".join(f"{k}={v}" for k, v in config.items()))
    for shape in shapes:
        book.add(f"{label} {shape}", loss, formula, *inputs(shape), config, "none", **options)
    book.add(f"{label} weighted and masked", loss, formula, *inputs((4, 2)), config, weight=[1.0, 0.0, 2.5, 0.5],
             mask=[True, True, False, True], **options)


def rows(loss, formula, inputs, config=None, **options):
    """Adds a loss of rows."""
    label = loss + ("" if not config else " " + ", ".join(f"{k}={v}" for k, v in config.items()))
    for shape in ((4,), (3, 4), (2, 2, 5)):
        book.add(f"{label} {shape}", loss, formula, *inputs(shape), config, "none", **options)
    book.add(f"{label} weighted and masked", loss, formula, *inputs((4, 3)), config, weight=[1.0, 0.0, 2.5, 0.5],
             mask=[True, True, False, True], **options)


# ---- divergences
def shares(shape):
    logits = book.random.normal(size=shape) * 2
    return single(logits - np.log(np.exp(logits).sum(-1, keepdims=True))), book.distribution(*shape)


def sparse(shape):
    p, t = shares(shape)
    t[..., 0] = 0
    return p, t


def measures(shape):
    t = positive(*shape)
    t[..., 1] = 0
    return book.normal(*shape), t


def generalized_kl(p, t):
    safe = torch.where(t == 0, torch.ones_like(t), t)
    return (torch.where(t == 0, torch.zeros_like(t), t * (safe.log() - p)) + p.exp() - t).sum(-1)


rows("generalized-kl", generalized_kl, measures)
p, t = measures((3, 4))
t = t + 0.25
book.given("generalized-kl by Optax", "generalized-kl", np.asarray(optax.losses.generalized_kl_divergence(jnp.asarray(p), jnp.asarray(t))).tolist(),
           (np.exp(p) - t).tolist(), p, t, None, "none")


def jensen_shannon(p, t):
    q, m = p.exp(), (p.exp() + t) / 2
    return (torch.xlogy(t, t) - torch.xlogy(t, m) + q * (p - m.log())).sum(-1) / 2


rows("jensen-shannon", jensen_shannon, shares)
rows("jensen-shannon", jensen_shannon, sparse)
for _ in range(3):
    a, b = book.random.dirichlet(np.ones(5)), book.random.dirichlet(np.ones(5))
    mine = jensen_shannon(torch.tensor(a).log(), torch.tensor(b)).item()
    assert abs(mine - scipy.spatial.distance.jensenshannon(a, b) ** 2) < 1e-12
rows("reverse-kl", lambda p, t: F.kl_div(t.log(), p, reduction="none", log_target=True).sum(-1), shares)
rows("reverse-kl", lambda p, t: F.kl_div(t, p, reduction="none", log_target=True).sum(-1),
     lambda shape: (shares(shape)[0], shares(shape)[0]), {"logTarget": True})
for alpha in (0.5, 0.25, 2.0):
    config = {} if alpha == 0.5 else {"alpha": alpha}
    rows("alpha-divergence", lambda p, t, a=alpha:
         ((a * t + (1 - a) * p.exp() - t**a * p.exp() ** (1 - a)) / (a * (1 - a))).sum(-1), sparse, config)
    rows("renyi-divergence", lambda p, t, a=alpha: (t**a * p.exp() ** (1 - a)).sum(-1).log() / (a - 1), sparse, config)
rows("alpha-divergence", generalized_kl, sparse, {"alpha": 1.0})
rows("alpha-divergence", lambda p, t: (p.exp() * (p - t.log()) - p.exp() + t).sum(-1), shares, {"alpha": 0.0})
rows("renyi-divergence", lambda p, t: torch.where(t == 0, torch.zeros_like(t), t * (torch.where(t == 0, torch.ones_like(t), t).log() - p)).sum(-1),
     sparse, {"alpha": 1.0})

# ---- Poisson
for full in (False, True):
    book.grid("poisson-nll", lambda p, t, f=full: F.poisson_nll_loss(p, t, log_input=True, full=f, reduction="none"),
              lambda shape: (book.normal(*shape), counts(*shape)), {"full": True} if full else {}, shapes=SHAPES) if not full else \
        few("poisson-nll", lambda p, t, f=full: F.poisson_nll_loss(p, t, log_input=True, full=f, reduction="none"),
            lambda shape: (book.normal(*shape), counts(*shape)), {"full": True})
    few("poisson-nll", lambda p, t, f=full: F.poisson_nll_loss(p, t, log_input=False, full=f, eps=1e-8, reduction="none"),
        lambda shape: (positive(*shape), counts(*shape)), {"logInput": False, "full": full})
book.add("poisson-nll mean of zero", "poisson-nll", lambda p, t: F.poisson_nll_loss(p, t, log_input=False, eps=0.125, reduction="none"),
         np.array([0.0, 0.0, 0.5]), np.array([0.0, 2.0, 1.0]), {"logInput": False, "epsilon": 0.125}, "none")


# ---- deviances
def tweedie(power):
    def deviance(m, t):
        if power == 1:
            return 2 * (torch.xlogy(t, t) - t * m.log() - t + m)
        if power == 2:
            return 2 * (t / m - 1 - (t / m).log())
        if power == 3:
            return (t - m) ** 2 / (t * m * m)
        return 2 * (t ** (2 - power) / ((1 - power) * (2 - power)) - t * m ** (1 - power) / (1 - power) + m ** (2 - power) / (2 - power))
    return deviance


for power, name in ((1, "poisson-deviance"), (2, "gamma-deviance"), (3, "inverse-gaussian-deviance")):
    target = counts if power == 1 else positive
    few(name, lambda p, t, f=tweedie(power): f(p.exp(), t), lambda shape: (book.normal(*shape), target(*shape)))
    few(name, tweedie(power), lambda shape: (positive(*shape), target(*shape)), {"logInput": False})
    few("tweedie-deviance", lambda p, t, f=tweedie(power): f(p.exp(), t), lambda shape: (book.normal(*shape), target(*shape)), {"power": float(power)}, shapes=((6,),))
for power in (1.5, 1.1, 1.9, 2.5):
    config = {} if power == 1.5 else {"power": power}
    target = counts if power < 2 else positive
    few("tweedie-deviance", lambda p, t, f=tweedie(power): f(p.exp(), t), lambda shape: (book.normal(*shape), target(*shape)), config)
    few("tweedie-deviance", tweedie(power), lambda shape: (positive(*shape), target(*shape)), config | {"logInput": False}, shapes=((6,),))
    m, t = positive(9), positive(9)
    assert abs(tweedie(power)(torch.tensor(m), torch.tensor(t)).mean().item() - sklearn.metrics.mean_tweedie_deviance(t, m, power=power)) < 1e-12


def exact(name, loss, formula, points, config=None):
    """Adds values and derivatives by mpmath of an element-wise loss at (prediction, target)."""
    p, t = single([x for x, _ in points]), single([y for _, y in points])
    value = [float(formula(mpmath.mpf(float(x)), mpmath.mpf(float(y)))) for x, y in zip(p, t)]
    slope = [float(mpmath.diff(lambda z: formula(z, mpmath.mpf(float(y))), mpmath.mpf(float(x)))) for x, y in zip(p, t)]
    book.given(name, loss, value, slope, p, t, config, "none", dtypes=("float64",))


def tweedie_exact(power):
    w = mpmath.mpf(power)
    return lambda z, t: 2 * (t ** (2 - w) / ((1 - w) * (2 - w)) - t * mpmath.exp((1 - w) * z) / (1 - w) + mpmath.exp((2 - w) * z) / (2 - w))


POINTS = [(0.001, 1.0), (-0.25, 1.0), (1.0, 3.0), (-3.0, 0.5), (20.0, 2.0), (-20.0, 2.0)]
for power in (1.0000001, 1.9999999, 2.0000001, 1.5):
    exact(f"tweedie-deviance near a limit {power}", "tweedie-deviance", tweedie_exact(power), POINTS, {"power": power})
exact("gamma-deviance near", "gamma-deviance", lambda z, t: 2 * (t * mpmath.exp(-z) - 1 - mpmath.log(t) + z), POINTS)
exact("poisson-deviance near", "poisson-deviance", lambda z, t: 2 * (t * (mpmath.log(t) - z) - t + mpmath.exp(z)), POINTS)

# ---- binomial
def trials(shape):
    n = counts(*shape, mean=5.0) + 1
    return book.normal(*shape, scale=2.0), {"successes": np.floor(n * book.random.uniform(size=shape) + 0.3), "trials": n}


few("binomial-nll", lambda p, t: -D.Binomial(t["trials"], logits=p, validate_args=False).log_prob(t["successes"]), trials, {"full": True})
few("binomial-nll", lambda p, t: t["trials"] * F.binary_cross_entropy_with_logits(p, t["successes"] / t["trials"], reduction="none"), trials)

# ---- normal and its kin
def moments(shape):
    return {"mean": book.normal(*shape), "variance": positive(*shape)}, book.normal(*shape)


for full in (False, True):
    few("gaussian-nll", lambda p, t, f=full: F.gaussian_nll_loss(p["mean"], t, p["variance"], full=f, reduction="none"), moments,
        {"full": True} if full else {})
    few("gaussian-nll-log-variance", lambda p, t, f=full: F.gaussian_nll_loss(p["mean"], t, p["logVariance"].exp(), full=f, reduction="none"),
        lambda shape: ({"mean": book.normal(*shape), "logVariance": book.normal(*shape)}, book.normal(*shape)), {"full": True} if full else {})
book.add("gaussian-nll below epsilon", "gaussian-nll", lambda p, t: F.gaussian_nll_loss(p["mean"], t, p["variance"], eps=0.25, reduction="none"),
         {"mean": np.array([0.5, 1.0, -2.0, 3.0]), "variance": np.array([0.0, 0.125, 0.25, 1.0])}, np.array([0.0, 1.5, 2.0, 3.0]), {"epsilon": 0.25}, "none")
book.reductions("gaussian-nll", "gaussian-nll", lambda p, t: F.gaussian_nll_loss(p["mean"], t, p["variance"], reduction="none"), *moments((6, 2)))
for beta in (0.5, 1.0, 0.0, 0.25):
    few("beta-nll", lambda p, t, b=beta: p["variance"].detach() ** b * F.gaussian_nll_loss(p["mean"], t, p["variance"], reduction="none"), moments,
        {} if beta == 0.5 else {"beta": beta}, shapes=((6,),))


def located(shape):
    return {"location": book.normal(*shape), "scale": positive(*shape)}, book.normal(*shape)


few("laplace-nll", lambda p, t: -D.Laplace(p["location"], p["scale"]).log_prob(t), located)


def student(shape):
    p, t = located(shape)
    return p | {"degrees": positive(*shape, low=0.5) * 3}, t


few("student-t-nll", lambda p, t: -D.StudentT(p["degrees"], p["location"], p["scale"]).log_prob(t), student)


def student_exact(e, s, n):
    return (n + 1) / 2 * mpmath.log1p((e / s) ** 2 / n) + mpmath.log(s) + mpmath.log(n * mpmath.pi) / 2 + mpmath.loggamma(n / 2) - mpmath.loggamma((n + 1) / 2)


def record(name, loss, formula, points, keys, target, config=None):
    """Adds a loss of a record of numbers and a target, with derivatives by mpmath."""
    columns = [single(column) for column in zip(*points)]
    value, slope = [], {key: [] for key in keys}
    for *x, t in zip(*columns, single(target)):
        x, t = [mpmath.mpf(float(v)) for v in x], mpmath.mpf(float(t))
        value.append(float(formula(*x, t)))
        for k, key in enumerate(keys):
            slope[key].append(float(mpmath.diff(lambda v: formula(*x[:k], v, *x[k + 1:], t), x[k])))
    book.given(name, loss, value, slope, dict(zip(keys, columns)), single(target), config, "none", dtypes=("float64",))


record("student-t-nll of many degrees", "student-t-nll", lambda m, s, n, t: student_exact(m - t, s, n),
       [(0.5, 1.0, n) for n in (0.125, 1.0, 31.0, 32.0, 33.0, 1e3, 1e6, 1e10)], ("location", "scale", "degrees"), [-1.0] * 8)

for n, k, d in ((4, 3, 2), (3, 1, 1), (2, 5, 3)):
    book.add(f"mixture-density {n} {k} {d}", "mixture-density",
             lambda p, t: -D.MixtureSameFamily(D.Categorical(logits=p["logits"]), D.Independent(D.Normal(p["means"], p["deviations"]), 1)).log_prob(t),
             {"logits": book.normal(n, k), "means": book.normal(n, k, d), "deviations": positive(n, k, d)}, book.normal(n, d), None, "none")

# ---- counts with variance and with zeros
def negative_binomial(p, t):
    return -D.NegativeBinomial(p["size"], logits=(p["mean"] / p["size"]).log(), validate_args=False).log_prob(t)


def poisson(p, t):
    return -D.Poisson(p["mean"], validate_args=False).log_prob(t)


def inflated(nll):
    def loss(p, t):
        z = p["zeroLogit"].sigmoid()
        return -torch.where(t == 0, (z + (1 - z) * (-nll(p, torch.zeros_like(t))).exp()).log(), (1 - z).log() - nll(p, t))
    return loss


def hurdle(nll):
    def loss(p, t):
        z = p["zeroLogit"].sigmoid()
        return -torch.where(t == 0, z.log(), (1 - z).log() - nll(p, t) - (1 - (-nll(p, torch.zeros_like(t))).exp()).log())
    return loss


def counted(*keys):
    def inputs(shape):
        p = {key: book.normal(*shape) if key == "zeroLogit" else positive(*shape) for key in keys}
        return p, counts(*shape, mean=2.0) * book.bits(*shape)
    return inputs


few("negative-binomial-nll", negative_binomial, counted("mean", "size"))
few("zero-inflated-poisson", inflated(poisson), counted("zeroLogit", "mean"))
few("zero-inflated-negative-binomial", inflated(negative_binomial), counted("zeroLogit", "mean", "size"))
few("hurdle-poisson", hurdle(poisson), counted("zeroLogit", "mean"))
few("hurdle-negative-binomial", hurdle(negative_binomial), counted("zeroLogit", "mean", "size"))
record("negative-binomial-nll of all sizes", "negative-binomial-nll",
       lambda m, r, t: r * mpmath.log1p(m / r) + t * mpmath.log1p(r / m) + mpmath.loggamma(r) + mpmath.loggamma(t + 1) - mpmath.loggamma(t + r),
       [(m, r) for r in (0.01, 0.5, 15.5, 16.0, 40.0, 1e4, 1e8, 1e12) for m in (0.125, 7.0)], ("mean", "size"), [0.0, 3.0, 60.0, 1.0] * 4)
record("hurdle-poisson of small means", "hurdle-poisson",
       lambda a, m, t: mpmath.log1p(mpmath.exp(a)) + m - t * mpmath.log(m) + mpmath.loggamma(t + 1) + mpmath.log(-mpmath.expm1(-m)),
       [(0.5, m) for m in (1e-6, 1e-3, 0.5, 0.999, 1.001, 30.0)], ("zeroLogit", "mean"), [1.0, 2.0, 1.0, 4.0, 1.0, 25.0])
record("zero-inflated-poisson far out", "zero-inflated-poisson",
       lambda a, m, t: mpmath.log1p(mpmath.exp(a)) - mpmath.log(mpmath.exp(a) + mpmath.exp(-m)),
       [(-60.0, 0.5), (60.0, 2.0), (-5.0, 300.0), (-800.0, 900.0)], ("zeroLogit", "mean"), [0.0] * 4)


def lognormal(p, t):
    z = p["zeroLogit"].sigmoid()
    safe = torch.where(t == 0, torch.ones_like(t), t)
    return -torch.where(t == 0, z.log(), (1 - z).log() + D.LogNormal(p["location"], p["scale"]).log_prob(safe))


few("zero-inflated-lognormal", lognormal,
    lambda shape: ({"zeroLogit": book.normal(*shape), "location": book.normal(*shape), "scale": positive(*shape)}, positive(*shape) * book.bits(*shape)))

# ---- evidence: the density of the target is Student's
def evidential(weight):
    def loss(p, t):
        v, a, b = p["evidence"], p["alpha"], p["beta"]
        density = D.StudentT(2 * a, p["mean"], (b * (1 + v) / (v * a)).sqrt()).log_prob(t)
        return weight * (t - p["mean"]).abs() * (2 * v + a) - density
    return loss


for weight in (0.01, 0.5, 0.0):
    few("evidential-regression", evidential(weight),
        lambda shape: ({"mean": book.normal(*shape)} | {key: positive(*shape) for key in ("evidence", "alpha", "beta")}, book.normal(*shape)),
        {} if weight == 0.01 else {"weight": weight})


def evidential_classes(weight, axis=1):
    def loss(p, t):
        if t.dtype == torch.int64:
            t = F.one_hot(t, p.shape[axis]).double().movedim(-1, axis)
        a, t = (p + 1).movedim(axis, -1), t.movedim(axis, -1)
        distribution = D.Dirichlet(a)
        error = ((t - distribution.mean) ** 2 + distribution.variance).sum(-1)
        without = D.Dirichlet(t + (1 - t) * a)
        return error + weight * D.kl_divergence(without, D.Dirichlet(torch.ones_like(a)))
    return loss


def evidential_slopes(p, q, weight):
    """Derivatives by mpmath; those of digamma by PyTorch have nine digits."""
    slopes = np.zeros_like(p)
    for at in np.ndindex(p.shape[0], *p.shape[2:]):
        row = (at[0], slice(None), *at[1:])
        evidence, shares = [mpmath.mpf(x) for x in p[row]], [mpmath.mpf(x) for x in q[row]]

        def loss(*e):
            a, n = [x + 1 for x in e], len(e)
            s = sum(a)
            error = sum((y - x / s) ** 2 + x * (s - x) / (s * s * (s + 1)) for x, y in zip(a, shares))
            b = [y + (1 - y) * x for x, y in zip(a, shares)]
            t = sum(b)
            divergence = mpmath.loggamma(t) - mpmath.loggamma(n) + sum(
                (x - 1) * (mpmath.digamma(x) - mpmath.digamma(t)) - mpmath.loggamma(x) for x in b)
            return error + weight * divergence

        for c in range(len(evidence)):
            slopes[(at[0], c, *at[1:])] = float(mpmath.diff(loss, evidence, n=tuple(int(k == c) for k in range(len(evidence)))))
    return slopes


for shape, config in (((4, 3), {}), ((2, 4, 3), {"weight": 0.25}), ((5, 2), {"weight": 0.0})):
    weight = config.get("weight", 1.0)
    labels = book.integers(0, shape[1], shape[0], *shape[2:])
    one = np.moveaxis(np.eye(shape[1])[labels], -1, 1)
    for name, target, q in (("", labels, one), (" shares", *[book.distribution(*shape, axis=1)] * 2)):
        p = positive(*shape)
        value = evidential_classes(weight)(torch.tensor(p), torch.tensor(target))
        book.given(f"evidential-classification{name} {shape}", "evidential-classification", value.tolist(),
                   evidential_slopes(p, q, weight).tolist(), p, target, config, "none")

# ---- scores
def crps_gaussian(p, t):
    z, n = (t - p["mean"]) / p["deviation"], D.Normal(torch.tensor(0.0).double(), torch.tensor(1.0).double())
    return p["deviation"] * (z * (2 * n.cdf(z) - 1) + 2 * n.log_prob(z).exp() - np.pi**-0.5)


def crps_logistic(p, t):
    z = (t - p["location"]) / p["scale"]
    return p["scale"] * (z - 2 * F.logsigmoid(z) - 1)


def integral(distribution, t):
    """The definition: the squared distance of the distribution function from a step at t."""
    left = scipy.integrate.quad(lambda x: distribution.cdf(x) ** 2, -60, t, epsabs=1e-13, limit=500)[0]
    return left + scipy.integrate.quad(lambda x: distribution.sf(x) ** 2, t, 60, epsabs=1e-13, limit=500)[0]


for m, s, t in ((0.5, 1.0, 2.0), (-1.0, 2.5, -3.0), (0.0, 0.5, 0.25)):
    m, s, t = (torch.tensor(x).double() for x in (m, s, t))
    assert abs(crps_gaussian({"mean": m, "deviation": s}, t).item() - integral(scipy.stats.norm(m.item(), s.item()), t.item())) < 1e-9
    assert abs(crps_logistic({"location": m, "scale": s}, t).item() - integral(scipy.stats.logistic(m.item(), s.item()), t.item())) < 1e-9
few("crps-gaussian", crps_gaussian, lambda shape: ({"mean": book.normal(*shape), "deviation": positive(*shape)}, book.normal(*shape)))
few("crps-logistic", crps_logistic, located)
record("crps-gaussian far out", "crps-gaussian", lambda m, s, t: s * ((t - m) / s * mpmath.erf((t - m) / s / mpmath.sqrt(2)) + 2 * mpmath.npdf((t - m) / s) - 1 / mpmath.sqrt(mpmath.pi)),
       [(0.0, 1.0), (0.0, 0.001), (2.0, 1e-6), (0.0, 1e6)], ("mean", "deviation"), [12.0, 5.0, -3.0, 1.0])
for fair in (False, True):
    def ensemble(p, t, fair=fair):
        members = p.shape[-1]
        spread = sum((p[..., i] - p[..., j]).abs() for i, j in itertools.product(range(members), repeat=2))
        return (p - t.unsqueeze(-1)).abs().mean(-1) - spread / (2 * members * max(1, members - 1 if fair else members))
    for shape in ((5,), (3, 4), (2, 3, 7), (3, 1)):
        book.add(f"crps-ensemble {fair} {shape}", "crps-ensemble", ensemble, book.normal(*shape), book.normal(*shape[:-1]) if len(shape) > 1 else np.array(0.25),
                 {"fair": True} if fair else {}, "none")
for beta in (1.0, 0.5, 1.5):
    def energy(p, t, beta=beta):
        members = p.shape[1]
        misses = sum(((p[:, i] - t) ** 2).sum(-1) ** (beta / 2) for i in range(members)) / members
        spread = sum(2 * ((p[:, i] - p[:, j]) ** 2).sum(-1) ** (beta / 2) for i, j in itertools.combinations(range(members), 2))
        return misses - spread / (2 * members**2)
    for shape in ((3, 4, 2), (2, 6, 3), (4, 2, 1)):
        book.add(f"energy-score {beta} {shape}", "energy-score", energy, book.normal(*shape), book.normal(shape[0], shape[2]),
                 {} if beta == 1 else {"beta": beta}, "none")
for power in (0.5, 1.0, 2.0):
    def variogram(p, t, power=power):
        total = 0
        for i, j in itertools.permutations(range(t.shape[1]), 2):
            total = total + ((t[:, i] - t[:, j]).abs() ** power - ((p[:, :, i] - p[:, :, j]).abs() ** power).mean(1)) ** 2
        return total
    for shape in ((3, 4, 2), (2, 3, 4)):
        book.add(f"variogram-score {power} {shape}", "variogram-score", variogram, book.normal(*shape), book.normal(shape[0], shape[2]),
                 {} if power == 0.5 else {"power": power}, "none")


def classes(score):
    def loss(p, t):
        axis = 0 if p.dim() == 1 else 1
        if t.dtype == torch.int64:
            t = F.one_hot(t, p.shape[axis]).double().movedim(-1, axis)
        return score(F.softmax(p, axis), t, axis)
    return loss


for name, score in (("brier", lambda s, q, a: ((s - q) ** 2).sum(a)), ("spherical-score", lambda s, q, a: 1 - (s * q).sum(a) / s.norm(dim=a))):
    for shape in ((5, 4), (2, 3, 4)):
        book.add(f"{name} {shape}", name, classes(score), book.normal(*shape, scale=2.0), book.integers(0, shape[1], shape[0], *shape[2:]), None, "none")
        book.add(f"{name} shares {shape}", name, classes(score), book.normal(*shape, scale=2.0), book.distribution(*shape, axis=1), None, "none")
    book.add(f"{name} one", name, classes(score), book.normal(4), np.array(2), None, "none")
    book.reductions(name, name, classes(score), book.normal(6, 3), book.integers(0, 3, 6))

# ---- generative models
def code(p):
    return D.kl_divergence(D.Normal(p["mean"], (p["logVariance"] / 2).exp()), D.Normal(torch.tensor(0.0).double(), torch.tensor(1.0).double()))


for n, size in ((4, 3), (2, 6)):
    book.add(f"gaussian-kl {n}", "gaussian-kl", lambda p, _: code(p).sum(-1), {"mean": book.normal(n, size), "logVariance": book.normal(n, size)}, None, None, "none")
for config in ({}, {"beta": 4.0, "freeNats": 0.25}, {"capacity": 5.0, "beta": 10.0}, {"reconstruction": "mse"}):
    def elbo(p, t, c=config):
        if "reconstruction" in c:
            each = (p["reconstruction"] - t) ** 2
        else:
            each = F.binary_cross_entropy_with_logits(p["reconstruction"], t, reduction="none")
        divergence = code(p).clamp(min=c.get("freeNats", 0.0)).sum(-1)
        return each.flatten(1).sum(1) + c.get("beta", 1.0) * (divergence - c.get("capacity", 0.0)).abs()
    for shape in ((3, 4), (2, 3, 2)):
        book.add(f"elbo {config} {shape}", "elbo", elbo, {"reconstruction": book.normal(*shape), "mean": book.normal(shape[0], 3), "logVariance": book.normal(shape[0], 3)},
                 book.uniform(*shape), config, "none")
for shape in ((4, 5), (3, 1)):
    book.add(f"iwae {shape}", "iwae", lambda p, _: -p.exp().mean(-1).log(), book.normal(*shape, scale=3.0), None, None, "none")
for shape in ((4, 3), (2, 3, 2)):
    book.add(f"flow-nll {shape}", "flow-nll",
             lambda p, _: -D.Normal(torch.tensor(0.0).double(), torch.tensor(1.0).double()).log_prob(p["code"]).flatten(1).sum(1) - p["logDeterminant"],
             {"code": book.normal(*shape), "logDeterminant": book.normal(shape[0])}, None, None, "none")
for config in ({}, {"predicts": "clean"}, {"predicts": "velocity"}, {"gamma": 1.0}, {"predicts": "velocity", "gamma": 0.5}):
    def diffusion(p, t, c=config):
        alpha, sigma = (t["ratio"] / (1 + t["ratio"])).sqrt(), (1 / (1 + t["ratio"])).sqrt()
        a, s = (x.reshape(-1, *[1] * (p.dim() - 1)) for x in (alpha, sigma))
        wanted = {"noise": t["noise"], "clean": t["clean"], "velocity": a * t["noise"] - s * t["clean"]}[c.get("predicts", "noise")]
        snr = alpha**2 / sigma**2
        weight = torch.minimum(snr, torch.full_like(snr, c.get("gamma", 5.0))) / {"noise": snr, "clean": 1, "velocity": snr + 1}[c.get("predicts", "noise")]
        return ((p - wanted) ** 2).flatten(1).mean(1) * weight
    for shape in ((4, 3), (3, 2, 2)):
        book.add(f"diffusion {config} {shape}", "diffusion", diffusion, book.normal(*shape),
                 {"clean": book.normal(*shape), "noise": book.normal(*shape), "ratio": positive(shape[0]) ** 2 + 0.25}, config, "none")
for shape in ((4, 3), (3, 2, 2)):
    book.add(f"denoising-score-matching {shape}", "denoising-score-matching",
             lambda p, t: ((t["deviation"].reshape(-1, *[1] * (p.dim() - 1)) * p + t["noise"]) ** 2).flatten(1).mean(1),
             book.normal(*shape), {"noise": book.normal(*shape), "deviation": positive(shape[0])}, None, "none")
    book.add(f"flow-matching {shape}", "flow-matching", lambda p, t: (p - (t["data"] - t["noise"])) ** 2, book.normal(*shape),
             {"data": book.normal(*shape), "noise": book.normal(*shape)}, None, "none")

book.write(__file__)
