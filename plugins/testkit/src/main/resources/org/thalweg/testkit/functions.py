"""Writes functions.csv: values of real functions at doubles, worked out in 60 digits and rounded once.

Columns: the primitive's name, its order where it has one, one or two arguments, the value.
"""

import math
import random

import mpmath
from mpmath import mpf

mpmath.mp.dps = 60
random.seed(20260724)


def spread(low, high, count):
    """Magnitudes evenly spread in their logarithm."""
    return [math.exp(random.uniform(math.log(low), math.log(high))) for _ in range(count)]


def both(values):
    return [sign * value for value in values for sign in (1, -1)]


def near(points, reach=1e-3, count=4):
    return [p + sign * d for p in points for d in spread(1e-12, reach, count) for sign in (1, -1)]


def unary():
    real = both(spread(1e-10, 1, 30) + spread(1, 30, 60))
    yield "exp", real + both(spread(30, 708, 30)) + [-740.5, -745, 709.7], mpmath.exp
    yield "expm1", real + spread(30, 708, 20) + both(spread(1e-300, 1e-10, 10)), mpmath.expm1
    positive = spread(1e-300, 1e300, 60) + spread(0.1, 10, 60) + near([1.0]) + [5e-324, 1e-310]
    yield "log", positive, mpmath.log
    above = both(spread(1e-300, 0.9, 60)) + spread(0.5, 1e300, 60) + [-0.999, -0.999999999, -1 + 2.0**-53]
    yield "log1p", above, mpmath.log1p
    yield "sqrt", positive, mpmath.sqrt
    angles = both(spread(1e-10, 1, 20) + spread(1, 1e3, 60) + spread(1e3, 1e15, 20)) + near([math.pi, math.pi / 2])
    yield "sin", angles, mpmath.sin
    yield "cos", angles, mpmath.cos
    yield "atan", both(spread(1e-10, 1e10, 80)), mpmath.atan
    yield "tanh", both(spread(1e-300, 1e-10, 10)) + real, mpmath.tanh
    yield "logistic", real + both(spread(30, 700, 20)), lambda x: 1 / (1 + mpmath.exp(-x))
    yield "softplus", real + both(spread(30, 700, 20)), lambda x: mpmath.log1p(mpmath.exp(x))
    yield "erf", both(spread(1e-300, 1e-10, 10) + spread(1e-10, 1, 40) + spread(0.5, 7, 80)), mpmath.erf
    gamma = spread(1e-300, 1e-3, 10) + spread(1e-3, 50, 80) + spread(50, 1e15, 20) + near([1.0, 2.0], 0.3, 8)
    negative = [-v for v in spread(1e-6, 30, 60)] + near([-1.0, -2.0, -5.0], 0.4, 6) + [-1e5 + 0.25, -1e7 - 0.375]
    yield "lgamma", gamma + negative, lambda x: mpmath.log(abs(mpmath.gamma(x))) if abs(x) < 1e4 else big_lgamma(x)


def big_lgamma(x):
    if x > 0:
        return mpmath.loggamma(x)
    return mpmath.log(mpmath.pi / abs(mpmath.sinpi(x))) - mpmath.loggamma(1 - x)


def rows():
    for name, points, function in unary():
        for x in points:
            yield name, "", x, None, function(mpf(x))
    points = spread(1e-5, 60, 60) + spread(60, 1e10, 20)
    negative = [-v for v in spread(1e-3, 40, 40)] + near([-1.0, -3.0], 0.4, 4) + [-1e4 + 0.25, -1e7 - 0.375]
    for order in (0, 1, 2, 3, 5, 8):
        for x in points + negative:
            value = polygamma(order, mpf(x))
            if 1e-290 < abs(value) < 1e290:
                yield "polygamma", order, x, None, value
    for a in spread(1e-5, 1e5, 40):
        for b in both(spread(1e-3, 30, 4)):
            yield "pow", "", a, b, mpf(a) ** mpf(b)
    for a in both(spread(1e-10, 1e10, 15)):
        for b in both(spread(1e-10, 1e10, 3)):
            yield "atan2", "", a, b, mpmath.atan2(mpf(a), mpf(b))


def polygamma(order, x):
    if x > 0:
        return mpmath.psi(order, x)
    # reflection, with the derivative of the cotangent taken by Taylor expansion of 1 / tan
    with mpmath.workdps(120):
        cot = mpmath.taylor(lambda t: mpmath.cospi(t) / mpmath.sinpi(t), x, order)[order] * mpmath.factorial(order)
        return (-1) ** order * mpmath.psi(order, 1 - x) - mpmath.pi * cot


with open("functions.csv", "w") as out:
    out.write("function,order,x,y,value\n")
    for name, order, x, y, value in rows():
        out.write(f"{name},{order},{x!r},{'' if y is None else repr(y)},{float(value)!r}\n")
