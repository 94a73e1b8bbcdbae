"""Writes minimizers.json: where scipy and scikit-learn end.

    python minimizers.py        # scipy, scikit-learn, numpy; in the folder that it lies in

`functions` are values of the test functions at points, by their formulas in numpy. `cases` are
scipy.optimize.minimize from the usual starts with tight tolerances: the last point and value. Powell's
function has a singular Hessian at its minimum, so where a method ends in the flat bottom is a matter of
tolerances: its cases have values alone. Where scipy ends above the minimum (CG on Zakharov's) there is no case. `logistic` is scikit-learn's LogisticRegression on the standardised
breast cancer data under examples/data.
"""

import csv
import json
import warnings
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

HERE = Path(__file__).parent
PI = np.pi


def rosenbrock(x):
    return np.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)


def goldstein_price(z):
    x, y = z
    a = 1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2)
    b = 30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2)
    return a * b


def ackley(x):
    return (
        -20 * np.exp(-0.2 * np.sqrt(np.mean(x**2)))
        - np.exp(np.mean(np.cos(2 * PI * x)))
        + 20
        + np.e
    )


def eggholder(z):
    x, y = z
    return -(y + 47) * np.sin(np.sqrt(abs(x / 2 + y + 47))) - x * np.sin(np.sqrt(abs(x - (y + 47))))


def wood(z):
    a, b, c, d = z
    return (
        100 * (b - a**2) ** 2
        + (1 - a) ** 2
        + 90 * (d - c**2) ** 2
        + (1 - c) ** 2
        + 10 * (b + d - 2) ** 2
        + 0.1 * (b - d) ** 2
    )


def zakharov(x):
    s = np.sum(0.5 * np.arange(1, len(x) + 1) * x)
    return np.sum(x**2) + s**2 + s**4


FUNCTIONS = {
    "rosenbrock": rosenbrock,
    "sphere": lambda x: np.sum(x**2),
    "quadratic": lambda x: 0.5 * np.sum(np.logspace(0, 2, len(x)) * x**2),
    "beale": lambda z: (1.5 - z[0] + z[0] * z[1]) ** 2
    + (2.25 - z[0] + z[0] * z[1] ** 2) ** 2
    + (2.625 - z[0] + z[0] * z[1] ** 3) ** 2,
    "himmelblau": lambda z: (z[0] ** 2 + z[1] - 11) ** 2 + (z[0] + z[1] ** 2 - 7) ** 2,
    "booth": lambda z: (z[0] + 2 * z[1] - 7) ** 2 + (2 * z[0] + z[1] - 5) ** 2,
    "matyas": lambda z: 0.26 * (z[0] ** 2 + z[1] ** 2) - 0.48 * z[0] * z[1],
    "zakharov": zakharov,
    "branin": lambda z: (z[1] - 5.1 * z[0] ** 2 / (4 * PI**2) + 5 * z[0] / PI - 6) ** 2
    + 10 * (1 - 1 / (8 * PI)) * np.cos(z[0])
    + 10,
    "goldstein-price": goldstein_price,
    "styblinski-tang": lambda x: 0.5 * np.sum(x**4 - 16 * x**2 + 5 * x),
    "rastrigin": lambda x: 10 * len(x) + np.sum(x**2 - 10 * np.cos(2 * PI * x)),
    "ackley": ackley,
    "eggholder": eggholder,
    "powell": lambda z: (z[0] + 10 * z[1]) ** 2
    + 5 * (z[2] - z[3]) ** 2
    + (z[1] - 2 * z[2]) ** 4
    + 10 * (z[0] - z[3]) ** 4,
    "wood": wood,
    "brown": lambda z: (z[0] - 1e6) ** 2 + (z[1] - 2e-6) ** 2 + (z[0] * z[1] - 2) ** 2,
}
FIXED = {"zakharov": 6, "powell": 4, "wood": 4}

STARTS = {
    "rosenbrock": [[-1.2, 1], [1.5, 1.5], [0, 0, 0, 0, 0, 0]],
    "beale": [[1, 1]],
    "himmelblau": [[1, 1]],
    "booth": [[0, 0]],
    "matyas": [[6, 6]],
    "zakharov": [[600, 700, 200, 100, 90, 1000]],
    "powell": [[3, -1, 0, 1]],
    "wood": [[-3, -1, -3, -1]],
}
METHODS = {
    "BFGS": ("bfgs", {"gtol": 1e-10, "maxiter": 10000}),
    "L-BFGS-B": ("lbfgs", {"gtol": 1e-10, "ftol": 0, "maxiter": 10000, "maxfun": 100000}),
    "CG": ("conjugate-gradient", {"gtol": 1e-9, "maxiter": 100000}),
    "Newton-CG": ("newton-cg", {"xtol": 1e-12, "maxiter": 10000}),
    "Nelder-Mead": ("nelder-mead", {"xatol": 1e-11, "fatol": 0, "maxiter": 20000, "maxfev": 40000}),
}


def derivatives(f):
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)

    def traced(x):
        numpy, globals()["np"] = np, jnp
        try:
            return f(x)
        finally:
            globals()["np"] = numpy

    gradient = jax.jit(jax.grad(traced))
    hessian = jax.jit(jax.hessian(traced))
    return (lambda x: np.array(gradient(x))), (lambda x: np.array(hessian(x)))


def cases():
    for name, starts in STARTS.items():
        f = FUNCTIONS[name]
        gradient, hessian = derivatives(f)
        for start in starts:
            for method, (ours, options) in METHODS.items():
                if method == "Nelder-Mead" and (name == "zakharov" or len(start) > 4):
                    continue
                more = {} if method == "Nelder-Mead" else {"jac": gradient}
                if method == "Newton-CG":
                    more["hess"] = hessian
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    end = minimize(f, np.array(start, float), method=method, options=options, **more)
                if end.fun > 1e-6:
                    print("scipy is not at the minimum:", name, start, method, end.fun)
                    continue
                case = {"function": name, "start": start, "method": ours, "value": float(end.fun)}
                if name != "powell":
                    case["point"] = end.x.tolist()
                yield case


def functions():
    random = np.random.default_rng(7)
    for name, f in FUNCTIONS.items():
        points = random.uniform(-2, 2, (3, FIXED.get(name, 2)))
        yield {
            "function": name,
            "points": points.tolist(),
            "values": [float(f(point)) for point in points],
        }


def logistic():
    file = HERE / "../../../../../examples/data/breast-cancer/breast-cancer.csv"
    with file.open() as lines:
        rows = list(csv.reader(lines))[1:]
    x = np.array([[float(cell) for cell in row[:-1]] for row in rows])
    y = np.array([row[-1] == "malignant" for row in rows])
    x = (x - x.mean(0)) / x.std(0)
    for c in (0.1, 1.0, 10.0):
        model = LogisticRegression(C=c, tol=1e-14, max_iter=100000, solver="newton-cholesky").fit(x, y)
        yield {"c": c, "weights": model.coef_[0].tolist(), "bias": float(model.intercept_[0])}


if __name__ == "__main__":
    written = {
        "versions": {"scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
        "functions": list(functions()),
        "cases": list(cases()),
        "logistic": list(logistic()),
    }
    text = json.dumps(written, indent=None).replace('}, {"', '},\n{"').replace("}], ", "}],\n")
    (HERE / "minimizers.json").write_text(text + "\n")
