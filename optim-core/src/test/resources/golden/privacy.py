"""Golden values of the privacy accountant, to 40 digits with mpmath 1.3: python3 privacy.py > privacy.json

Divergences of whole orders are the binomial sum of Mironov, Talwar and Zhang 2019, section 3.3; of others the integral.
Epsilons are the least over the accountant's orders, from binomial sums at whole orders and integrals else.
"""

import json

from mpmath import binomial, exp, inf, log, mp, mpf, npdf, quad

mp.dps = 40

ORDERS = [mpf(t) / 10 for t in range(11, 110)] + list(range(11, 65)) + [80, 96, 128, 192, 256, 384, 512, 768, 1024]


def moment(q, s, a):
    if a == int(a):
        a = int(a)
        return sum(binomial(a, k) * (1 - q) ** (a - k) * q**k * exp(mpf(k * k - k) / (2 * s * s)) for k in range(a + 1))
    f = lambda z: npdf(z, 0, s) * (1 - q + q * exp((2 * z - 1) / (2 * s * s))) ** a
    peak = s * s * log((1 - q) / q) + mpf(1) / 2  # where both parts are equal
    knots = sorted({-30 * s, -6 * s, mpf(0), peak, a, a + 6 * s, a + 30 * s, 6 * s})
    return quad(f, knots)


def divergence(q, s, a):
    if q == 1:
        return a / (2 * s * s)
    return log(moment(q, s, a)) / (a - 1)


def epsilon(q, s, n, d):
    return min(n * divergence(q, s, a) + log(1 - 1 / mpf(a)) - (log(d) + log(a)) / (a - 1) for a in ORDERS)


def main():
    divergences = []
    for q, s in [("0.01", "1.1"), ("0.001", "0.5"), ("0.25", "2"), ("0.9", "5"), ("0.0001", "8"), ("1", "3"), ("0.05", "0.3")]:
        for a in ["1.1", "1.5", "2", "2.7", "3", "7.3", "10", "32", "64", "256"]:
            value = divergence(mpf(q), mpf(s), mpf(a))
            divergences.append({"rate": q, "noise": s, "order": a, "value": mp.nstr(value, 20)})
    epsilons = []
    for q, s, n, d in [
        ("0.01", "1.1", 10000, "1e-5"),
        ("0.0042666667", "1.1", 14063, "1e-5"),
        ("0.07", "1", 420, "1e-3"),
        ("0.02", "4", 200, "1e-6"),
        ("1", "10", 50, "1e-5"),
        ("0.001", "0.5", 1000, "1e-5"),
        ("0.5", "0.4", 100, "1e-3"),
        ("0.001", "30", 1, "1e-12"),
    ]:
        value = epsilon(mpf(q), mpf(s), n, mpf(d))
        epsilons.append({"rate": q, "noise": s, "steps": n, "delta": d, "value": mp.nstr(value, 20)})
    print(json.dumps({"divergences": divergences, "epsilons": epsilons}, indent=1))


main()
