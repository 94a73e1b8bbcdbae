"""Values and gradients of some losses to 50 digits, at points that float32 holds, for OracleTest.

    python oracle.py > oracle.json

Needs mpmath. The gradient is the derivative of the formula by mpmath's own differences, in 50 digits.
"""

import json
import struct

from mpmath import cosh, diff, exp, log, mp, mpf, sqrt

mp.dps = 50
WORK = 120


def single(number):
    return struct.unpack("f", struct.pack("f", number))[0]


def softplus(x):
    return log(1 + exp(x))


LOSSES = {
    "bce": (lambda p, t: -(t * log(p) + (1 - t) * log(1 - p)), [2**-20, 0.03, 0.5, 0.97, 1 - 2**-20], [0, 0.25, 1]),
    "bce-logits": (lambda p, t: t * softplus(-p) + (1 - t) * softplus(p), None, [0, 0.25, 1]),
    "mse": (lambda p, t: (p - t) ** 2, None, [0, 3.7]),
    "log-cosh": (lambda p, t: log(cosh(p - t)), None, [0, 3.7]),
    "cauchy": (lambda p, t: log(1 + (p - t) ** 2 / 2), None, [0, 3.7]),
    "pseudo-huber": (lambda p, t: sqrt(1 + (p - t) ** 2) - 1, None, [0, 3.7]),
    "welsch": (lambda p, t: 1 - exp(-((p - t) ** 2) / 2), None, [0, 3.7]),
    "geman-mcclure": (lambda p, t: 2 * (p - t) ** 2 / ((p - t) ** 2 + 4), None, [0, 3.7]),
    "poisson-nll": (lambda p, t: exp(p) - t * p, None, [0, 1, 3.7]),
    "soft-margin": (lambda p, t: softplus(-t * p), None, [-1, 1]),
    "exponential": (lambda p, t: exp(-t * p), None, [-1, 1]),
}
POINTS = [-30, -4.1, -1.3, -0.51, -0.07, -1e-3, -1e-6, 1e-6, 1e-3, 0.07, 0.51, 1.3, 4.1, 30]


def case(name, formula, points, targets):
    rows = []
    for t in map(single, targets):
        for p in map(single, points or POINTS):
            mp.dps = WORK
            value = formula(mpf(p), mpf(t))
            gradient = diff(lambda x: formula(x, mpf(t)), mpf(p), h=mpf(10) ** -40)
            mp.dps = 50
            rows.append([p, t, float(value), float(gradient)])
    return {"loss": name, "rows": rows}


print(json.dumps({"cases": [case(name, *rest) for name, rest in LOSSES.items()]}, indent=0))
