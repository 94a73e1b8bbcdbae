"""Writes activations.csv and softmax.csv: values and derivatives of PyTorch's activations in float64."""

import torch
import torch.nn.functional as F

POINTS = [0.0, 1e-8, 1e-3, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 2.9, 3.1, 5.0, 10.0, 19.0, 25.0, 50.0, 100.0, 700.0]

FUNCTIONS = {
    "identity": lambda x: x * 1,
    "relu": F.relu,
    "leaky-relu": F.leaky_relu,
    "leaky-relu slope=0.3": lambda x: F.leaky_relu(x, 0.3),
    "elu": F.elu,
    "elu alpha=0.5": lambda x: F.elu(x, 0.5),
    "selu": F.selu,
    "gelu": F.gelu,
    "silu": F.silu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "softplus": lambda x: F.softplus(x, threshold=1000),
    "softsign": F.softsign,
    # F.hardsigmoid has a derivative of float32(1 / 6) in float64 too; kinks are those of clamp
    "hard-sigmoid": lambda x: torch.clamp(x / 6 + 0.5, 0, 1),
    "hard-tanh": lambda x: torch.clamp(x, -1, 1),
    "mish": F.mish,
}

with open("activations.csv", "w") as out:
    out.write("name,x,value,derivative\n")
    for name, function in FUNCTIONS.items():
        for point in sorted({-p for p in POINTS} | set(POINTS)):
            x = torch.tensor(point, dtype=torch.float64, requires_grad=True)
            y = function(x)
            y.backward()
            out.write(f"{name},{point!r},{y.item()!r},{x.grad.item()!r}\n")

ROWS = torch.tensor([[0.5, -1.0, 2.0], [1000.0, 0.0, -1000.0], [3.0, 3.0, 3.0]], dtype=torch.float64)
WEIGHTS = torch.tensor([1.0, 2.0, -3.0], dtype=torch.float64)

with open("softmax.csv", "w") as out:
    out.write("name,axis,row,column,value,derivative\n")
    for name, function in {"softmax": torch.softmax, "log-softmax": torch.log_softmax}.items():
        for axis in (0, 1):
            x = ROWS.clone().requires_grad_()
            y = function(x, axis)
            (y * WEIGHTS).sum().backward()
            for i in range(3):
                for j in range(3):
                    out.write(f"{name},{axis},{i},{j},{y[i, j].item()!r},{x.grad[i, j].item()!r}\n")
