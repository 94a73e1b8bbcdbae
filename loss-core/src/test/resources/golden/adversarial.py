"""Writes adversarial.json: losses of generators and their critics, by PyTorch 2.13; and critic.json: penalties of a small
critic, and their gradients by its parameters.

    pip install torch; python adversarial.py
"""

import json
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

from golden import Book, single

book = Book(20261125)
MASK = np.array([True, False, True, True, True, True])
WEIGHT = np.array([1.0, 0.5, 2.0, 0.0, 1.5, 1.0])


def scores(*shape, scale=2.0):
    return {"real": book.normal(*shape, scale=scale), "fake": book.normal(*shape, scale=scale)}


def bce(logits, label):
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, label), reduction="none")


def gan(name, discriminator, generator, config=None, far=True):
    for side, formula in (("discriminator", discriminator), ("generator", generator)):
        c = {"side": side} | (config or {})
        f = lambda p, t, formula=formula: formula(p["real"], p["fake"]) + 0 * (p["real"] + p["fake"])
        book.add(f"{name} {c} patches", name, f, scores(2, 1, 2, 2), None, c)
        book.brief(f"{name} {c}", name, f, scores(6, 2), None, c)
        if far:
            p = {"real": single([1e3, -1e3, 1e20, -1e20]), "fake": single([1e3, -1e3, -1e20, 1e20])}
            book.add(f"{name} {c} far out", name, f, p, None, c, reduction="none",
                     dtypes=("float64",) if name.startswith("least") else ("float64", "float32"))


for smoothing in (0.0, 0.1):
    d = lambda r, f, s=smoothing: bce(r, 1 - s) + bce(f, 0.0)
    config = {"labelSmoothing": smoothing} if smoothing else {}
    gan("minimax-gan", d, lambda r, f: -bce(f, 0.0), config)
    gan("non-saturating-gan", d, lambda r, f: bce(f, 1.0), config)
gan("least-squares-gan", lambda r, f: (r - 1) ** 2 + f ** 2, lambda r, f: (f - 1) ** 2)
gan("least-squares-gan", lambda r, f: (r - 0.5) ** 2 + (f + 1) ** 2, lambda r, f: f ** 2,
    {"fakeLabel": -1.0, "realLabel": 0.5, "generatorLabel": 0.0})
gan("wasserstein-gan", lambda r, f: f - r, lambda r, f: -f)
gan("hinge-gan", lambda r, f: F.relu(1 - r) + F.relu(1 + f), lambda r, f: -f)
gan("relativistic-gan", lambda r, f: bce(r - f, 1.0), lambda r, f: bce(f - r, 1.0))


def average(side):
    def formula(p, t):
        r, f = (p["real"], p["fake"]) if side == "discriminator" else (p["fake"], p["real"])
        values = bce(r - f.mean(), 1.0) + bce(f - r.mean(), 0.0)
        return values, torch.ones(len(r), dtype=torch.bool)
    return formula


for side in ("discriminator", "generator"):
    for mask, weight in ((None, None), (MASK, None), (None, WEIGHT), (MASK, WEIGHT)):
        book.batch(f"relativistic-average-gan {side} {mask is None} {weight is None}", "relativistic-average-gan",
                   average(side), scores(6), None, {"side": side}, mask, weight)


def length(g):
    return g.flatten(1).square().sum(1).sqrt()


for config in ({}, {"weight": 2.0, "norm": 0.5}, {"oneSided": True, "norm": 2.0}):
    w, k = config.get("weight", 10.0), config.get("norm", 1.0)
    f = lambda g, t, w=w, k=k, c=config: w * (F.relu(length(g) - k) if c.get("oneSided") else length(g) - k) ** 2
    book.add(f"gradient-penalty {config} images", "gradient-penalty", f, book.normal(2, 3, 2, 2, scale=0.5), None,
             config)
    book.brief(f"gradient-penalty {config}", "gradient-penalty", f, book.normal(6, 4), None, config)
for config in ({}, {"weight": 1.0}):
    f = lambda g, t, w=config.get("weight", 10.0): w / 2 * torch.stack([x.norm() ** 2 for x in g])
    book.brief(f"r1-penalty {config}", "r1-penalty", f, book.normal(6, 2, 2), None, config)

for mask in (None, MASK):
    book.batch(f"feature-matching {mask is None}", "feature-matching",
               lambda p, t: (p.mean(0) - t.mean(0)).square().sum(), book.normal(6, 3), book.normal(6, 3), mask=mask)


def mode_seeking(p, t, epsilon=1e-5):
    rows = []
    for a, b, z, w in zip(p["first"], p["second"], t["first"], t["second"]):
        rows.append(1 / (F.l1_loss(a, b) / F.l1_loss(z, w) + epsilon))
    return torch.stack(rows)


def pair(*shape):
    return {"first": book.normal(*shape), "second": book.normal(*shape)}


for config in ({}, {"epsilon": 0.5}):
    book.brief(f"mode-seeking {config}", "mode-seeking", lambda p, t, c=config: mode_seeking(p, t, **c),
               pair(6, 2, 3), pair(6, 4), config)
for name, weight in (("cycle-consistency", 10.0), ("identity-mapping", 5.0)):
    for config in ({}, {"weight": 0.5}):
        f = lambda p, t, w=config.get("weight", weight): w * (
            F.l1_loss(p["first"], t["first"], reduction="none") + F.l1_loss(p["second"], t["second"], reduction="none"))
        book.brief(f"{name} {config}", name, f, pair(6, 2), pair(6, 2), config)

book.write(__file__)

# a critic of two layers: x -> tanh(x w + b) v ------------------------------------------------------------------------

inputs, w, b, v = book.normal(5, 3), book.normal(3, 4), book.normal(4), book.normal(4)
known = {"inputs": inputs.tolist(), "w": w.tolist(), "b": b.tolist(), "v": v.tolist()}
for name, penalty in (("gradientPenalty", lambda g: 10 * (g.norm(dim=1) - 1) ** 2),
                      ("r1Penalty", lambda g: 5 * g.square().sum(1))):
    parameters = [torch.tensor(a, requires_grad=True) for a in (w, b, v)]
    x = torch.tensor(inputs, requires_grad=True)
    score = torch.tanh(x @ parameters[0] + parameters[1]) @ parameters[2]
    values = penalty(torch.autograd.grad(score.sum(), x, create_graph=True)[0])
    values.mean().backward()
    known[name] = {"values": values.tolist(), "gradients": [p.grad.tolist() for p in parameters]}
pathlib.Path(__file__).with_name("critic.json").write_text(json.dumps(known) + "\n")
