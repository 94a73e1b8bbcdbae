"""Writes vocabulary.json: a last linear layer and its cross-entropy by PyTorch, which holds all logits at once."""

import torch.nn.functional as F
from golden import Book

book = Book(20261122)


def formula(smoothing):
    return lambda p, t: F.cross_entropy(p["hidden"] @ p["weight"].T + p["bias"], t, reduction="none",
                                        label_smoothing=smoothing)


def head(rows, classes, width):
    return ({"hidden": book.normal(rows, width), "weight": book.normal(classes, width), "bias": book.normal(classes)},
            book.integers(0, classes, rows))


# a gradient sums products of weights of up to 4, which cancel; bytes of 1 make turns of one example, 64 and 200 of a few
for rows, classes, width in ((1, 1, 1), (3, 7, 4), (5, 12, 2), (2, 31, 3)):
    for smoothing in (0.0, 0.1, 1.0):
        for most in (1, 64, 200, 1 << 24):
            config = {"labelSmoothing": smoothing, "maxBytes": most}
            prediction, target = head(rows, classes, width)
            book.add(f"linear-cross-entropy {rows} x {classes} x {width} {config}", "linear-cross-entropy",
                     formula(smoothing), prediction, target, config, scale=4)
prediction, target = head(6, 11, 3)
book.reductions("linear-cross-entropy", "linear-cross-entropy", formula(0.0), prediction, target, {"maxBytes": 150},
                scale=4)
book.write(__file__)
