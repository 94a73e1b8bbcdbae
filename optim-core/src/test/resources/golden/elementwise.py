"""Writes elementwise.json: the paths of optimizers that work on single elements and whole tensors, in float64, 100 steps.

    python elementwise.py > elementwise.json

Oracles are PyTorch 2.13, Optax 0.2.8 and Keras 3.15; rules that none of them has are stated here in NumPy, from their
papers. Cases are like those of trajectories.json, whose gradients and start the problem "given" takes. "single" says that
a relative change of all gradients by the rounding of float32 keeps the path within 1e-5. "evaluation" holds the weights
to evaluate with at the end, where they are not those that are trained. "path" has the steps 1 to 10, 20, 30, ... 100.

A path that rounding in float64 changes in its tenth digit says nothing; a case has it on no such problem.
"""

import json
import math
import os
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"

import jax
import numpy as np
import torch

jax.config.update("jax_enable_x64", True)
torch.set_default_dtype(torch.float64)  # the type of numbers that optimizers keep

import keras
import optax
import optax.contrib
from jax import numpy as jnp

STEPS = 100
KEPT = [*range(10), *range(19, STEPS, 10)]
shared = json.loads(Path(__file__).with_name("trajectories.json").read_text())
gradients = shared["gradients"]
start = next(case["start"] for case in shared["cases"] if case["problem"] == "given")


def rosenbrock(x):
    value = 100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2
    return value, np.array([-400 * x[0] * (x[1] - x[0] ** 2) - 2 * (1 - x[0]), 200 * (x[1] - x[0] ** 2)])


def quadratic(x):
    return 0.5 * (x[0] ** 2 + 100 * x[1] ** 2), np.array([x[0], 100 * x[1]])


FUNCTIONS = {"rosenbrock": (rosenbrock, [1.5, 1.5]), "quadratic": (quadratic, [1.0, 1.0])}


# An engine makes a step from parameters: step(parameters, gradients, t, loss) returns new parameters, t = 1, 2, ...


def by_torch(kind, rate=None, sparse=False, **options):
    def make(parameters):
        tensors = {name: torch.tensor(p, requires_grad=True) for name, p in parameters.items()}
        optimizer = kind(list(tensors.values()), **options)

        def step(_, gradients, t, loss):
            for name, p in tensors.items():
                g = torch.tensor(gradients[name])
                p.grad = rows(g) if sparse else g
            if rate is not None:
                for group in optimizer.param_groups:
                    group["lr"] = rate(t - 1)
            optimizer.step()
            return {name: p.detach().numpy().copy() for name, p in tensors.items()}

        step.evaluation = lambda: {name: optimizer.state[p]["ax"].numpy().copy() for name, p in tensors.items()}
        return step

    return make


def rows(g):
    """Returns the rows that are not zero as a sparse tensor."""
    indices = g.reshape(g.shape[0], -1).ne(0).any(1).nonzero().T
    return torch.sparse_coo_tensor(indices, g[indices[0]], g.shape, check_invariants=False)


def by_optax(transform):
    @jax.jit
    def update(gradients, state, parameters, loss):
        transformed, state = optax.with_extra_args_support(transform).update(gradients, state, parameters, value=loss)
        return optax.apply_updates(parameters, transformed), state

    def make(parameters):
        state = transform.init({name: jnp.asarray(p) for name, p in parameters.items()})
        # roots of int32 are float32
        state = jax.tree.map(lambda leaf: leaf.astype(jnp.int64) if leaf.dtype == jnp.int32 else leaf, state)

        def step(parameters, gradients, t, loss):
            nonlocal state
            parameters, state = update(gradients, state, parameters, loss)
            return {name: np.asarray(parameters[name]) for name in gradients}

        return step

    return make


def by_keras(make_optimizer, rate=None):
    def make(parameters):
        variables = {name: keras.Variable(p, dtype="float64") for name, p in parameters.items()}
        optimizer = make_optimizer()
        optimizer.build(list(variables.values()))

        def step(_, gradients, t, loss):
            for name, variable in variables.items():
                optimizer.update_step(jnp.asarray(gradients[name]), variable, rate(t - 1))
            return {name: np.asarray(variable.value).copy() for name, variable in variables.items()}

        return step

    return make


def by_formula(rule, rate):
    """An engine of rule(p, g, t, learning rate, state) for each tensor; state is a dictionary."""

    def make(parameters):
        states = {name: {} for name in parameters}

        def step(parameters, gradients, t, loss):
            return {name: rule(p, gradients[name], t, rate(t - 1), states[name]) for name, p in parameters.items()}

        return step

    return make


def run(problem, make, noise=0.0):
    random = np.random.default_rng(5)
    parameters = start if problem == "given" else {"x": FUNCTIONS[problem][1]}
    parameters = {name: np.array(p) for name, p in parameters.items()}
    step = make(parameters)
    path = []
    for k in range(STEPS):
        if problem == "given":
            loss, given = 0.0, {name: np.array(g) for name, g in gradients[k].items()}
        else:
            loss, g = FUNCTIONS[problem][0](parameters["x"])
            given = {"x": g}
        if noise:
            given = {name: g * (1 + noise * random.uniform(-1, 1, g.shape)) for name, g in given.items()}
        parameters = step(parameters, given, k + 1, loss)
        path.append({name: p.tolist() for name, p in parameters.items()})
    evaluation = getattr(step, "evaluation", None)
    return path, evaluation


def distance(path, other):
    """Returns the largest difference, relative or absolute as the tests have it."""
    return max(float((np.abs(np.subtract(p[name], q[name])) / np.maximum(np.abs(p[name]), 1e-3)).max())
               for p, q in zip(path, other) for name in p)


cases = []
missing = []
ALL = ("rosenbrock", "quadratic", "given")


def add(name, optimizer, config, make, problems=ALL, evaluation=False):
    used = 0
    for problem in problems:
        path, end = run(problem, make)
        assert all(np.isfinite(p[k]).all() for p in path for k in p), (name, problem)
        moved = distance(path, run(problem, make, 1e-14)[0])
        if moved > 3e-11:
            print(f"{name} on {problem} amplifies rounding: {moved:.1e}", file=sys.stderr)
            continue
        used += 1
        case = {"name": f"{name} on {problem}", "optimizer": optimizer, "config": config, "problem": problem,
                "start": start if problem == "given" else {"x": FUNCTIONS[problem][1]},
                "single": distance(path, run(problem, make, 6e-8)[0]) < 1e-5, "path": [path[k] for k in KEPT]}
        if evaluation:
            case["evaluation"] = {key: value.tolist() for key, value in end().items()}
        cases.append(case)
    if used == 0:
        missing.append(name)


def falling(initial, decay=0.97):
    """A schedule as a configuration and as a function of the number of steps done."""
    return {"name": "exponential", "initial": initial, "decay": decay}, lambda k: initial * decay**k


def constant(value):
    return lambda k: value



def torch_cases(name, kind, variants, schedule, renamed=None, **more):
    """Adds cases of PyTorch: variants are pairs of options there and here, the last with a schedule."""
    for i, (theirs, ours) in enumerate(variants):
        add(f"{name} {i}", name, ours, by_torch(kind, **theirs), **more)
    config, rate = falling(schedule)
    theirs, ours = variants[-1]
    add(f"{name} with a schedule", name, {**ours, "learningRate": config},
        by_torch(kind, rate=rate, **{**theirs, "lr": rate(0)}), **more)


optim = torch.optim
torch_cases("rmsprop", optim.RMSprop, [
    (dict(), dict()),
    (dict(lr=0.003, momentum=0.9), dict(learningRate=0.003, momentum=0.9)),
    (dict(lr=0.003, alpha=0.9, centered=True, eps=1e-3), dict(learningRate=0.003, decay=0.9, centered=True, epsilon=1e-3)),
    (dict(lr=0.002, alpha=0.9, centered=True, momentum=0.5, weight_decay=0.1, eps=1e-2),
     dict(learningRate=0.002, decay=0.9, centered=True, momentum=0.5, weightDecay=0.1, epsilon=1e-2))], 0.01)
torch_cases("adagrad", optim.Adagrad, [
    (dict(), dict()),
    (dict(lr=0.1, lr_decay=0.05), dict(learningRate=0.1, rateDecay=0.05)),
    (dict(lr=0.2, weight_decay=0.1, initial_accumulator_value=0.3, eps=1e-3),
     dict(learningRate=0.2, weightDecay=0.1, initialAccumulator=0.3, epsilon=1e-3))], 0.2)
torch_cases("adadelta", optim.Adadelta, [
    (dict(), dict()),
    (dict(lr=0.5, rho=0.95, eps=1e-4), dict(learningRate=0.5, rho=0.95, epsilon=1e-4)),
    (dict(lr=2.0, weight_decay=0.1), dict(learningRate=2.0, weightDecay=0.1))], 3.0)
torch_cases("adamax", optim.Adamax, [
    (dict(), dict()),
    (dict(lr=0.02, betas=(0.8, 0.99), eps=1e-3), dict(learningRate=0.02, beta1=0.8, beta2=0.99, epsilon=1e-3)),
    (dict(lr=0.05, weight_decay=0.2), dict(learningRate=0.05, weightDecay=0.2))], 0.05)
torch_cases("nadam", optim.NAdam, [
    (dict(), dict()),
    (dict(lr=0.02, betas=(0.8, 0.99), eps=1e-3, momentum_decay=0.1),
     dict(learningRate=0.02, beta1=0.8, beta2=0.99, epsilon=1e-3, momentumDecay=0.1)),
    (dict(lr=0.02, weight_decay=0.2), dict(learningRate=0.02, weightDecay=0.2)),
    (dict(lr=0.02, weight_decay=0.2, decoupled_weight_decay=True),
     dict(learningRate=0.02, weightDecay=0.2, decoupled=True))], 0.05)
torch_cases("radam", optim.RAdam, [
    (dict(), dict()),
    (dict(lr=0.003, betas=(0.8, 0.95), eps=1e-3), dict(learningRate=0.003, beta1=0.8, beta2=0.95, epsilon=1e-3)),
    (dict(lr=0.002, betas=(0.9, 0.6)), dict(learningRate=0.002, beta2=0.6)),
    (dict(lr=0.003, weight_decay=0.2), dict(learningRate=0.003, weightDecay=0.2)),
    (dict(lr=0.003, weight_decay=0.2, decoupled_weight_decay=True),
     dict(learningRate=0.003, weightDecay=0.2, decoupled=True))], 0.004)
for i, (theirs, ours) in enumerate([
    (dict(), dict()),
    (dict(lr=0.1, etas=(0.4, 1.3)), dict(learningRate=0.1, shrinkage=0.4, growth=1.3)),
    (dict(lr=0.02, step_sizes=(0.01, 0.05)), dict(learningRate=0.02, minStep=0.01, maxStep=0.05)),
]):
    add(f"rprop {i}", "rprop", ours, by_torch(optim.Rprop, **theirs))
for i, (theirs, ours) in enumerate([
    (dict(lr=3e-4), dict(learningRate=3e-4)),
    (dict(lr=3e-4, lambd=0.1, alpha=0.9, t0=20), dict(learningRate=3e-4, decay=0.1, alpha=0.9, averageFrom=20)),
    (dict(lr=4e-4, lambd=10.0, t0=0, weight_decay=0.3),
     dict(learningRate=4e-4, decay=10.0, averageFrom=0, weightDecay=0.3)),
]):
    add(f"asgd {i}", "asgd", ours, by_torch(optim.ASGD, **theirs), evaluation=True)
# PyTorch computes the length of a step when the one before ends
add("asgd with a schedule", "asgd",
    dict(learningRate={"name": "step", "initial": 4e-4, "every": 20, "factor": 0.5}, decay=0.5, averageFrom=50),
    by_torch(optim.ASGD, rate=lambda k: 4e-4 * 0.5 ** ((k + 1) // 20), lr=4e-4, lambd=0.5, t0=50), evaluation=True)
torch_cases("adafactor", optim.Adafactor, [
    (dict(), dict()),
    (dict(lr=0.1, beta2_decay=-0.5, eps=(None, 0.1), d=1.5),
     dict(learningRate=0.1, beta2Decay=-0.5, epsilon=0.1, clipThreshold=1.5)),
    (dict(lr=0.05, weight_decay=0.2), dict(learningRate=0.05, weightDecay=0.2))], 0.1)
torch_cases("sparse-adam", optim.SparseAdam, [
    (dict(sparse=True), dict()),
    (dict(sparse=True, lr=0.02, betas=(0.8, 0.99), eps=1e-3), dict(learningRate=0.02, beta1=0.8, beta2=0.99, epsilon=1e-3)),
    (dict(sparse=True, lr=0.05), dict(learningRate=0.05))], 0.05, problems=("quadratic", "given"))

KEYS = {"b1": "beta1", "b2": "beta2", "b3": "beta3", "eps": "epsilon", "eps_root": "epsilonRoot",
        "weight_decay": "weightDecay", "trust_coefficient": "trustCoefficient", "min_norm": "minNorm",
        "use_clipping": "clipping", "lower_bound": "lowerBound", "adapt_lower_bound": "adaptLowerBound",
        "max_learning_rate": "maxLearningRate", "f_min": "minimum"}


def optax_cases(name, alias, rates, *options, problems=ALL):
    """Adds cases of Optax: one for each rate and its options, and one with a schedule."""
    for i, (lr, option) in enumerate(zip(rates, options)):
        ours = {KEYS.get(key, key): value for key, value in option.items()}
        add(f"{name} {i}", name, {"learningRate": lr, **ours}, by_optax(alias(lr, **option)), problems)
    config, rate = falling(rates[-1])
    add(f"{name} with a schedule", name, {"learningRate": config, **ours}, by_optax(alias(rate, **option)), problems)


small = dict(b1=0.8, b2=0.95, eps=1e-3)
optax_cases("lion", optax.lion, (0.01, 0.02, 0.01), {}, dict(b1=0.8, b2=0.9, weight_decay=0.1), dict(b1=0.95, weight_decay=0.0))
optax_cases("sign-sgd", optax.sign_sgd, (0.01, 0.001, 0.02), {}, {}, {})
optax_cases("signum", optax.signum, (0.01, 0.005, 0.02), {}, dict(beta=0.8), dict(beta=0.95))
optax_cases("adabelief", optax.adabelief, (0.001, 0.01, 0.02), {}, small, dict(b1=0.7, eps=1e-8, eps_root=1e-6))
optax_cases("yogi", optax.yogi, (0.01, 0.02, 0.05), {}, dict(b1=0.8, b2=0.95, eps=0.1), dict(b2=0.9))
optax_cases("adan", optax.adan, (0.001, 0.01, 0.02), {}, dict(b1=0.9, b2=0.8, b3=0.95, eps=1e-3, weight_decay=0.1),
            dict(eps_root=1e-4, weight_decay=0.3))
optax_cases("lamb", optax.lamb, (0.001, 0.01, 0.005), {}, dict(**small, weight_decay=0.1), dict(weight_decay=0.5))
optax_cases("lars", optax.lars, (0.5, 1.0, 0.3), {}, dict(weight_decay=0.1, trust_coefficient=0.002, momentum=0.8),
            dict(weight_decay=0.1, nesterov=True, eps=1e-3))
optax_cases("novograd", optax.novograd, (0.003, 0.001, 0.002), {}, dict(b1=0.8, b2=0.9, eps=1e-3, weight_decay=0.1),
            dict(b1=0.5, weight_decay=0.3))
optax_cases("fromage", optax.fromage, (0.01, 0.003, 0.001), {}, dict(min_norm=0.5), dict(min_norm=2.0))
optax_cases("optimistic-gradient-descent", optax.optimistic_gradient_descent, (2e-4, 1e-4, 3e-4), {},
            dict(alpha=1.5, beta=0.5), dict(beta=0.3))
optax_cases("optimistic-adam", optax.optimistic_adam_v2, (0.001, 0.01, 0.02), {}, dict(**small, alpha=0.8, beta=0.5),
            dict(b1=0.7, nesterov=False))
optax_cases("noisy-sgd", lambda rate, **_: optax.sgd(rate), (3e-4, 1e-4, 5e-4), dict(eta=0.0), dict(eta=0.0, gamma=1.0),
            dict(eta=0.0, seed=3))
optax_cases("amsgrad", optax.amsgrad, (0.001, 0.05, 0.02), {}, small, dict(b2=0.9))
optax_cases("adamaxw", optax.adamaxw, (0.001, 0.02, 0.05), {}, dict(b1=0.8, b2=0.99, eps=1e-3, weight_decay=0.1),
            dict(weight_decay=0.3))
optax_cases("nadamw", optax.nadamw, (0.001, 0.02, 0.05), {}, dict(**small, weight_decay=0.1), dict(weight_decay=0.3))
optax_cases("adopt", optax.contrib.adopt, (0.01, 0.02, 0.005), {}, dict(b1=0.8, b2=0.95, eps=1e-3),
            dict(nesterov=True, use_clipping=False, eps=0.1))
optax_cases("acprop", optax.contrib.acprop, (0.001, 0.01, 0.005), {}, dict(b1=0.8, b2=0.95, eps=1e-3, weight_decay=0.1),
            dict(eps=1e-8, eps_root=1e-4))
optax_cases("cocob", optax.contrib.cocob, (1.0, 0.5, 2.0), {}, dict(alpha=20.0, weight_decay=0.1), dict(alpha=10.0, eps=0.1))
optax_cases("madgrad", optax.contrib.madgrad, (0.001, 0.01, 0.005), {}, dict(momentum=0.5, weight_decay=0.1),
            dict(momentum=0.0, eps=1e-3))
optax_cases("momo", optax.contrib.momo, (1.0, 0.001, 0.01), {}, dict(beta=0.5, weight_decay=0.1, lower_bound=-1.0),
            dict(beta=0.8, weight_decay=0.3, adapt_lower_bound=True, lower_bound=-5.0), problems=("rosenbrock", "quadratic"))
optax_cases("momo-adam", optax.contrib.momo_adam, (0.01, 0.02, 0.05), {}, dict(**small, weight_decay=0.1, lower_bound=-1.0),
            dict(b2=0.99, weight_decay=0.3, adapt_lower_bound=True, lower_bound=-5.0), problems=("rosenbrock", "quadratic"))
for i, (lr, option) in enumerate([(0.001, {}), (0.01, dict(b1=0.8, b2=0.95, b3=0.99, alpha=2.0, eps=1e-3, weight_decay=0.1)),
                                  (0.005, dict(b3=0.999, alpha=8.0))]):
    add(f"ademamix {i}", "ademamix", {"learningRate": lr, **{KEYS.get(k, k): v for k, v in option.items()}},
        by_optax(optax.contrib.ademamix(lr, **option)))
shares, share = falling(0.99, 0.999)
factors, factor = falling(3.0, 1.01)
add("ademamix with schedules", "ademamix", {"learningRate": 0.005, "beta3": shares, "alpha": factors},
    by_optax(optax.contrib.ademamix(0.005, b3=share, alpha=factor)))
for i, (lr, momentum) in enumerate([(0.01, 0.9), (0.05, 0.5), (0.02, 0.0)]):
    # Optax has no sums for scalars, and none are here
    add(f"sm3 {i}", "sm3", {"learningRate": lr, "momentum": momentum}, by_optax(optax.sm3(lr, momentum)))
# with its defaults it jumps about
for i, option in enumerate([dict(max_learning_rate=0.001, f_min=-1.0),
                            dict(max_learning_rate=0.01, f_min=3.0, eps=0.5, variant="sps+")], 1):
    ours = {KEYS.get(k, k): v for k, v in option.items() if k != "variant"}
    if "variant" in option:
        ours["positive"] = True
    add(f"polyak-sgd {i}", "polyak-sgd", ours, by_optax(optax.polyak_sgd(**option)), ("rosenbrock", "quadratic"))
config, rate = falling(0.5)
add("polyak-sgd with a schedule", "polyak-sgd", {"scaling": config, "maxLearningRate": 0.01},
    by_optax(optax.polyak_sgd(scaling=rate, max_learning_rate=0.01)), ("rosenbrock", "quadratic"))

for i, (lr, theirs, ours) in enumerate([
    (0.001, {}, {}),
    (0.05, dict(learning_rate_power=-0.7, initial_accumulator_value=0.3, beta=0.5),
     dict(learningRatePower=-0.7, initialAccumulator=0.3, beta=0.5)),
    (0.1, dict(l1_regularization_strength=2.0, l2_regularization_strength=0.3, l2_shrinkage_regularization_strength=0.2),
     dict(l1=2.0, l2=0.3, l2Shrinkage=0.2))]):
    add(f"ftrl {i}", "ftrl", {"learningRate": lr, **ours}, by_keras(lambda: keras.optimizers.Ftrl(**theirs), constant(lr)))
config, rate = falling(0.1)
add("ftrl with a schedule", "ftrl", {"learningRate": config}, by_keras(keras.optimizers.Ftrl, rate))


# Rules from papers


def running(state, name, keep, value):
    state[name] = keep * state.get(name, 0.0) + (1 - keep) * value
    return state[name]


def adam(g, t, s, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m = running(s, "m", beta1, g) / (1 - beta1**t)
    v = running(s, "v", beta2, g * g) / (1 - beta2**t)
    return m / (np.sqrt(v) + epsilon)


def mars_adamw(p, g, t, lr, s, beta1=0.95, beta2=0.99, epsilon=1e-8, weightDecay=0.0, gamma=0.025):
    c = g + gamma * beta1 / (1 - beta1) * (g - s.get("g", g))
    s["g"] = g
    c = c / max(1.0, np.linalg.norm(c))
    return p - lr * (adam(c, t, s, beta1, beta2, epsilon) + weightDecay * p)


def laprop(p, g, t, lr, s, beta1=0.9, beta2=0.999, epsilon=1e-15, weightDecay=0.0):
    v = running(s, "v", beta2, g * g) / (1 - beta2**t)
    with np.errstate(invalid="ignore"):
        m = running(s, "m", beta1, g / (np.sqrt(v) + epsilon)) / (1 - beta1**t)
    return p - lr * (m + weightDecay * p)


def qhadam(p, g, t, lr, s, beta1=0.9, beta2=0.999, nu1=1.0, nu2=1.0, epsilon=1e-8, weightDecay=0.0):
    g = g + weightDecay * p
    m = running(s, "m", beta1, g) / (1 - beta1**t)
    v = running(s, "v", beta2, g * g) / (1 - beta2**t)
    return p - lr * ((1 - nu1) * g + nu1 * m) / (np.sqrt((1 - nu2) * g * g + nu2 * v) + epsilon)


def qhm(p, g, t, lr, s, momentum=0.999, nu=0.7, weightDecay=0.0):
    g = g + weightDecay * p
    return p - lr * ((1 - nu) * g + nu * running(s, "b", momentum, g))


def adabound(p, g, t, lr, s, finalRate=0.1, beta1=0.9, beta2=0.999, gamma=1e-3, epsilon=1e-8, weightDecay=0.0):
    g = g + weightDecay * p
    m = running(s, "m", beta1, g)
    v = running(s, "v", beta2, g * g)
    low, high = finalRate * (1 - 1 / (gamma * t + 1)), finalRate * (1 + 1 / (gamma * t))
    return p - np.clip(lr * math.sqrt(1 - beta2**t) / (1 - beta1**t) / (np.sqrt(v) + epsilon), low, high) * m


def diffgrad(p, g, t, lr, s, beta1=0.9, beta2=0.999, epsilon=1e-8, weightDecay=0.0):
    g = g + weightDecay * p
    friction = 1 / (1 + np.exp(-np.abs(s.get("g", 0.0) - g)))
    s["g"] = g
    return p - lr * friction * adam(g, t, s, beta1, beta2, epsilon)


def adamod(p, g, t, lr, s, beta1=0.9, beta2=0.999, beta3=0.999, epsilon=1e-8, weightDecay=0.0):
    g = g + weightDecay * p
    m = running(s, "m", beta1, g) / (1 - beta1**t)
    rate = lr / (np.sqrt(running(s, "v", beta2, g * g) / (1 - beta2**t)) + epsilon)
    return p - np.minimum(rate, running(s, "rate", beta3, rate)) * m


def adashift(p, g, t, lr, s, keep=10, beta1=0.9, beta2=0.999, epsilon=1e-10, blocks=True):
    past = s.setdefault("past", [])
    past.append(g)
    if t <= keep:
        return p
    old = past[t - keep - 1] ** 2
    v = running(s, "v", beta2, old.max() if blocks else old) / (1 - beta2 ** (t - keep))
    weights = [beta1**i for i in range(keep)]
    m = sum(w * past[t - 1 - i] for i, w in enumerate(weights)) / sum(weights)
    return p - lr * m / (np.sqrt(v) + epsilon)


def padam(p, g, t, lr, s, beta1=0.9, beta2=0.999, partial=0.25, epsilon=1e-8, weightDecay=0.0):
    g = g + weightDecay * p
    m = running(s, "m", beta1, g)
    s["w"] = np.maximum(s.get("w", 0.0), running(s, "v", beta2, g * g))
    return p - lr * math.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(s["w"]) + epsilon) ** (2 * partial)


def aggmo(p, g, t, lr, s, momenta=3, base=0.1, weightDecay=0.0):
    g = g + weightDecay * p
    for i in range(momenta):
        s[i] = (1 - base**i) * s.get(i, 0.0) + g
    return p - lr / momenta * sum(s.values())


def stable_adamw(p, g, t, lr, s, beta1=0.9, beta2=0.99, epsilon=1e-6, weightDecay=0.01):
    # the paper has the bias in the shares
    share1 = beta1 * (1 - beta1 ** (t - 1)) / (1 - beta1**t)
    share2 = beta2 * (1 - beta2 ** (t - 1)) / (1 - beta2**t)
    m = running(s, "m", share1, g)
    v = running(s, "v", share2, g * g)
    rms = math.sqrt(np.mean(g * g / np.maximum(v, epsilon**2)))
    rate = lr / max(1.0, rms)
    return p - rate * weightDecay * p - rate * m / (np.sqrt(v) + epsilon)


def tiger(p, g, t, lr, s, beta=0.965, weightDecay=0.01):
    return p - lr * (np.sign(running(s, "m", beta, g)) + weightDecay * p)


def cautious_adamw(p, g, t, lr, s, beta1=0.9, beta2=0.999, epsilon=1e-8, weightDecay=0.01):
    u = adam(g, t, s, beta1, beta2, epsilon)
    mask = (u * g > 0).astype(float)
    return p - lr * (u * mask / max(mask.mean(), 1e-3) + weightDecay * p)


def grams(p, g, t, lr, s, beta1=0.9, beta2=0.999, epsilon=1e-8, weightDecay=0.0):
    return p - lr * (np.sign(g) * np.abs(adam(g, t, s, beta1, beta2, epsilon)) + weightDecay * p)


def adam_atan2(p, g, t, lr, s, beta1=0.9, beta2=0.99, weightDecay=0.0, scale=1.27, spread=1.0):
    m = running(s, "m", beta1, g) / (1 - beta1**t)
    v = running(s, "v", beta2, g * g) / (1 - beta2**t)
    return p - lr * (scale * np.arctan2(m, spread * np.sqrt(v)) + weightDecay * p)


def adam_mini(p, g, t, lr, s, beta1=0.9, beta2=0.999, epsilon=1e-8, weightDecay=0.0):
    m = running(s, "m", beta1, g) / (1 - beta1**t)
    square = np.mean(g * g) if g.ndim < 2 else np.array([np.mean(row * row) for row in g])[:, None]
    v = running(s, "v", beta2, square) / (1 - beta2**t)
    return p - lr * (m / (np.sqrt(v) + epsilon) + weightDecay * p)


def sgdw(p, g, t, lr, s, momentum=0.0, dampening=0.0, nesterov=False, weightDecay=0.01):
    if momentum:
        s["b"] = momentum * s["b"] + (1 - dampening) * g if "b" in s else g
        g = g + momentum * s["b"] if nesterov else s["b"]
    return p * (1 - lr * weightDecay) - lr * g


def formula_cases(rule, default, *variants, problems=ALL):
    """Adds cases of a formula: one of each variant's rate and options, and the last with a schedule."""
    name = rule.__name__.replace("_", "-")
    for i, (lr, option) in enumerate([(default, {}), *variants]):
        add(f"{name} {i}", name, {"learningRate": lr, **option},
            by_formula(lambda p, g, t, rate, s: rule(p, g, t, rate, s, **option), constant(lr)), problems)
    config, rate = falling(lr)
    add(f"{name} with a schedule", name, {"learningRate": config, **option},
        by_formula(lambda p, g, t, r, s: rule(p, g, t, r, s, **option), rate), problems)


small = dict(beta1=0.8, beta2=0.95)
formula_cases(mars_adamw, 0.003, (0.01, dict(**small, epsilon=1e-3, weightDecay=0.1)), (0.02, dict(gamma=0.1)))
formula_cases(laprop, 4e-4, (0.01, dict(**small, epsilon=1e-3, weightDecay=0.1)), (0.005, dict(beta1=0.5)))
formula_cases(qhadam, 0.001, (0.01, dict(**small, nu1=0.7, nu2=0.9, epsilon=1e-3, weightDecay=0.1)),
              (0.02, dict(beta1=0.995, nu1=0.7)))
formula_cases(qhm, 3e-4, (5e-4, dict(momentum=0.9, nu=0.5, weightDecay=0.1)), (2e-4, dict(nu=0.0)))
formula_cases(adabound, 0.001, (0.01, dict(finalRate=0.003, **small, gamma=0.1, epsilon=1e-3, weightDecay=0.1)),
              (0.001, dict(finalRate=0.001, gamma=0.01)))
formula_cases(diffgrad, 0.001, (0.01, dict(**small, epsilon=1e-3, weightDecay=0.1)), (0.02, dict(beta1=0.5)))
formula_cases(adamod, 0.001, (0.05, dict(**small, beta3=0.9, epsilon=1e-3, weightDecay=0.1)), (0.02, dict(beta3=0.99)))
formula_cases(adashift, 0.001, (0.01, dict(keep=3, **small, epsilon=1e-3)), (0.005, dict(keep=1, blocks=False)))
formula_cases(padam, 0.001, (0.003, dict(**small, partial=0.125, epsilon=1e-3, weightDecay=0.1)), (0.01, dict(partial=0.5)))
formula_cases(aggmo, 1e-4, (2e-4, dict(momenta=2, base=0.2, weightDecay=0.1)), (1e-4, dict(momenta=4, base=0.3)))
formula_cases(stable_adamw, 0.001, (0.01, dict(**small, epsilon=1e-3, weightDecay=0.1)), (0.02, dict(beta2=0.9)))
formula_cases(tiger, 0.001, (0.01, dict(beta=0.9, weightDecay=0.1)), (0.003, dict(beta=0.5, weightDecay=0.0)))
formula_cases(cautious_adamw, 0.001, (0.01, dict(**small, epsilon=1e-3, weightDecay=0.1)), (0.005, dict(beta1=0.5)))
formula_cases(grams, 0.001, (0.01, dict(**small, epsilon=1e-3, weightDecay=0.1)), (0.005, dict(beta1=0.5)))
formula_cases(adam_atan2, 1e-4, (0.01, dict(**small, weightDecay=0.1)), (0.005, dict(scale=1.0, spread=2.0)))
formula_cases(adam_mini, 0.001, (0.01, dict(**small, epsilon=1e-3, weightDecay=0.1)), (0.02, dict(beta1=0.5)))
formula_cases(sgdw, 3e-4, (1e-4, dict(momentum=0.9, dampening=0.5, weightDecay=0.3)),
              (1e-4, dict(momentum=0.8, nesterov=True, weightDecay=0.1)))

lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
oracles = ",".join(f'"{m.__name__}":"{m.__version__}"' for m in (torch, optax, keras, np))
print(f'{{{oracles},"cases":[\n{lines}\n]}}')
assert not missing, f"no problem is left for {missing}"
