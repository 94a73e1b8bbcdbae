"""Writes friedman and correlated, which are made up, as CSV. Needs nothing but Python's own library."""

import csv
import math
import random
from pathlib import Path

HERE = Path(__file__).parent


def write(path, header, rows):
    (HERE / path).parent.mkdir(exist_ok=True)
    with open(HERE / path, "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([f"{value:.5g}" for value in row] for row in rows)


def standardized(values):
    mean = math.fsum(values) / len(values)
    deviation = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / len(values))
    return [(v - mean) / deviation for v in values]


def friedman(count, draw):
    """Friedman's first function of five of ten inputs, with noise of deviation 1; standardized."""
    inputs = [[draw.random() for _ in range(10)] for _ in range(count)]
    targets = [
        10 * math.sin(math.pi * x[0] * x[1]) + 20 * (x[2] - 0.5) ** 2 + 10 * x[3] + 5 * x[4] + draw.gauss(0, 1)
        for x in inputs
    ]
    return inputs, standardized(targets)


def correlated(count, size, draw):
    """A line in inputs that are sums of common causes, whose sizes fall from 1 to 1/100."""
    mix = [[draw.gauss(0, 1) for _ in range(size)] for _ in range(size)]
    weights = [draw.gauss(0, 1) for _ in range(size)]
    inputs = []
    for _ in range(count):
        causes = [draw.gauss(0, 1) * 100 ** (-i / (size - 1)) for i in range(size)]
        inputs.append([math.fsum(c * m for c, m in zip(causes, row)) for row in mix])
    targets = [math.fsum(w * v for w, v in zip(weights, x)) for x in inputs]
    noisy = [t + draw.gauss(0, 0.1) for t in standardized(targets)]
    return inputs, noisy


for name, (inputs, targets) in {
    "friedman": friedman(600, random.Random(1)),
    "correlated": correlated(600, 10, random.Random(2)),
}.items():
    header = [f"x{i + 1}" for i in range(10)] + ["y"]
    write(f"{name}/{name}.csv", header, [x + [y] for x, y in zip(inputs, targets)])
