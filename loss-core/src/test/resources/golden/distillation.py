"""Writes distillation.json: losses of students and teachers, by PyTorch 2.13 and slow definitions.

    pip install torch; python distillation.py

The generalised divergence is TRL's GKDTrainer.generalized_jsd_loss, here in probabilities, summed over classes.
"""

import numpy as np
import torch
import torch.nn.functional as F

from golden import Book

book = Book(20261123)
MASK = np.array([True, False, True, True, True, True])


def distil(p, t, alpha=0.5, temperature=2.0):
    soft = F.kl_div(F.log_softmax(p / temperature, 1), F.softmax(t["teacher"] / temperature, 1), reduction="none")
    hard = F.cross_entropy(p, t["labels"], reduction="none")
    return alpha * temperature ** 2 * soft.sum(1) + (1 - alpha) * hard


for config in ({}, {"alpha": 0.9, "temperature": 4.0}, {"alpha": 0.0}, {"alpha": 1.0, "temperature": 1.0}):
    f = lambda p, t, c=config: distil(p, t, **c)
    for shape in ((3, 4), (2, 3, 5)):
        t = {"labels": book.integers(0, shape[1], shape[0], *shape[2:]), "teacher": book.normal(*shape, scale=2)}
        book.add(f"knowledge-distillation {config} {shape}", "knowledge-distillation", f,
                 book.normal(*shape, scale=2), t, config)
    t = {"labels": book.integers(0, 4, 6), "teacher": book.normal(6, 4, scale=2)}
    (book.brief if config else book.reductions)(f"knowledge-distillation {config}", "knowledge-distillation", f, book.normal(6, 4, scale=2), t,
                    config)

book.brief("feature-distillation", "feature-distillation",
                lambda p, t: F.mse_loss(p, t, reduction="none").sum(-1) / 2, book.normal(6, 4), book.normal(6, 4))
for power in (2.0, 1.0, 3.0):
    f = lambda p, t, k=power: (F.normalize(p.abs().pow(k).sum(1).flatten(1), dim=1) -
                               F.normalize(t.abs().pow(k).sum(1).flatten(1), dim=1)).square().sum(1)
    book.add(f"attention-transfer {power} maps", "attention-transfer", f, book.normal(2, 3, 4, 2),
             book.normal(2, 5, 4, 2), {"power": power})
    book.brief(f"attention-transfer {power}", "attention-transfer", f, book.normal(6, 3, 4), book.normal(6, 2, 4),
                    {"power": power})


def huber(e):
    return 0.5 * e ** 2 if abs(e) <= 1 else abs(e) - 0.5


def rkd_distance(p, t):
    n = len(p)
    pairs = [(i, j) for i in range(n) for j in range(n) if i != j]
    both = []
    for x in (p, t):
        d = torch.stack([torch.dist(x[i], x[j]) for i, j in pairs])
        both.append(d / d.mean())
    return torch.stack([huber(a - b) for a, b in zip(*both)]).mean()


def rkd_angle(p, t):
    n, costs = len(p), []
    for i in range(n):
        for j in range(n):
            for k in range(n):
                if len({i, j, k}) == 3:
                    angle = lambda x: F.cosine_similarity(x[i] - x[j], x[k] - x[j], dim=0)
                    costs.append(huber(angle(p) - angle(t)))
    return torch.stack(costs).mean()


def similarity(p, t):
    gram = lambda x: F.normalize(x @ x.T, dim=1)
    return (gram(p) - gram(t)).square().sum() / len(p) ** 2


for loss, f in (("rkd-distance", rkd_distance), ("rkd-angle", rkd_angle), ("similarity-preserving", similarity)):
    for n, d, e in ((3, 2, 4), (6, 3, 2)):
        book.batch(f"{loss} {n} x {d}", loss, f, book.normal(n, d), book.normal(n, e), mask=None)
    book.batch(f"{loss} masked", loss, f, book.normal(6, 2), book.normal(6, 3), mask=MASK)


def jsd(p, t, beta=0.5, temperature=1.0):
    student, teacher = F.softmax(p / temperature, -1), F.softmax(t / temperature, -1)
    kl = lambda a, b: (a * (a / b).log()).sum(-1)
    if beta == 0:
        return kl(teacher, student)
    if beta == 1:
        return kl(student, teacher)
    mixture = beta * teacher + (1 - beta) * student
    return beta * kl(teacher, mixture) + (1 - beta) * kl(student, mixture)


for config in ({}, {"beta": 0.1}, {"beta": 0.9, "temperature": 2.0}, {"beta": 0.0}, {"beta": 1.0}):
    f = lambda p, t, c=config: jsd(p, t, **c)
    book.add(f"generalized-jsd {config} deep", "generalized-jsd", f, book.normal(2, 3, 5), book.normal(2, 3, 5), config)
    book.brief(f"generalized-jsd {config}", "generalized-jsd", f, book.normal(6, 4, scale=2),
                    book.normal(6, 4, scale=2), config)
for config in ({}, {"temperature": 0.5}):
    f = lambda p, t, c=config: jsd(p, t, 1.0, **c)
    book.brief(f"reverse-kl {config}", "reverse-kl-distillation", f, book.normal(6, 4), book.normal(6, 4), config)
far = np.array([[1e3, -1e3, 0.0], [-1e3, 1e3, 2.0]])
# the teacher is sure of what the student is: nothing to learn, and no overflow on the way
for loss in ("generalized-jsd", "reverse-kl-distillation"):
    book.given(f"{loss} of equal sure students", loss, [0.0, 0.0], [[0.0] * 3] * 2, far, far, reduction="none")

book.write(__file__)
