"""Writes structured.json: paths of optimizers that look at more than an element, in float64, 100 steps.

    python structured.py > structured.json

With the name of an optimizer it writes the cases of that one alone.

The format is that of trajectories.json, with "averages" beside a path where evaluation takes other weights than training.
Oracles: Optax 0.2.8 (schedule-free, prodigy, d-adapt-adam, dog, dowg, mechanic, sophia, sam, lookahead), PyTorch 2.13
(ema, swa), and NumPy written from the papers and the authors' code for the rest; muon is PyTorch's with its iteration in
float64. Problems: "given" is the list of gradients at the top of the file; "separable" is sum c (x^2/2 + x^4/4) with
c = 1..n over all elements, whose Hessian is diagonal, so that estimates with random signs are exact; "rosenbrock" and
"quadratic" are those of trajectories.py.
"""

import json
import math
import re
import sys

import jax
import jax.numpy as jnp
import numpy as np
import optax
import torch
from optax import contrib

jax.config.update("jax_enable_x64", True)
STEPS = 100
random = np.random.default_rng(20261122)
SHAPES = {"tall": (5, 4), "wide": (3, 4), "filter": (2, 3, 2), "bias": (3,), "scale": ()}
start = {name: random.normal(size=shape).round(3) for name, shape in SHAPES.items()}
gradients = [
    {name: (random.normal(size=shape) * (0.2 + 2 * math.sin(step / 9) ** 2)).round(4) for name, shape in SHAPES.items()}
    for step in range(STEPS)
]
gradients[7] = {name: np.zeros(shape) for name, shape in SHAPES.items()}
gradients[20]["bias"] = np.zeros(3)
NAMES = list(SHAPES)


def separable(p):
    total = 0.0
    for x in p.values():
        flat = x.reshape(-1)
        c = 1.0 + jnp.arange(flat.shape[0])
        total = total + jnp.sum(c * (flat**2 / 2 + flat**4 / 4))
    return total


def rosenbrock(p):
    x = p["x"]
    return 100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2


def quadratic(p):
    x = p["x"]
    return 0.5 * (x[0] ** 2 + 100 * x[1] ** 2)


SMALL = {"tall": (start["tall"] * 0.4).round(3), "bias": (start["bias"] * 0.4).round(3)}
PROBLEMS = {
    "given": (None, start),
    "separable": (separable, SMALL),
    "rosenbrock": (rosenbrock, {"x": np.array([1.5, 1.5])}),
    "quadratic": (quadratic, {"x": np.array([1.0, 1.0])}),
}
cases = []


def listed(p):
    return {name: np.asarray(value).tolist() for name, value in p.items()}


def beginning(problem, optimizer):
    """Where one side is more than one longer than the other, eigenvectors of a first step are not determined."""
    return {name: np.array(value, dtype=np.float64) for name, value in PROBLEMS[problem][1].items()
            if optimizer != "soap" or name != "filter"}


def descend(problem, first, update, state, averaged=None, shake=None):
    """Returns the path and the averages; update(g, state, p, t, function) gives new parameters and a state.

    With a generator as shake each step rounds otherwise: parameters change by one in the last place, or not."""
    function, p = PROBLEMS[problem][0], dict(first)
    gradient = jax.jit(jax.grad(function)) if function else None
    path, averages = [], []
    for t in range(1, STEPS + 1):
        g = {k: gradients[t - 1][k] for k in p} if function is None else {k: np.asarray(v) for k, v in gradient(p).items()}
        p, state = update(g, state, p, t, gradient)
        p = {k: np.asarray(v, dtype=np.float64) for k, v in p.items()}
        if shake:
            p = {k: v + shake.integers(-1, 2, v.shape) * np.spacing(v) for k, v in p.items()}
        path.append(listed(p))
        if averaged:
            averages.append(listed(averaged(state, p)))
    return path, averages


def roundings(problem, first, make, path):
    """Returns how far the oracle's own path goes, relatively, after each step if it rounds otherwise."""
    worst = np.zeros(STEPS)
    for seed in range(20):
        state, update = make(first)
        other, _ = descend(problem, first, update, state, shake=np.random.default_rng(seed))
        for t in range(STEPS):
            for k in first:
                a, b = np.array(path[t][k]), np.array(other[t][k])
                worst[t] = max(worst[t], np.max(np.where(np.abs(a - b) <= 1e-12, 0, np.abs(a - b) / np.abs(a))))
    return worst.tolist()


def add(name, optimizer, config, make, problems, averaged=None, rounds=False):
    """make(p0) gives an initial state and an update; with rounds the case says how far rounding alone leads."""
    for problem in problems:
        if sys.argv[1:] and optimizer not in sys.argv[1:]:
            continue
        first = beginning(problem, optimizer)
        state, update = make(first)
        path, averages = descend(problem, first, update, state, averaged)
        assert all(np.isfinite(v).all() for p in path for v in p.values()), name
        case = {"name": f"{name} on {problem}", "optimizer": optimizer, "config": config, "problem": problem,
                "start": listed(first), "path": path}
        if averaged:
            case["averages"] = averages
        if rounds:
            case["rounding"] = roundings(problem, first, make, path)
        cases.append(case)


def from_optax(tx):
    def make(p0):
        jitted = jax.jit(tx.update)

        def update(g, state, p, t, gradient):
            u, state = jitted(g, state, p)
            return {k: p[k] + u[k] for k in p}, state

        return tx.init({k: jnp.asarray(v) for k, v in p0.items()}), update

    return make


def warm(peak, steps):
    """Linear to the peak, then constant."""
    return lambda k: peak * jnp.minimum(1.0, jnp.asarray(k, jnp.float64) / steps)


WARM = {"name": "warm-up", "steps": 10}
ANY = ("rosenbrock", "quadratic", "given")


def adamw(p, g, state, t, lr, b1=0.9, b2=0.999, eps=1e-8, wd=0.0):
    """PyTorch's form; wd is decoupled."""
    m, v = state
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g * g
    return p - lr * (m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps) + wd * p), (m, v)


def matrix(x):
    return x.reshape(x.shape[0], -1)


# muon
def muon(lr, momentum=0.95, nesterov=True, wd=0.1, steps=5, eps=1e-7, factor="original", exclude=None, others=None):
    others = others or dict(lr=0.001, wd=0.01)
    rate = lr if callable(lr) else lambda k: lr

    def make(p0):
        def update(g, state, p, t, gradient):
            new, kept = {}, {}
            for k in p:
                if p[k].ndim < 2 or (exclude and re.search(exclude, k)):
                    new[k], kept[k] = adamw(p[k], g[k], state[k], t, **others)
                    continue
                b = momentum * state[k][0] + (1 - momentum) * g[k]
                u = (1 - momentum) * g[k] + momentum * b if nesterov else b
                x = matrix(u)
                rows, columns = x.shape
                if rows > columns:
                    x = x.T
                x = x / max(np.linalg.norm(x), eps)
                for _ in range(steps):
                    a = x @ x.T
                    x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
                if rows > columns:
                    x = x.T
                s = {"original": math.sqrt(max(1, rows / columns)), "match-rms-adamw": 0.2 * math.sqrt(max(rows, columns)),
                     "none": 1.0}[factor]
                r = float(rate(t - 1))
                new[k] = p[k] * (1 - r * wd) - r * s * x.reshape(p[k].shape)
                kept[k] = (b, None)
            return new, kept

        return {k: (np.zeros_like(v), np.zeros_like(v)) for k, v in p0.items()}, update

    return make


MATRICES = ("given", "separable")
add("muon", "muon", {}, muon(0.001), MATRICES)
add("muon fast", "muon", {"learningRate": 0.02, "factor": "match-rms-adamw", "others": {"name": "adamw", "learningRate": 0.01}},
    muon(0.02, factor="match-rms-adamw", others=dict(lr=0.01, wd=0.01)), MATRICES)
add("muon without Nesterov's momentum", "muon",
    {"learningRate": 0.01, "nesterov": False, "momentum": 0.8, "weightDecay": 0.0, "steps": 3, "factor": "none"},
    muon(0.01, momentum=0.8, nesterov=False, wd=0.0, steps=3, factor="none"), MATRICES)
add("muon with a warm-up and names left out", "muon",
    {"learningRate": {**WARM, "schedule": 0.02}, "except": "^wi|ter$"},
    muon(warm(0.02, 10), exclude="^wi|ter$"), ("given",))

# check of the above against PyTorch, whose iteration is in bfloat16
layer = torch.nn.Parameter(torch.tensor(start["tall"]))
theirs = torch.optim.Muon([layer], lr=0.02)
layer.grad = torch.tensor(gradients[0]["tall"])
theirs.step()
_, ours = muon(0.02)(start)
mine, _ = ours(gradients[0], {k: (np.zeros_like(v), np.zeros_like(v)) for k, v in start.items()}, start, 1, None)
assert np.abs(mine["tall"] - layer.detach().numpy()).max() < 2e-3, "muon is far from PyTorch's"


# shampoo
def power(a, exponent, eps):
    values, vectors = np.linalg.eigh(a)
    return vectors * (np.maximum(values, 0) + eps) ** exponent @ vectors.T


def shampoo(lr, momentum=0.0, beta=1.0, eps=1e-4, wd=0.0, every=1, grafting="none", longest=1024):
    rate = lr if callable(lr) else lambda k: lr

    def make(p0):
        state = {}
        for k, v in p0.items():
            x = matrix(v) if v.ndim >= 2 else None
            state[k] = dict(adam=(np.zeros_like(v), np.zeros_like(v)), b=np.zeros_like(v), sq=np.zeros_like(v))
            if x is not None:
                state[k]["L"], state[k]["R"] = np.zeros((x.shape[0],) * 2), np.zeros((x.shape[1],) * 2)

        def update(g, state, p, t, gradient):
            new = {}
            for k in p:
                s = state[k]
                if p[k].ndim < 2:
                    new[k], s["adam"] = adamw(p[k], g[k], s["adam"], t, lr=0.001, wd=0.01)
                    continue
                x = matrix(g[k])
                for side, product in (("L", x @ x.T), ("R", x.T @ x)):
                    s[side] = s[side] + product if beta == 1 else beta * s[side] + (1 - beta) * product
                use = [n <= longest for n in x.shape]
                order = 2 * sum(use)
                if (t - 1) % every == 0:
                    s["Li"] = power(s["L"], -1 / order, eps) if use[0] else np.eye(x.shape[0])
                    s["Ri"] = power(s["R"], -1 / order, eps) if use[1] else np.eye(x.shape[1])
                u = (s["Li"] @ x @ s["Ri"]).reshape(p[k].shape)
                if grafting != "none":
                    if grafting == "adagrad":
                        s["sq"] = s["sq"] + g[k] ** 2
                    elif grafting == "rmsprop":
                        s["sq"] = 0.99 * s["sq"] + 0.01 * g[k] ** 2
                    length = g[k] if grafting == "sgd" else g[k] / (np.sqrt(s["sq"]) + 1e-8)
                    norm = np.linalg.norm(u)
                    u = u * (np.linalg.norm(length) / norm if norm else 0)
                s["b"] = momentum * s["b"] + u
                new[k] = p[k] - float(rate(t - 1)) * (s["b"] + wd * p[k])
            return new, state

        return state, update

    return make


add("shampoo", "shampoo", {"learningRate": 0.02}, shampoo(0.02), MATRICES)
add("shampoo of running means", "shampoo",
    {"learningRate": {**WARM, "schedule": 0.01}, "beta": 0.95, "epsilon": 1e-3, "momentum": 0.9, "weightDecay": 0.1, "every": 1},
    shampoo(warm(0.01, 10), momentum=0.9, beta=0.95, eps=1e-3, wd=0.1, every=1), MATRICES)
add("shampoo of one side", "shampoo", {"learningRate": 0.05, "longestSide": 4, "every": 3, "grafting": "sgd"},
    shampoo(0.05, longest=4, every=3, grafting="sgd"), MATRICES)
for grafting in ("adagrad", "rmsprop"):
    add(f"shampoo grafted with {grafting}", "shampoo", {"learningRate": 0.02, "grafting": grafting, "every": 5},
        shampoo(0.02, grafting=grafting, every=5), MATRICES)


# soap
def soap(lr=0.003, b1=0.95, b2=0.95, eps=1e-8, wd=0.01, every=10, longest=1024):
    rate = lr if callable(lr) else lambda k: lr

    def turn(s, x, into):
        shape = x.shape
        if x.ndim < 2:
            return x
        x = matrix(x)
        for side, q in enumerate(s["Q"]):
            if q is not None:
                r = q.T if into else q
                x = r @ x if side == 0 else x @ r.T
        return x.reshape(shape)

    def make(p0):
        state = {}
        for k, v in p0.items():
            state[k] = dict(m=np.zeros_like(v), v=np.zeros_like(v), GG=[None, None], Q=[None, None])
            if v.ndim >= 2:
                state[k]["GG"] = [np.zeros((n, n)) if n <= longest else None for n in matrix(v).shape]

        def update(g, state, p, t, gradient):
            new = {}
            r = float(rate(t - 1))
            for k in p:
                s = state[k]
                new[k] = p[k] - r * wd * p[k]
                step = t - 1
                if step > 0:
                    s["m"] = b1 * s["m"] + (1 - b1) * g[k]
                    s["v"] = b2 * s["v"] + (1 - b2) * turn(s, g[k], True) ** 2
                    ratio = turn(s, turn(s, s["m"], True) / (np.sqrt(s["v"]) + eps), False)
                    new[k] = new[k] - r * math.sqrt(1 - b2**step) / (1 - b1**step) * ratio
                if p[k].ndim < 2:
                    continue
                x = matrix(g[k])
                v = matrix(s["v"])
                for side, product in ((0, x @ x.T), (1, x.T @ x)):
                    if s["GG"][side] is None:
                        continue
                    s["GG"][side] = b2 * s["GG"][side] + (1 - b2) * product
                    if step == 0:
                        s["Q"][side] = np.linalg.eigh(s["GG"][side])[1][:, ::-1]
                    elif step % every == 0:
                        q = s["Q"][side]
                        order = np.argsort(-np.diag(q.T @ s["GG"][side] @ q), kind="stable")
                        v = np.take(v, order, axis=side)
                        s["Q"][side] = np.linalg.qr(s["GG"][side] @ q[:, order])[0]
                s["v"] = v.reshape(p[k].shape)
            return new, state

        return state, update

    return make


add("soap", "soap", {}, soap(), MATRICES)
add("soap fast", "soap", {"learningRate": 0.02, "weightDecay": 0.0, "every": 3, "beta1": 0.9, "beta2": 0.99},
    soap(0.02, wd=0.0, every=3, b1=0.9, b2=0.99), MATRICES)
add("soap of one side with a warm-up", "soap", {"learningRate": {**WARM, "schedule": 0.01}, "longestSide": 4, "every": 1},
    soap(warm(0.01, 10), longest=4, every=1), ("given",))


# galore, with the short side made shorter as in the paper
def galore(lr=0.001, b1=0.9, b2=0.999, eps=1e-8, wd=0.0, rank=128, every=200, scale=0.25):
    rate = lr if callable(lr) else lambda k: lr

    def make(p0):
        state = {k: dict(adam=None, P=None) for k in p0}

        def update(g, state, p, t, gradient):
            new = {}
            r = float(rate(t - 1))
            for k in p:
                s = state[k]
                x = matrix(g[k]) if g[k].ndim >= 2 else g[k]
                low = x.ndim == 2 and min(x.shape) > rank
                if low:
                    left = x.shape[0] <= x.shape[1]
                    if (t - 1) % every == 0:
                        u, _, vt = np.linalg.svd(x)
                        s["P"] = u[:, :rank] if left else vt[:rank].T
                    x = s["P"].T @ x if left else x @ s["P"]
                else:
                    x = g[k]
                s["adam"] = s["adam"] or (np.zeros_like(x), np.zeros_like(x))
                moved, s["adam"] = adamw(np.zeros_like(x), x, s["adam"], t, lr=1.0, b1=b1, b2=b2, eps=eps)
                if low:
                    moved = scale * (s["P"] @ moved if left else moved @ s["P"].T)
                new[k] = p[k] + r * moved.reshape(p[k].shape) - r * wd * p[k]
            return new, state

        return state, update

    return make


add("galore of full rank", "galore", {"learningRate": 0.01}, galore(0.01), MATRICES)
add("galore", "galore", {"learningRate": 0.02, "rank": 2, "every": 200, "scale": 1.0, "weightDecay": 0.1},
    galore(0.02, rank=2, every=200, scale=1.0, wd=0.1), ("given",))
add("galore of one dimension", "galore", {"learningRate": {**WARM, "schedule": 0.02}, "rank": 1, "every": 100, "beta1": 0.8},
    galore(warm(0.02, 10), rank=1, every=100, b1=0.8), ("given", "separable"))


# schedule-free
def free(base, rate, b1=0.9, weight_power=2.0):
    # the rate of a step is its weight; Optax asks a schedule for the next one
    later = (lambda k: rate(k - 1)) if callable(rate) else rate
    return from_optax(contrib.schedule_free(base, later, b1=b1, weight_lr_power=weight_power))


def evaluated(state, p):
    x = contrib.schedule_free_eval_params(state, p)
    return {k: x[k] for k in p}


def free_adamw(rate, b1=0.9, b2=0.999, eps=1e-8, wd=0.0, **more):
    base = optax.chain(optax.scale_by_rms(decay=b2, eps=eps, eps_in_sqrt=False, bias_correction=True),
                       optax.add_decayed_weights(wd), optax.scale_by_learning_rate(rate))
    return free(base, rate, b1, **more)


add("schedule-free-sgd", "schedule-free-sgd", {"learningRate": 5e-4},
    from_optax(contrib.schedule_free_sgd(5e-4)), ANY, evaluated)
add("schedule-free-sgd with decay", "schedule-free-sgd", {"learningRate": 1e-3, "beta": 0.8, "weightDecay": 0.1, "weightPower": 0.0},
    from_optax(contrib.schedule_free_sgd(1e-3, b1=0.8, weight_decay=0.1, weight_lr_power=0.0)), ANY, evaluated)
add("schedule-free-sgd with a warm-up", "schedule-free-sgd", {"learningRate": {**WARM, "schedule": 1e-3}},
    free(optax.sgd(warm(1e-3, 10)), warm(1e-3, 10)), ANY, evaluated)
add("schedule-free-adamw", "schedule-free-adamw", {}, from_optax(contrib.schedule_free_adamw()), ANY, evaluated)
add("schedule-free-adamw with decay", "schedule-free-adamw",
    {"learningRate": 0.02, "beta1": 0.95, "beta2": 0.95, "epsilon": 1e-3, "weightDecay": 0.1},
    free_adamw(0.02, 0.95, 0.95, 1e-3, 0.1), ANY, evaluated)
add("schedule-free-adamw with a warm-up", "schedule-free-adamw", {"learningRate": {**WARM, "schedule": 0.01}, "weightPower": 1.0},
    free_adamw(warm(0.01, 10), weight_power=1.0), ANY, evaluated)
add("schedule-free adamw", "schedule-free",
    {"optimizer": {"name": "adamw", "learningRate": 0.01, "beta1": 0.0, "weightDecay": 0.05}},
    free(optax.adamw(0.01, b1=0.0, weight_decay=0.05), 1.0), ANY, evaluated)
add("schedule-free sgd", "schedule-free",
    {"optimizer": {"name": "sgd", "learningRate": {**WARM, "schedule": 5e-4}}, "learningRate": {**WARM, "schedule": 5e-4}, "beta": 0.5},
    free(optax.sgd(warm(5e-4, 10)), warm(5e-4, 10), 0.5), ANY, evaluated)
add("schedule-free sgd of momentum", "schedule-free",
    {"optimizer": {"name": "sgd", "learningRate": 1e-4, "momentum": 0.5}, "weightPower": 0.0, "beta": 1.0},
    free(optax.sgd(1e-4, momentum=0.5), 1.0, 1.0, 0.0), ANY, evaluated)

# without a learning rate
add("prodigy", "prodigy", {}, from_optax(contrib.prodigy()), ANY)
add("prodigy grown", "prodigy",
    {"beta1": 0.8, "beta2": 0.95, "epsilon": 1e-3, "initial": 1e-3, "growth": 2.0, "weightDecay": 0.1},
    from_optax(contrib.prodigy(betas=(0.8, 0.95), eps=1e-3, estim_lr0=1e-3, estim_lr_coef=2.0, weight_decay=0.1)), ANY)
add("prodigy with a warm-up", "prodigy", {"learningRate": {**WARM, "schedule": 0.5}, "initial": 1e-2, "safeguardWarmup": True},
    from_optax(contrib.prodigy(warm(0.5, 10), estim_lr0=1e-2, safeguard_warmup=True)), ANY)
add("d-adapt-adam", "d-adapt-adam", {}, from_optax(contrib.dadapt_adamw()), ANY)
add("d-adapt-adam with decay", "d-adapt-adam",
    {"beta1": 0.8, "beta2": 0.95, "epsilon": 1e-3, "initial": 1e-3, "weightDecay": 0.1},
    from_optax(contrib.dadapt_adamw(betas=(0.8, 0.95), eps=1e-3, estim_lr0=1e-3, weight_decay=0.1)), ANY)
add("d-adapt-adam with a schedule", "d-adapt-adam",
    {"learningRate": {"name": "exponential", "initial": 0.5, "decay": 0.97}, "initial": 1e-2},
    from_optax(contrib.dadapt_adamw(lambda k: 0.5 * 0.97**k, estim_lr0=1e-2)), ANY)
add("dog", "dog", {}, from_optax(contrib.dog()), ANY)
add("dog with decay", "dog", {"learningRate": 0.5, "initial": 1e-3, "epsilon": 1e-4, "weightDecay": 0.1},
    from_optax(contrib.dog(0.5, ("heuristic", 1e-3), 1e-4, 0.1)), ANY)
add("dog with a warm-up", "dog", {"learningRate": {**WARM, "schedule": 1.0}, "initial": 1e-2},
    from_optax(contrib.dog(warm(1.0, 10), ("heuristic", 1e-2))), ANY)
add("dowg", "dowg", {}, from_optax(contrib.dowg()), ANY)
add("dowg with decay", "dowg", {"learningRate": 0.5, "epsilon": 1e-3, "weightDecay": 0.1},
    from_optax(contrib.dowg(0.5, eps=1e-3, weight_decay=0.1)), ANY)
add("dowg with a warm-up", "dowg", {"learningRate": {**WARM, "schedule": 0.3}},
    from_optax(contrib.dowg(warm(0.3, 10))), ANY)
# The smaller the scale at first, the more a step is the quotient of small differences: near a minimum 1e-7 of Optax's own
# paths is rounding.
def mechanic(name, inner, config, of, **options):
    add(f"mechanic {name}", "mechanic", {"optimizer": inner, **config}, from_optax(contrib.mechanize(of, **options)), ANY, rounds=True)


mechanic("adam", {"name": "adam", "learningRate": 1.0}, {}, optax.adam(1.0))
mechanic("sgd", {"name": "sgd", "learningRate": 1e-3, "momentum": 0.9}, {"weightDecay": 0.0, "initial": 1e-4, "betas": 3},
         optax.sgd(1e-3, momentum=0.9), weight_decay=0.0, s_init=1e-4, num_betas=3)
mechanic("with a warm-up", {"name": "adam", "learningRate": {**WARM, "schedule": 1.0}},
         {"weightDecay": 0.1, "epsilon": 1e-6, "initial": 1e-3},
         optax.adam(warm(1.0, 10)), weight_decay=0.1, eps=1e-6, s_init=1e-3)
mechanic("adam of scale 1", {"name": "adam", "learningRate": 0.01}, {"initial": 1.0}, optax.adam(0.01), s_init=1.0)
mechanic("sgd of scale 1", {"name": "sgd", "learningRate": 1e-5, "momentum": 0.9}, {"weightDecay": 0.0, "initial": 1.0, "betas": 3},
         optax.sgd(1e-5, momentum=0.9), weight_decay=0.0, s_init=1.0, num_betas=3)
mechanic("of scale 1 with decay", {"name": "adam", "learningRate": 0.003, "beta1": 0.8},
         {"weightDecay": 0.1, "epsilon": 1e-6, "initial": 1.0, "betas": 4},
         optax.adam(0.003, b1=0.8), weight_decay=0.1, eps=1e-6, s_init=1.0, num_betas=4)


# curvature
def sophia(lr, **options):
    def make(p0):
        def function(p):
            return separable(p) if "tall" in p else quadratic(p)

        tx = contrib.sophia(lr, **options)
        jitted = jax.jit(lambda g, state, p: tx.update(g, state, p, obj_fn=function))

        def update(g, state, p, t, gradient):
            u, state = jitted(g, state, {k: jnp.asarray(v) for k, v in p.items()})
            return {k: p[k] + u[k] for k in p}, state

        return tx.init({k: jnp.asarray(v) for k, v in p0.items()}), update

    return make


CURVED = ("separable", "quadratic")
add("sophia", "sophia", {"learningRate": 0.01}, sophia(0.01), CURVED)
add("sophia of every step", "sophia",
    {"learningRate": 0.05, "beta1": 0.9, "beta2": 0.95, "gamma": 0.5, "every": 1, "weightDecay": 0.1, "threshold": 0.5},
    sophia(0.05, b1=0.9, b2=0.95, gamma=0.5, update_interval=1, weight_decay=0.1, clip_threshold=0.5), CURVED)
add("sophia with a warm-up", "sophia",
    {"learningRate": {**WARM, "schedule": 0.03}, "gamma": 0.2, "every": 3, "weightDecay": 0.0, "epsilon": 1e-3},
    sophia(warm(0.03, 10), gamma=0.2, update_interval=3, weight_decay=0.0, eps=1e-3), CURVED)


def adahessian(lr, b1=0.9, b2=0.999, eps=1e-4, wd=0.0, power=1.0):
    rate = lr if callable(lr) else lambda k: lr

    def make(p0):
        def function(p):
            return separable(p) if "tall" in p else quadratic(p)

        @jax.jit
        def diagonal(p):
            ones = {k: jnp.ones_like(v) for k, v in p.items()}
            return jax.jvp(jax.grad(function), (p,), (ones,))[1]

        def update(g, state, p, t, gradient):
            d = diagonal(p)
            new, kept = {}, {}
            for k in p:
                m, v = state[k]
                m = b1 * m + (1 - b1) * g[k]
                v = b2 * v + (1 - b2) * np.abs(np.asarray(d[k])) ** 2
                u = m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) ** power + eps)
                new[k] = p[k] - float(rate(t - 1)) * (u + wd * p[k])
                kept[k] = (m, v)
            return new, kept

        return {k: (np.zeros_like(v), np.zeros_like(v)) for k, v in p0.items()}, update

    return make


add("adahessian", "adahessian", {}, adahessian(0.1), CURVED)
add("adahessian of half power", "adahessian",
    {"learningRate": 0.05, "beta1": 0.8, "beta2": 0.95, "epsilon": 1e-2, "weightDecay": 0.1, "power": 0.5},
    adahessian(0.05, 0.8, 0.95, 1e-2, 0.1, 0.5), CURVED)
add("adahessian with a warm-up", "adahessian", {"learningRate": {**WARM, "schedule": 0.3}}, adahessian(warm(0.3, 10)), CURVED)


# sharpness
def sam(base, rho):
    def make(p0):
        def update(g, state, p, t, gradient):
            tx = contrib.sam(base, optax.chain(contrib.normalize(), optax.sgd(rho)), opaque_mode=True)
            state = state or tx.init({k: jnp.asarray(v) for k, v in p.items()})
            u, state = tx.update(g, state, {k: jnp.asarray(v) for k, v in p.items()}, grad_fn=lambda q, _: gradient(q))
            return {k: p[k] + u[k] for k in p}, state

        return None, update

    return make


def asam(base, rho=0.5, eta=0.01):
    def make(p0):
        def update(g, state, p, t, gradient):
            size = {k: np.abs(p[k]) + eta for k in p}
            norm = math.sqrt(sum(float(np.sum((size[k] * g[k]) ** 2)) for k in p))
            there = {k: p[k] + rho * size[k] ** 2 * g[k] / norm for k in p}
            u, state = base.update(gradient(there), state, p)
            return {k: p[k] + u[k] for k in p}, state

        return base.init({k: jnp.asarray(v) for k, v in p0.items()}), update

    return make


def decaying(initial, decay):
    return lambda k: initial * decay**k


SGD = {"name": "sgd", "learningRate": 5e-4, "momentum": 0.9}
ADAM = {"name": "adam", "learningRate": 0.01}
EXPONENTIAL = {"name": "sgd", "learningRate": {"name": "exponential", "initial": 1e-3, "decay": 0.97}}
FUNCTIONS = ("rosenbrock", "quadratic", "separable")
for optimizer, wrap in (("sam", sam), ("asam", asam)):
    small = 0.05
    add(f"{optimizer} adam", optimizer, {"optimizer": ADAM, "rho": small}, wrap(optax.adam(0.01), small), FUNCTIONS)
    add(f"{optimizer} sgd", optimizer, {"optimizer": SGD, "rho": 0.02}, wrap(optax.sgd(5e-4, momentum=0.9), 0.02), FUNCTIONS)
    add(f"{optimizer} with a schedule", optimizer, {"optimizer": EXPONENTIAL, "rho": 0.1},
        wrap(optax.sgd(decaying(1e-3, 0.97)), 0.1), FUNCTIONS)


# wrappers
def lookahead(base, period, share, reset=False):
    tx = optax.lookahead(base, period, share, reset)

    def make(p0):
        def update(g, state, p, t, gradient):
            inner, slow = state
            u, inner = tx.update(g, inner, optax.LookaheadParams(fast=p, slow=slow))
            return {k: p[k] + u.fast[k] for k in p}, (inner, {k: slow[k] + u.slow[k] for k in p})

        first = {k: jnp.asarray(v) for k, v in p0.items()}
        return (tx.init(optax.LookaheadParams.init_synced(first)), p0), update

    return make


def slow(state, p):
    return state[1]




add("lookahead adam", "lookahead", {"optimizer": ADAM}, lookahead(optax.adam(0.01), 5, 0.5), ANY, slow)
add("lookahead sgd", "lookahead", {"optimizer": SGD, "period": 6, "share": 0.8},
    lookahead(optax.sgd(5e-4, momentum=0.9), 6, 0.8), ANY, slow)
add("lookahead that starts again", "lookahead", {"optimizer": SGD, "period": 4, "share": 0.3, "reset": True},
    lookahead(optax.sgd(5e-4, momentum=0.9), 4, 0.3, True), ANY, slow)
add("lookahead adam that starts again", "lookahead", {"optimizer": ADAM, "period": 7, "reset": True},
    lookahead(optax.adam(0.01), 7, 0.5, True), ANY, slow)
add("lookahead with a schedule", "lookahead", {"optimizer": EXPONENTIAL, "period": 3},
    lookahead(optax.sgd(decaying(1e-3, 0.97)), 3, 0.5), ANY, slow)


def averaged(base, average, takes=lambda t: True):
    """torch's AveragedModel around an Optax optimizer; average is its avg_fn."""
    def make(p0):
        def update(g, state, p, t, gradient):
            inner, mean, n = state
            u, inner = base.update(g, inner, p)
            p = {k: p[k] + np.asarray(u[k]) for k in p}
            if takes(t):
                mean = p if n == 0 else {
                    k: average(torch.tensor(mean[k]), torch.tensor(p[k]), n).numpy() for k in p}
                n += 1
            return p, (inner, mean, n)

        return (base.init({k: jnp.asarray(v) for k, v in p0.items()}), None, 0), update

    return make


def mean(state, p):
    return state[1] if state[2] else p


torch.set_default_dtype(torch.float64)
from torch.optim.swa_utils import get_ema_avg_fn, get_swa_avg_fn  # noqa: E402

BASES = (("adam", ADAM, optax.adam(0.01)), ("sgd", SGD, optax.sgd(5e-4, momentum=0.9)),
         ("a schedule", EXPONENTIAL, optax.sgd(decaying(1e-3, 0.97))))
for (name, config, base), decay in zip(BASES, (0.999, 0.9, 0.5)):
    add(f"ema of {name}", "ema", {"optimizer": config, "decay": decay}, averaged(base, get_ema_avg_fn(decay)), ANY, mean)
for (name, config, base), (first, every) in zip(BASES, ((75, 1), (20, 7), (0, 3))):
    add(f"swa of {name}", "swa", {"optimizer": config, "start": first, "every": every},
        averaged(base, get_swa_avg_fn(), lambda t: t > first and (t - first) % every == 0), ANY, mean)
for (name, config, base), lean in zip(BASES, (0.0, 8.0, 0.5)):
    add(f"polyak-averaging of {name}", "polyak-averaging", {"optimizer": config, "power": lean},
        averaged(base, lambda a, p, n: a + (1 + lean) / (n + 1 + lean) * (p - a)), ANY, mean)


# bytes
def places(share, parts):
    code = np.zeros_like(share)
    for d in range(7):
        count, top = parts * 2.0**d, math.pow(10, d - 6)
        part = np.clip(np.floor((share / top - 0.1) * (count / 0.9)), 0, count - 1)
        code = np.where(share >= top * 0.1, part + count, code)
    return code


def shares(code, parts):
    share = np.zeros_like(code)
    for d in range(7):
        count, top = parts * 2.0**d, math.pow(10, d - 6)
        share = np.where(code >= count, ((code - (count - 0.5)) * (0.9 / count) + 0.1) * top, share)
    return share


def through_bytes(x, signed):
    flat = np.pad(x.reshape(-1), (0, -x.size % 2048)).reshape(-1, 2048)
    largest = np.abs(flat).max(1, keepdims=True).astype(np.float32).astype(np.float64)
    share = np.minimum(np.abs(flat) / np.where(largest == 0, 1, largest), 1)
    code = places(share, 1 if signed else 2)
    if not signed:
        code = np.where(share > 0, np.maximum(code, 2), 0)
    back = shares(code, 1 if signed else 2) * np.sign(flat) * largest
    return back.reshape(-1)[: x.size].reshape(x.shape)


def adam8(lr=0.001, b1=0.9, b2=0.999, eps=1e-8, wd=0.0, smallest=4096):
    rate = lr if callable(lr) else lambda k: lr

    def make(p0):
        def update(g, state, p, t, gradient):
            new, kept = {}, {}
            for k in p:
                new[k], (m, v) = adamw(p[k], g[k] + wd * p[k], state[k], t, float(rate(t - 1)), b1, b2, eps)
                if p[k].size >= smallest:
                    m, v = through_bytes(m, True), through_bytes(np.sqrt(v), False) ** 2
                kept[k] = (m, v)
            return new, kept

        return {k: (np.zeros_like(v), np.zeros_like(v)) for k, v in p0.items()}, update

    return make


add("adam-8bit in floats", "adam-8bit", {"learningRate": 0.01}, adam8(0.01), ANY)
add("adam-8bit", "adam-8bit", {"learningRate": 0.01, "smallest": 1, "weightDecay": 0.1}, adam8(0.01, smallest=1, wd=0.1), ("given",))
add("adam-8bit with a warm-up", "adam-8bit", {"learningRate": {**WARM, "schedule": 0.02}, "beta1": 0.8, "beta2": 0.95, "smallest": 4},
    adam8(warm(0.02, 10), 0.8, 0.95, smallest=4), ("given",))


def rounded(value):
    """Fifteen digits are more than the tests look at."""
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    return [rounded(v) for v in value] if isinstance(value, list) else float(f"{value:.13g}")


for case in cases:
    keep = range(STEPS) if case["problem"] in ("rosenbrock", "quadratic") else [*range(12), *range(19, STEPS, 10)]
    case["steps"] = [k + 1 for k in keep]
    for key in ("path", "averages"):
        if key in case:
            case[key] = rounded([case[key][k] for k in keep])
    if "rounding" in case:
        case["rounding"] = [float(f"{case['rounding'][k]:.1e}") for k in keep]
lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
given = json.dumps([listed(g) for g in gradients], separators=(",", ":"))
print(f'{{"optax":"{optax.__version__}","torch":"{torch.__version__}","gradients":{given},"cases":[\n{lines}\n]}}')
