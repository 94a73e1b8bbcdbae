"""Writes schedules.json: the values of schedules after 0 to 200 steps, by PyTorch 2.13, Optax 0.2.8 and
Keras 3.15, in float64, and by formulas of papers that none of them has.

    python schedules.py > schedules.json
"""

import json
import math
import os

os.environ["KERAS_BACKEND"] = "jax"
import jax

jax.config.update("jax_enable_x64", True)
import keras
import numpy as np
import optax
import torch
from torch.optim import lr_scheduler as schedulers

keras.config.set_floatx("float64")
STEPS = 200
cases = []


def add(oracle, config, values):
    cases.append({"oracle": oracle, "config": config, "values": [float(value) for value in values]})


def with_torch(config, initial, make):
    parameter = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([parameter], lr=initial)
    scheduler = make(optimizer)
    values = []
    for _ in range(STEPS + 1):
        values.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if not isinstance(scheduler, schedulers.OneCycleLR) or len(values) < scheduler.total_steps:
            scheduler.step()
    add(type(scheduler).__name__, config, values)


def with_optax(name, config, schedule):
    add(name, config, [schedule(jax.numpy.float64(step)) for step in range(STEPS + 1)])


def with_keras(config, schedule):
    add("Keras " + type(schedule).__name__, config, [schedule(float(step)) for step in range(STEPS + 1)])


def with_formula(paper, config, formula):
    add(paper, config, [formula(step) for step in range(STEPS + 1)])


def momentum_with_torch(config, make, **options):
    """The values that a scheduler gives the momentum, not the rate; it keeps the last after its last step."""
    parameter = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([parameter], lr=0.1, momentum=0.9)
    scheduler = make(optimizer)
    values = []
    for step in range(STEPS + 1):
        values.append(optimizer.param_groups[0]["momentum"])
        optimizer.step()
        if not hasattr(scheduler, "total_steps") or step + 1 < scheduler.total_steps:
            scheduler.step()
    add(type(scheduler).__name__ + " momentum", config, values)


with_optax("constant_schedule", {"name": "constant", "value": 0.25}, optax.constant_schedule(0.25))
with_torch({"name": "step", "initial": 0.5, "every": 30}, 0.5, lambda o: schedulers.StepLR(o, 30))
with_torch({"name": "step", "initial": 2.0, "every": 7, "factor": 0.8}, 2.0, lambda o: schedulers.StepLR(o, 7, 0.8))
with_torch({"name": "step", "initial": 1e-3, "every": 1, "factor": 1.01}, 1e-3, lambda o: schedulers.StepLR(o, 1, 1.01))
with_torch({"name": "exponential", "initial": 0.1, "decay": 0.98}, 0.1, lambda o: schedulers.ExponentialLR(o, 0.98))
with_optax("exponential_decay", {"name": "exponential", "initial": 0.3, "decay": 0.5, "every": 25},
           optax.exponential_decay(0.3, 25, 0.5))
with_optax("exponential_decay", {"name": "exponential", "initial": 0.3, "decay": 0.7, "every": 9, "staircase": True},
           optax.exponential_decay(0.3, 9, 0.7, staircase=True))
with_optax("cosine_decay_schedule", {"name": "cosine", "initial": 0.2, "steps": 150},
           optax.cosine_decay_schedule(0.2, 150))
with_optax("cosine_decay_schedule", {"name": "cosine", "initial": 0.2, "steps": 150, "end": 0.05},
           optax.cosine_decay_schedule(0.2, 150, alpha=0.25))
with_torch({"name": "cosine", "initial": 0.2, "steps": 200, "end": 0.01}, 0.2,
           lambda o: schedulers.CosineAnnealingLR(o, 200, 0.01))
with_optax("warmup_cosine_decay_schedule",
           {"name": "warm-up", "steps": 20, "schedule": {"name": "cosine", "initial": 0.4, "steps": 130, "end": 0.1}},
           optax.warmup_cosine_decay_schedule(0.0, 0.4, 20, 150, end_value=0.1))
with_optax("warmup_constant_schedule",
           {"name": "warm-up", "steps": 40, "start": 0.25, "schedule": {"name": "constant", "value": 0.4}},
           optax.warmup_constant_schedule(0.1, 0.4, 40))
with_optax("warmup_exponential_decay_schedule",
           {"name": "warm-up", "steps": 15, "start": 0.1,
            "schedule": {"name": "exponential", "initial": 0.5, "decay": 0.9, "every": 10}},
           optax.warmup_exponential_decay_schedule(0.05, 0.5, 15, 10, 0.9))
with_torch({"name": "warm-up", "steps": 10, "start": 0.2, "schedule": {"name": "step", "initial": 0.3, "every": 40}}, 0.3,
           lambda o: schedulers.SequentialLR(
               o, [schedulers.LinearLR(o, 0.2, total_iters=10), schedulers.StepLR(o, 40)], [10]))
with_optax("join_schedules",
           {"name": "join", "boundaries": [30, 90],
            "schedules": [{"name": "constant", "value": 0.5}, {"name": "cosine", "initial": 0.5, "steps": 60, "end": 0.1},
                          {"name": "exponential", "initial": 0.1, "decay": 0.95}]},
           optax.join_schedules([optax.constant_schedule(0.5), optax.cosine_decay_schedule(0.5, 60, alpha=0.2),
                                 optax.exponential_decay(0.1, 1, 0.95)], [30, 90]))

with_torch({"name": "multi-step", "initial": 0.5, "milestones": [30, 80, 81]}, 0.5,
           lambda o: schedulers.MultiStepLR(o, [30, 80, 81]))
with_torch({"name": "multi-step", "initial": 0.5, "milestones": [1, 100, 200], "factor": 0.7}, 0.5,
           lambda o: schedulers.MultiStepLR(o, [1, 100, 200], 0.7))
with_optax("piecewise_constant_schedule", {"name": "multi-step", "initial": 0.3, "milestones": [50, 120], "factor": 0.5},
           optax.piecewise_constant_schedule(0.3, {50: 0.5, 120: 0.5}))
with_keras({"name": "piecewise", "steps": [0, 41, 101], "values": [1.0, 0.5, 0.125], "between": "hold"},
           keras.optimizers.schedules.PiecewiseConstantDecay([40.0, 100.0], [1.0, 0.5, 0.125]))
with_optax("piecewise_interpolate_schedule", {"name": "piecewise", "steps": [0, 40, 100, 150], "values": [0.1, 0.5, 0.25, 0.025]},
           optax.piecewise_interpolate_schedule("linear", 0.1, {40: 5.0, 100: 0.5, 150: 0.1}))
with_optax("piecewise_interpolate_schedule",
           {"name": "piecewise", "steps": [0, 40, 100, 150], "values": [0.1, 0.5, 0.25, 0.025], "between": "cosine"},
           optax.piecewise_interpolate_schedule("cosine", 0.1, {40: 5.0, 100: 0.5, 150: 0.1}))
with_formula("one point", {"name": "piecewise", "steps": [0], "values": [0.3]}, lambda k: 0.3)
with_optax("linear_schedule", {"name": "linear", "initial": 0.3, "steps": 120, "end": 0.05}, optax.linear_schedule(0.3, 0.05, 120))
with_torch({"name": "linear", "initial": 0.1, "steps": 50, "end": 0.3}, 0.3,
           lambda o: schedulers.LinearLR(o, 1 / 3, total_iters=50))
with_torch({"name": "polynomial", "initial": 0.3, "steps": 150, "power": 2.0}, 0.3,
           lambda o: schedulers.PolynomialLR(o, 150, 2.0))
with_optax("polynomial_schedule", {"name": "polynomial", "initial": 0.3, "steps": 170, "end": 0.02, "power": 0.5},
           optax.polynomial_schedule(0.3, 0.02, 0.5, 170))
with_keras({"name": "polynomial", "initial": 0.3, "steps": 170, "end": 0.02, "power": 1.5},
           keras.optimizers.schedules.PolynomialDecay(0.3, 170, 0.02, 1.5))
with_keras({"name": "polynomial", "initial": 0.3, "steps": 60, "end": 0.02, "power": 1.5, "cycle": True},
           keras.optimizers.schedules.PolynomialDecay(0.3, 60, 0.02, 1.5, cycle=True))
with_optax("cosine_decay_schedule", {"name": "cosine", "initial": 0.2, "steps": 150, "end": 0.05, "power": 1.7},
           optax.cosine_decay_schedule(0.2, 150, alpha=0.25, exponent=1.7))
with_torch({"name": "cosine-restarts", "initial": 0.2, "steps": 37, "end": 0.01}, 0.2,
           lambda o: schedulers.CosineAnnealingWarmRestarts(o, 37, 1, 0.01))
with_torch({"name": "cosine-restarts", "initial": 0.2, "steps": 10, "growth": 2.0, "end": 0.01}, 0.2,
           lambda o: schedulers.CosineAnnealingWarmRestarts(o, 10, 2, 0.01))
with_torch({"name": "cosine-restarts", "initial": 0.2, "steps": 1, "growth": 3.0, "end": 0.01}, 0.2,
           lambda o: schedulers.CosineAnnealingWarmRestarts(o, 1, 3, 0.01))


def restarts(initial, first, growth, decay, alpha):
    """CosineDecayRestarts of Keras, which computes it in float32 in part; checked against it to what that gives."""
    rough = keras.optimizers.schedules.CosineDecayRestarts(initial, first, growth, decay, alpha)

    def value(k):
        cycle, length, begin = 0, first, 0.0
        while begin + length <= k:
            cycle, begin, length = cycle + 1, begin + length, length * growth
        cosine = 0.5 * decay**cycle * (1 + math.cos(math.pi * (k - begin) / length))
        exact = initial * ((1 - alpha) * cosine + alpha)
        assert abs(float(rough(float(k))) - exact) < 1e-6 * initial, (k, exact)
        return exact

    return value


with_formula("Keras CosineDecayRestarts",
             {"name": "cosine-restarts", "initial": 0.2, "steps": 20, "growth": 2.0, "end": 0.02, "decay": 0.8},
             restarts(0.2, 20, 2.0, 0.8, 0.1))
with_formula("Keras CosineDecayRestarts", {"name": "cosine-restarts", "initial": 0.2, "steps": 23, "growth": 1.3, "end": 0.02},
             restarts(0.2, 23, 1.3, 1.0, 0.1))
with_torch({"name": "one-cycle", "peak": 0.4, "steps": 200}, 0.1, lambda o: schedulers.OneCycleLR(o, 0.4, 200))
with_torch({"name": "one-cycle", "peak": 0.4, "steps": 160, "rise": 0.25, "startDivisor": 10.0, "endDivisor": 100.0,
            "ramp": "linear"}, 0.1,
           lambda o: schedulers.OneCycleLR(o, 0.4, 160, pct_start=0.25, anneal_strategy="linear", div_factor=10.0,
                                           final_div_factor=100.0))
with_torch({"name": "one-cycle", "peak": 0.4, "steps": 190, "rise": 0.4, "startDivisor": 5.0, "endDivisor": 50.0,
            "threePhases": True}, 0.1,
           lambda o: schedulers.OneCycleLR(o, 0.4, 190, pct_start=0.4, div_factor=5.0, final_div_factor=50.0,
                                           three_phase=True))
for options, config in (({}, {}), ({"pct_start": 0.4, "three_phase": True}, {"rise": 0.4, "threePhases": True}),
                        ({"base_momentum": 0.8, "max_momentum": 0.9, "anneal_strategy": "linear"},
                         {"low": 0.8, "high": 0.9, "ramp": "linear"})):
    momentum_with_torch({"name": "one-cycle-momentum", "steps": 180, **config},
                        lambda o: schedulers.OneCycleLR(o, 0.4, 180, **options))
for mode, heights in (("triangular", "constant"), ("triangular2", "halving"), ("exp_range", "decaying")):
    with_torch({"name": "cyclic", "low": 0.1, "high": 0.5, "up": 25, "heights": heights, "decay": 0.99}, 0.1,
               lambda o: schedulers.CyclicLR(o, 0.1, 0.5, 25, mode=mode, gamma=0.99, cycle_momentum=False))
with_torch({"name": "cyclic", "low": 0.1, "high": 0.5, "up": 20, "down": 33, "heights": "halving"}, 0.1,
           lambda o: schedulers.CyclicLR(o, 0.1, 0.5, 20, 33, mode="triangular2", cycle_momentum=False))
momentum_with_torch({"name": "cyclic", "low": 0.9, "high": 0.8, "up": 20, "down": 33},
                    lambda o: schedulers.CyclicLR(o, 0.1, 0.5, 20, 33))
with_torch({"name": "inverse-sqrt", "peak": 512**-0.5 * 60**-0.5, "warmUp": 60}, 1.0,
           lambda o: schedulers.LambdaLR(o, lambda k: 512**-0.5 * min((k + 1) ** -0.5, (k + 1) * 60**-1.5)))
with_keras({"name": "inverse-time", "initial": 0.3, "decay": 0.5, "every": 20},
           keras.optimizers.schedules.InverseTimeDecay(0.3, 20, 0.5))
with_keras({"name": "inverse-time", "initial": 0.3, "decay": 0.5, "every": 20, "staircase": True},
           keras.optimizers.schedules.InverseTimeDecay(0.3, 20, 0.5, staircase=True))
with_torch({"name": "exponential-warm-up", "steps": 40, "start": 0.01, "schedule": {"name": "step", "initial": 0.3, "every": 50}},
           0.3, lambda o: schedulers.LambdaLR(o, lambda k: 0.01 ** (1 - k / 40) if k < 40 else 0.1 ** ((k - 40) // 50)))
with_optax("join_schedules", {"name": "wsd", "peak": 0.3, "warmUp": 20, "stable": 100, "decay": 60, "start": 0.03, "end": 0.01},
           optax.join_schedules([optax.linear_schedule(0.03, 0.3, 20), optax.constant_schedule(0.3),
                                 optax.linear_schedule(0.3, 0.01, 60)], [20, 120]))
with_optax("join_schedules", {"name": "wsd", "peak": 0.3, "warmUp": 0, "stable": 100, "decay": 60, "ramp": "cosine"},
           optax.join_schedules([optax.constant_schedule(0.3), optax.cosine_decay_schedule(0.3, 60)], [100]))
with_formula("arXiv:2405.18392", {"name": "wsd", "peak": 0.3, "warmUp": 10, "stable": 0, "decay": 150, "ramp": "square-root"},
             lambda k: 0.3 * k / 10 if k < 10 else 0.3 * (1 - math.sqrt(min(1, (k - 10) / 150))))
with_torch({"name": "product", "schedules": [{"name": "linear", "initial": 0.03, "steps": 20, "end": 0.3},
                                             {"name": "exponential", "initial": 1.0, "decay": 0.97}]}, 0.3,
           lambda o: schedulers.ChainedScheduler([schedulers.LinearLR(o, 0.1, total_iters=20),
                                                  schedulers.ExponentialLR(o, 0.97)]))
with_torch({"name": "product", "schedules": [0.3, {"name": "exponential", "initial": 1.0, "decay": 0.95}]}, 0.3,
           lambda o: schedulers.MultiplicativeLR(o, lambda k: 0.95))
with_optax("exponential_decay", {"name": "bounded", "low": 0.05, "schedule": {"name": "exponential", "initial": 0.3, "decay": 0.5,
                                                                             "every": 25}},
           optax.exponential_decay(0.3, 25, 0.5, end_value=0.05))
with_formula("arXiv:2203.08065", {"name": "proportion", "fromLow": 0.0, "fromHigh": 0.2, "low": 0.04, "high": 0.2,
                                  "schedule": {"name": "cosine", "initial": 0.2, "steps": 150}},
             lambda k: 0.04 + 0.16 * 0.5 * (1 + math.cos(math.pi * min(k, 150) / 150)))


def swa(config, initial, before, **options):
    """SWALR after another scheduler, as PyTorch's documentation combines them."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=initial)
    scheduler, averaging, values = before(optimizer), None, []
    for step in range(STEPS + 1):
        values.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if step < config["start"]:
            scheduler.step()
        else:
            averaging = averaging or torch.optim.swa_utils.SWALR(optimizer, **options)
            averaging.step()
    add("SWALR", config, values)


swa({"name": "swa", "start": 60, "value": 0.05, "schedule": {"name": "exponential", "initial": 0.3, "decay": 0.98}}, 0.3,
    lambda o: schedulers.ExponentialLR(o, 0.98), swa_lr=0.05)
swa({"name": "swa", "start": 0, "value": 0.05, "steps": 40, "ramp": "linear", "schedule": 0.3}, 0.3,
    lambda o: schedulers.ExponentialLR(o, 1.0), swa_lr=0.05, anneal_epochs=40, anneal_strategy="linear")
swa({"name": "swa", "start": 30, "value": 0.4, "steps": 0, "schedule": 0.3}, 0.3,
    lambda o: schedulers.ExponentialLR(o, 1.0), swa_lr=0.4, anneal_epochs=0)
with_formula("Deeplearning4j SigmoidSchedule", {"name": "sigmoid", "initial": 0.3, "center": 80, "steepness": 0.05},
             lambda k: 0.3 / (1 + math.exp(0.05 * (k - 80))))
with_formula("arXiv:2107.04197", {"name": "rex", "initial": 0.3, "steps": 160, "end": 0.02},
             lambda k: 0.02 + 0.28 * (1 - min(1, k / 160)) / (0.5 + 0.5 * (1 - min(1, k / 160))))


def fractal(size):
    order = np.array([1])
    while len(order) < size:
        order = np.stack([order, 2 * len(order) + 1 - order], 1).ravel()
    return order


with_formula("arXiv:2103.01338", {"name": "chebyshev", "least": 0.1, "largest": 5.0, "steps": 16},
             lambda k: 1 / (2.55 - 2.45 * math.cos((fractal(16)[k % 16] - 0.5) * math.pi / 16)))

lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
print(f'{{"torch":"{torch.__version__}","optax":"{optax.__version__}","keras":"{keras.__version__}","cases":[\n{lines}\n]}}')
