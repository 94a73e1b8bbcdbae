"""Writes trajectories.json: the paths of optimizers by PyTorch 2.13, in float64, 100 steps.

    python trajectories.py > trajectories.json

A case has an optimizer by its name, its configuration, and a problem: a function with a start, or "given", which is
the list of gradients at the top of the file for the parameters there. "path" holds the parameters after each step.
PyTorch's own path in float32 stays within 1e-5 of it: the paths do not amplify rounding.
"""

import json
import math

import numpy as np
import torch

STEPS = 100
random = np.random.default_rng(20261121)
start = {"weight": random.normal(size=(2, 3)).round(3).tolist(), "bias": random.normal(size=3).round(3).tolist()}
gradients = [
    {name: (random.normal(size=np.shape(value)) * (0.2 + 3 * math.sin(step / 9) ** 2)).round(4).tolist()
     for name, value in start.items()}
    for step in range(STEPS)
]
# some gradients are zero
gradients[7] = {name: np.zeros(np.shape(value)).tolist() for name, value in start.items()}
gradients[20]["bias"] = [0.0, 0.0, 0.0]


def rosenbrock(x):
    return 100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2


def quadratic(x):
    return 0.5 * (x[0] ** 2 + 100 * x[1] ** 2)


FUNCTIONS = {"rosenbrock": (rosenbrock, [1.5, 1.5]), "quadratic": (quadratic, [1.0, 1.0])}


def run(problem, make, rate=None, clip=None, dtype=torch.float64):
    """Returns the path; rate(k) is the learning rate after k steps, clip(parameters) changes gradients in place."""
    if problem == "given":
        parameters = {name: torch.tensor(value, dtype=dtype, requires_grad=True) for name, value in start.items()}
    else:
        function, x = FUNCTIONS[problem]
        parameters = {"x": torch.tensor(x, dtype=dtype, requires_grad=True)}
    optimizer = make(list(parameters.values()))
    path = []
    for step in range(STEPS):
        optimizer.zero_grad()
        if problem == "given":
            for name, p in parameters.items():
                p.grad = torch.tensor(gradients[step][name], dtype=dtype)
        else:
            function(parameters["x"]).backward()
        if clip is not None:
            clip(list(parameters.values()))
        if rate is not None:
            for group in optimizer.param_groups:
                group["lr"] = rate(step)
        optimizer.step()
        path.append({name: p.detach().tolist() for name, p in parameters.items()})
    return path


def distance(path, other):
    return max(float(np.abs(np.subtract(p[name], q[name])).max()) for p, q in zip(path, other) for name in p)


cases = []


def add(name, optimizer, config, make, rate=None, clip=None, problems=("rosenbrock", "quadratic", "given")):
    for problem in problems:
        path = run(problem, make, rate, clip)
        single = run(problem, make, rate, clip, torch.float32)
        assert distance(path, single) < 1e-5, (name, problem)
        cases.append({"name": f"{name} on {problem}", "optimizer": optimizer, "config": config, "problem": problem,
                      "start": start if problem == "given" else {"x": FUNCTIONS[problem][1]},
                      "path": path})


def sgd(**options):
    return lambda parameters: torch.optim.SGD(parameters, foreach=False, **options)


def adam(kind=torch.optim.Adam, **options):
    return lambda parameters: kind(parameters, foreach=False, **options)


for lr in (1e-4, 5e-4, 0.0):
    add(f"gradient-descent {lr}", "gradient-descent", {"learningRate": lr}, sgd(lr=lr))
add("sgd", "sgd", {"learningRate": 3e-4}, sgd(lr=3e-4))
add("sgd with momentum", "sgd", {"learningRate": 1e-4, "momentum": 0.9}, sgd(lr=1e-4, momentum=0.9))
add("sgd with dampening", "sgd", {"learningRate": 2e-4, "momentum": 0.9, "dampening": 0.5},
    sgd(lr=2e-4, momentum=0.9, dampening=0.5))
add("sgd with Nesterov's momentum", "sgd", {"learningRate": 1e-4, "momentum": 0.8, "nesterov": True},
    sgd(lr=1e-4, momentum=0.8, nesterov=True))
add("sgd with decay", "sgd", {"learningRate": 3e-4, "weightDecay": 0.1}, sgd(lr=3e-4, weight_decay=0.1))
add("sgd with all", "sgd", {"learningRate": 1e-4, "momentum": 0.9, "nesterov": True, "weightDecay": 0.3},
    sgd(lr=1e-4, momentum=0.9, nesterov=True, weight_decay=0.3))
add("sgd dampened without momentum", "sgd", {"learningRate": 3e-4, "dampening": 0.5}, sgd(lr=3e-4, dampening=0.5))
for name, kind in (("adam", torch.optim.Adam), ("adamw", torch.optim.AdamW)):
    add(name, name, {}, adam(kind))
    add(f"{name} fast", name, {"learningRate": 0.05}, adam(kind, lr=0.05))
    add(f"{name} with other means", name, {"learningRate": 0.02, "beta1": 0.7, "beta2": 0.95, "epsilon": 1e-3},
        adam(kind, lr=0.02, betas=(0.7, 0.95), eps=1e-3))
    # steps by the sign alone would amplify a rounding error near a minimum by 1 / epsilon
    add(f"{name} without means", name, {"learningRate": 0.02, "beta1": 0.0, "beta2": 0.0, "epsilon": 0.1},
        adam(kind, lr=0.02, betas=(0.0, 0.0), eps=0.1))
    add(f"{name} with decay", name, {"learningRate": 0.02, "weightDecay": 0.3}, adam(kind, lr=0.02, weight_decay=0.3))
    add(f"{name} without decay", name, {"learningRate": 0.02, "weightDecay": 0.0}, adam(kind, lr=0.02, weight_decay=0.0))
    add(f"{name} amsgrad", name, {"learningRate": 0.05, "amsgrad": True}, adam(kind, lr=0.05, amsgrad=True))
    add(f"{name} amsgrad with decay", name,
        {"learningRate": 0.05, "beta2": 0.9, "amsgrad": True, "weightDecay": 0.1},
        adam(kind, lr=0.05, betas=(0.9, 0.9), amsgrad=True, weight_decay=0.1))

# the learning rate is outside the momentum
add("sgd with momentum and a schedule", "sgd",
    {"learningRate": {"name": "exponential", "initial": 3e-4, "decay": 0.97}, "momentum": 0.9},
    sgd(lr=1.0, momentum=0.9), rate=lambda k: 3e-4 * 0.97**k)
add("adamw with a warm-up", "adamw",
    {"learningRate": {"name": "warm-up", "steps": 10, "schedule": {"name": "cosine", "initial": 0.1, "steps": 90}}},
    adam(torch.optim.AdamW, lr=1.0),
    rate=lambda k: 0.1 * k / 10 if k < 10 else 0.05 * (1 + math.cos(math.pi * (k - 10) / 90)))

add("clipped adam", "clipped", {"maxNorm": 0.5, "optimizer": {"name": "adam", "learningRate": 0.005}}, adam(lr=0.005),
    clip=lambda parameters: torch.nn.utils.clip_grad_norm_(parameters, 0.5))
add("clipped sgd", "clipped", {"maxNorm": 2.0, "optimizer": {"name": "sgd", "learningRate": 0.01, "momentum": 0.5}},
    sgd(lr=0.01, momentum=0.5), clip=lambda parameters: torch.nn.utils.clip_grad_norm_(parameters, 2.0))
add("chain with values clipped", "chain",
    {"parts": [{"name": "clip-by-value", "limit": 0.7}, "momentum", {"name": "scale-by-learning-rate",
                                                                     "learningRate": 0.01}]},
    sgd(lr=0.01, momentum=0.9), clip=lambda parameters: torch.nn.utils.clip_grad_value_(parameters, 0.7))
add("chain with norms clipped", "chain",
    {"parts": [{"name": "clip-by-norm", "maxNorm": 0.7}, {"name": "scale-by-adam", "beta1": 0.8},
               {"name": "scale", "factor": -0.003}]},
    adam(lr=0.003, betas=(0.8, 0.999)),
    clip=lambda parameters: [torch.nn.utils.clip_grad_norm_([p], 0.7) for p in parameters])

lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
given = json.dumps(gradients, separators=(",", ":"))
print(f'{{"torch":"{torch.__version__}","gradients":{given},"cases":[\n{lines}\n]}}')
