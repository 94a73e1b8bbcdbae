"""Writes survival.json: the likelihoods by loops over examples, risk sets and intervals, in the terms of the papers and
of pycox, differentiated by torch; accelerated failure times by mpmath."""

import itertools

import mpmath
import numpy as np
import torch

from golden import Book, single

mpmath.mp.dps = 60
book = Book(20261203)
softplus = lambda x: torch.logaddexp(x, torch.zeros_like(x))
MASK = [True, True, False, True, True, False]
WEIGHT = [1.0, 0.0, 2.5, 0.5, 3.0, 1.0]


def cox(ties, mask=None):
    """Each event against its risk set; the d! orders of d ties of Efron are one by one."""
    def formula(p, t):
        n = len(p)
        here = [i for i in range(n) if mask is None or mask[i]]
        strata = t["strata"].tolist() if "strata" in t else [0] * n
        time, event = t["durations"].tolist(), t["events"].tolist()
        values = [0 * p[i] for i in range(n)]
        for i in here:
            if not event[i]:
                continue
            same = [j for j in here if strata[j] == strata[i]]
            if ties == "none":
                risk = [j for j in same if time[j] > time[i] or time[j] == time[i] and j <= i]
            else:
                risk = [j for j in same if time[j] >= time[i]]
            total = torch.logsumexp(torch.stack([p[j] for j in risk]), 0)
            if ties == "efron":
                tied = [j for j in same if event[j] and time[j] == time[i]]
                gone = sum(j < i for j in tied)
                if gone:
                    top = total.detach()
                    total = top + torch.log(sum(torch.exp(p[j] - top) for j in risk)
                                            - gone / len(tied) * sum(torch.exp(p[j] - top) for j in tied))
            values[i] = total - p[i]
        return torch.stack(values)
    return formula


def times(n, kinds=5):
    return {"durations": book.integers(0, kinds, n) * 0.5, "events": book.bits(n) > 0}


for loss in ("cox", "stratified-cox"):
    for ties in ("efron", "breslow", "none"):
        config = {} if ties == "efron" else {"ties": ties}

        def one(name, p, t, mask=None, **options):
            if loss == "stratified-cox":
                t = t | {"strata": book.integers(0, 2, len(p)) * 7 - 3}
            counted = np.asarray(t["events"])
            book.add(f"{loss} {ties} {name}", loss, cox(ties, mask), p, t, config, counted=counted, mask=mask, **options)

        for n in (1, 2, 7, 12):
            one(f"of {n}", book.normal(n), times(n), reduction="none")
        one("mean", book.normal(9), times(9))
        one("weighted", book.normal(6), times(6), weight=[1.0, 0.5, 2.5, 0.5, 3.0, 1.0])
        one("masked", book.normal(6), times(6), mask=MASK)
        one("sum, masked", book.normal(6), times(6), mask=MASK, reduction="sum")
        one("without ties", book.normal(6), {"durations": np.array([3.0, 1, 4, 1.5, 9, 2.5]), "events": np.ones(6) > 0})
        one("all tied", book.normal(5), {"durations": np.ones(5), "events": np.ones(5) > 0})
        one("without events", book.normal(4), {"durations": np.ones(4), "events": np.zeros(4) > 0})
        one("extreme", single([-1e3, 1e3, 0, -0.0, 1e20]),
            {"durations": np.array([1.0, 2, 2, 3, 0]), "events": np.ones(5) > 0}, reduction="none")


def case_control(shrink):
    def formula(p, _):
        ahead = torch.exp(p["controls"] - p["cases"].unsqueeze(1))
        return torch.log(1 + ahead.sum(1)) + shrink * (p["cases"].abs() + p["controls"].abs().mean(1))
    return formula


for shrink in (0.0, 0.25):
    config = {"shrink": shrink} if shrink else {}
    for n, k in ((4, 3), (3, 1)):
        book.add(f"cox-case-control {n, k} {shrink}", "cox-case-control", case_control(shrink),
                 {"cases": book.normal(n), "controls": book.normal(n, k)}, config=config, reduction="none")
book.reductions("cox-case-control", "cox-case-control", case_control(0.0),
                {"cases": book.normal(6), "controls": book.normal(6, 2)}, None)


# accelerated failure times, by mpmath


NOISE = {
    "normal": (mpmath.npdf, mpmath.ncdf, lambda z: mpmath.ncdf(-z)),
    "logistic": (lambda z: mpmath.exp(-z) / (1 + mpmath.exp(-z)) ** 2, lambda z: 1 / (1 + mpmath.exp(-z)),
                 lambda z: 1 / (1 + mpmath.exp(z))),
    "extreme": (lambda z: mpmath.exp(z - mpmath.exp(z)), lambda z: -mpmath.expm1(-mpmath.exp(z)),
                lambda z: mpmath.exp(-mpmath.exp(z))),
}


def aft(noise, scale, p, lower, upper):
    density, below, above = NOISE[noise]

    def z(t, q):
        return (mpmath.log(mpmath.mpf(t)) - q) / mpmath.mpf(scale)

    def value(q):
        if lower == upper:
            return -mpmath.log(density(z(lower, q)) / (scale * mpmath.mpf(lower)))
        if upper == np.inf:
            return -mpmath.log(above(z(lower, q))) if lower else mpmath.mpf(0)
        if lower == 0:
            return -mpmath.log(below(z(upper, q)))
        a, b = z(lower, q), z(upper, q)
        return -mpmath.log(below(b) - below(a) if a < 0 else above(a) - above(b))

    q = mpmath.mpf(float(p))
    return float(value(q)), float(mpmath.diff(value, q, h=mpmath.mpf(10) ** -25))


def bounds(n):
    lower = book.uniform(n, low=0.25, high=4)
    upper = lower + book.uniform(n, low=0.1, high=3)
    kind = np.arange(n) % 4
    return {"lower": np.where(kind == 2, 0.0, lower), "upper": np.where(kind == 0, lower, np.where(kind == 1, np.inf, upper))}


def failure(name, noise, scale, p, target, size=None, **options):
    results = [aft(noise, scale, *row) for row in zip(p, target["lower"], target["upper"])]
    config = ({} if noise == "normal" else {"distribution": noise}) | ({} if scale == 1 else {"scale": scale})
    book.given(f"aft {noise} {scale} {name}", "aft", [v for v, _ in results], [g for _, g in results], p, target, config,
               "none", scale=size, **options)


mpmath.mp.dps = 80
for noise, scale in itertools.product(NOISE, (1.0, 0.5, 1.75)):
    failure("", noise, scale, book.normal(12), bounds(12), size=2)
    wide = single([-8.0, -8, -8, -8, 8, 8, 8, 8] if noise != "extreme" else [-4.0, -4, -4, -4, 8, 8, 8, 8])
    failure("far", noise, scale, wide, bounds(8), dtypes=("float64",), size=2)
failure("of bounds on both sides", "normal", 1.0, single([0.0, 0.5, -0.5]),
        {"lower": single([0.5, 0.01, 0.9]), "upper": single([2.0, 100.0, 0.95])})
for noise in ("normal", "logistic"):
    failure("at the ends", noise, 1.0, single([-1e3, 1e3, -1e3, 1e3]),
            {"lower": single([1.0, 1.0, 1.0, 0.0]), "upper": single([1.0, 1.0, np.inf, 2.0])})
failure("of nothing known", "normal", 1.0, single([0.5]), {"lower": single([0.0]), "upper": single([np.inf])})


# discrete times


def logistic_hazard(p, t):
    values = []
    for row, k, event in zip(p, t["intervals"].tolist(), t["events"].tolist()):
        hazard = torch.sigmoid(row)
        alive = sum([torch.log(1 - h) for h in hazard[:k]], 0 * row.sum())
        values.append(-(alive + (torch.log(hazard[k]) if event else torch.log(1 - hazard[k]))))
    return torch.stack(values)


def pmf(p, t):
    values = []
    for row, k, event in zip(p, t["intervals"].tolist(), t["events"].tolist()):
        shares = torch.softmax(torch.cat([row, torch.zeros(1, dtype=row.dtype)]), 0)
        values.append(-torch.log(shares[k] if event else shares[k + 1:].sum()))
    return torch.stack(values)


def mtlr(p, t):
    return pmf(torch.stack([p[:, k:].sum(1) for k in range(p.shape[1])], 1), t)


def pc_hazard(p, t):
    values = []
    for row, k, event, fraction in zip(p, t["intervals"].tolist(), t["events"].tolist(), t["fractions"]):
        hazard = softplus(row)
        values.append(hazard[:k].sum() + fraction * hazard[k] - (torch.log(hazard[k]) if event else 0))
    return torch.stack(values)


def bce_survival(p, t):
    values = []
    for row, k, event in zip(p, t["intervals"].tolist(), t["events"].tolist()):
        known = [(j, 1.0 if j < k else 0.0) for j in range(len(row)) if j < k or event]
        cost = sum([torch.nn.functional.binary_cross_entropy_with_logits(row[j], torch.tensor(y, dtype=row.dtype))
                    for j, y in known], 0 * row.sum())
        values.append(cost / len(row))
    return torch.stack(values)


def intervals(n, k, loss):
    target = {"intervals": book.integers(0, k, n), "events": book.bits(n) > 0}
    return target | ({"fractions": book.uniform(n)} if loss == "pc-hazard" else {})


for loss, formula in (("logistic-hazard", logistic_hazard), ("pmf-survival", pmf), ("mtlr", mtlr),
                      ("pc-hazard", pc_hazard), ("bce-survival", bce_survival)):
    for n, k in ((8, 5), (3, 1), (4, 2)):
        book.add(f"{loss} {n, k}", loss, formula, book.normal(n, k, scale=2), intervals(n, k, loss), reduction="none")
    p, target = book.normal(6, 4), intervals(6, 4, loss)
    for reduction, more in (("mean", {"weight": WEIGHT}), ("sum", {}), ("mean", {"mask": MASK})):
        book.add(f"{loss} {reduction} {' '.join(more)}", loss, formula, p, target, reduction=reduction, **more)


# DeepHit, as in pycox


def pairs(time, event, here):
    return [(i, j) for i in here for j in here
            if event[i] >= 0 and (time[i] < time[j] or time[i] == time[j] and event[j] < 0)]


def deep_hit(alpha, sigma, mask=None):
    def formula(p, t):
        shape = p if p.dim() == 3 else p.unsqueeze(1)
        n, kinds, k = shape.shape
        here = [i for i in range(n) if mask is None or mask[i]]
        time = t["intervals"].tolist()
        event = t["kinds"].tolist() if "kinds" in t else [0 if e else -1 for e in t["events"].tolist()]
        shares = torch.softmax(torch.cat([shape.reshape(n, -1), torch.zeros(n, 1, dtype=p.dtype)], 1), 1)
        inside = shares[:, :-1].reshape(n, kinds, k)
        values = []
        for i in range(n):
            later = inside[i, :, time[i] + 1:].sum() + shares[i, -1]
            values.append(-alpha * torch.log(inside[i, event[i], time[i]] if event[i] >= 0 else later))
        for i, j in pairs(time, event, here):
            risk = [inside[x, event[i], :time[i] + 1].sum() for x in (i, j)]
            values[i] = values[i] + (1 - alpha) * torch.exp(-(risk[0] - risk[1]) / sigma) / len(here)
        return torch.stack(values)
    return formula


for alpha, sigma in ((0.2, 0.1), (0.75, 0.5), (1.0, 1.0)):
    config = {} if alpha == 0.2 else {"alpha": alpha, "sigma": sigma}
    for n, k in ((7, 4), (1, 3)):
        book.add(f"deep-hit {n, k} {config}", "deep-hit", deep_hit(alpha, sigma), book.normal(n, k),
                 intervals(n, k, "deep-hit"), config, reduction="none", scale=100)
        book.add(f"competing-risks-deep-hit {n, k} {config}", "competing-risks-deep-hit", deep_hit(alpha, sigma),
                 book.normal(n, 2, k), {"intervals": book.integers(0, k, n), "kinds": book.integers(-1, 2, n)}, config,
                 reduction="none", scale=100)
    book.add(f"deep-hit masked {config}", "deep-hit", deep_hit(alpha, sigma, MASK), book.normal(6, 3),
             intervals(6, 3, "deep-hit"), config, mask=MASK, scale=100)
    book.add(f"competing-risks-deep-hit masked {config}", "competing-risks-deep-hit", deep_hit(alpha, sigma, MASK),
             book.normal(6, 3, 3), {"intervals": book.integers(0, 3, 6), "kinds": book.integers(-1, 3, 6)}, config,
             mask=MASK, scale=100)

book.write(__file__)
