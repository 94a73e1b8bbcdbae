"""Writes initializers.csv: bound and standard deviation of PyTorch's initializers, and quantiles of
SciPy's truncated normal. PyTorch has matrices as [outputs, inputs]; here they are [inputs, outputs]."""

import math

import torch
from scipy.stats import truncnorm
from torch import nn

SHAPES = [(200, 300), (300, 200), (40, 24, 5, 5), (500,)]


def fans(shape):
    if len(shape) == 1:
        return shape[0], shape[0]
    ours = torch.empty(shape[1], shape[0]) if len(shape) == 2 else torch.empty(shape)
    return nn.init._calculate_fan_in_and_fan_out(ours)


with open("initializers.csv", "w") as out:
    out.write("name,shape,bound,std\n")
    for shape in SHAPES:
        fan_in, fan_out = fans(shape)
        text = "x".join(map(str, shape))
        for name, variance in {
            "glorot": 2 / (fan_in + fan_out),
            "he": nn.init.calculate_gain("relu") ** 2 / fan_in,
            "lecun": nn.init.calculate_gain("linear") ** 2 / fan_in,
        }.items():
            out.write(f"{name}-uniform,{text},{math.sqrt(3 * variance)!r},{math.sqrt(variance)!r}\n")
            out.write(f"{name}-normal,{text},inf,{math.sqrt(variance)!r}\n")
    out.write(f"truncated-normal,200x300,0.1,{0.05 * float(truncnorm(-2, 2).std())!r}\n")
    out.write("normal,200x300,inf,0.05\n")
    out.write(f"uniform,200x300,0.05,{0.05 / math.sqrt(3)!r}\n")

with open("truncated-normal.csv", "w") as out:
    out.write("quantile,value\n")
    for q in [0.0, 0.001, 0.01, 0.1, 0.25, 0.4, 0.5, 0.75, 0.95, 0.999]:
        out.write(f"{q},{float(truncnorm(-2, 2).ppf(q))!r}\n")
