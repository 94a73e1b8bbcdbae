"""Writes schedules.json: the values of schedules after 0 to 200 steps, by PyTorch 2.13 and Optax 0.2.8, in float64.

    python schedules.py > schedules.json
"""

import json

import jax

jax.config.update("jax_enable_x64", True)
import optax
import torch
from torch.optim import lr_scheduler as schedulers

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
        scheduler.step()
    add(type(scheduler).__name__, config, values)


def with_optax(name, config, schedule):
    add(name, config, [schedule(jax.numpy.float64(step)) for step in range(STEPS + 1)])


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

lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
print(f'{{"torch":"{torch.__version__}","optax":"{optax.__version__}","cases":[\n{lines}\n]}}')
