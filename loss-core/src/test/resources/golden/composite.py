"""Writes composite.json: losses of several tasks, losses of losses, and penalties of parameters, in float64.

The oracles are the formulas of the papers in PyTorch, as loops over examples, groups and pairs; sorted Python lists
stand for what the losses do by ranks, and quantiles for the conditional value at risk.
"""

import numpy as np
import torch
import torch.nn.functional as F

from golden import Book

book = Book(1117)
FIVE = np.array([True, True, False, True, True, False])


def tensors(tree):
    return {k: torch.tensor(np.asarray(v)) for k, v in tree.items()} if isinstance(tree, dict) else torch.tensor(
        np.asarray(tree))


def pick(tree, keep, whole=()):
    if isinstance(tree, dict):
        return {k: v if k in whole else v[keep] for k, v in tree.items()}
    return tree[keep]


def batches(label, loss, formula, prediction, target=None, config=None, mask=None, whole=()):
    """Adds one value of a batch; with a mask, that of the rows that count alone."""
    keep = slice(None) if mask is None else torch.tensor(mask)

    def masked(p, t):
        return formula(pick(p, keep, whole), pick(t, keep) if target is not None else None)
    is_record = isinstance(prediction, dict)
    p = {k: torch.tensor(np.asarray(v, float), requires_grad=True) for k, v in prediction.items()} if is_record else \
        torch.tensor(np.asarray(prediction, float), requires_grad=True)
    value = masked(p, tensors(target) if target is not None else None)
    value.backward()

    def slope(x):
        return torch.zeros_like(x).tolist() if x.grad is None else x.grad.tolist()
    gradient = {k: slope(x) for k, x in p.items()} if is_record else slope(p)
    book.given(label, loss, value.item(), gradient, prediction, target, config, mask=mask)


# tasks
def kendall(positive):
    def formula(p, _):
        s = p["logVariances"]
        if positive:
            sigma2 = s.exp()
            return (p["losses"] / (2 * sigma2) + torch.log(1 + sigma2) / 2).sum(-1)
        sigma = (s / 2).exp()
        return (p["losses"] / (2 * sigma ** 2) + torch.log(sigma)).sum(-1)
    return formula


for positive in (False, True):
    for shape in ((3,), (4, 2)):
        p = {"losses": book.uniform(*shape, low=0.1, high=4), "logVariances": book.normal(shape[-1])}
        if len(shape) == 1:
            p["losses"] = p["losses"][None]
        book.add(f"uncertainty-weighting {positive} {shape}", "uncertainty-weighting", kendall(positive), p, None,
                 {"positive": positive})
p = {"losses": book.uniform(6, 3, high=4), "logVariances": book.normal(3)}
book.reductions("uncertainty-weighting", "uncertainty-weighting", kendall(False), p)


def geometric(p, _):
    return torch.stack([row.prod() ** (1 / len(row)) for row in p.reshape(-1, p.shape[-1])]).reshape(p.shape[:-1])


for shape in ((1, 3), (4, 2), (2, 2, 5)):
    book.add(f"geometric-mean {shape}", "geometric-mean", geometric, book.uniform(*shape, low=0.1, high=5))
book.reductions("geometric-mean", "geometric-mean", geometric, book.uniform(6, 3, low=0.1, high=5))
for mu in (1.0, 0.25):
    def smooth(p, t, mu=mu):
        return mu * torch.logsumexp(p * t / mu, -1)
    book.add(f"smooth-tchebycheff {mu}", "smooth-tchebycheff", smooth, book.uniform(5, 3, high=4), book.uniform(3),
             {"mu": mu})
book.reductions("smooth-tchebycheff", "smooth-tchebycheff", lambda p, t: torch.log(torch.exp(p * t).sum(-1)),
                book.uniform(6, 3, high=4), book.uniform(3))
book.add("weighted-tasks", "weighted-tasks", lambda p, t: p @ t, book.normal(5, 3), book.normal(3))
book.reductions("weighted-tasks", "weighted-tasks", lambda p, t: p @ t, book.normal(6, 2), book.uniform(2))


# one value for each example
def ce(p, t):
    return F.cross_entropy(p, t, reduction="none")


def mse(p, t):
    return (p - t.double()) ** 2


def bce(p, t):
    return F.binary_cross_entropy_with_logits(p, t.double(), reduction="none")


def logits(n, c=3):
    return book.normal(n, c, scale=2), book.integers(0, c, n)


p, t = logits(8)
book.add("capped", "capped", lambda p, t: torch.clamp(ce(p, t), max=2.0), p, t)
p, t = logits(6)
book.reductions("capped", "capped", lambda p, t: torch.clamp(ce(p, t), max=0.7), p, t, {"cap": 0.7})
book.add("capped squares", "capped", lambda p, t: torch.clamp(mse(p, t), max=1.5), book.normal(4, 2), book.normal(4, 2),
         {"cap": 1.5, "loss": "mse"})
for level in (0.05, 3.0):
    p, t = logits(6)
    book.reductions(f"flooding {level}", "flooding", ce, p, t, {"level": level},
                    finish=lambda m, level=level: (m - level).abs() + level)


def ranked(values, count, largest):
    """The mean of the first values in their order, the last of them in part."""
    order = sorted(values, key=float, reverse=largest)
    total, left = 0 * values.sum(), count
    for v in order:
        part = min(1.0, max(0.0, left))
        total, left = total + part * v, left - 1
    return total / min(count, len(order))


for alpha in (0.1, 0.5, 1.0, 0.35):
    for mask in (None, FIVE):
        p, t = logits(6)
        batches(f"cvar {alpha} {mask is None}", "cvar", lambda p, t: ranked(ce(p, t), alpha * len(p), True), p, t,
                {"alpha": alpha}, mask)
batches("cvar of squares", "cvar", lambda p, t: ranked(mse(p, t).mean((1, 2)), 0.4 * len(p), True), book.normal(5, 2, 2),
        book.normal(5, 2, 2), {"alpha": 0.4, "loss": "mse"})
for k in (1, 3, 20):
    p, t = logits(6)
    batches(f"average-top-k {k}", "average-top-k", lambda p, t: torch.topk(ce(p, t), min(k, len(p))).values.mean(), p, t,
            {"k": k}, FIVE)
for share in (0.1, 0.0, 0.5):
    p, t = logits(6)
    batches(f"trimmed {share}", "trimmed", lambda p, t: ranked(ce(p, t), (1 - share) * len(p), False), p, t,
            {"share": share}, FIVE)


def coteaching(forget):
    """As in the code of the paper: indices of the smallest losses of the other network."""
    def formula(p, t):
        first, second = ce(p["first"], t), ce(p["second"], t)
        kept = max(1, int((1 - forget) * len(t) + 1e-9))
        return first[np.argsort(second.detach())[:kept]].mean() + second[np.argsort(first.detach())[:kept]].mean()
    return formula


for forget in (0.2, 0.0, 0.5, 0.95):
    for mask in (None, FIVE):
        p, t = logits(6)
        batches(f"co-teaching {forget} {mask is None}", "co-teaching", coteaching(forget),
                {"first": p, "second": book.normal(6, 3)}, t, {"forget": forget}, mask)


# groups
def by_group(values, groups):
    return [values[groups == g].mean() for g in sorted(set(groups.tolist()))]


def dro(eta):
    def formula(p, t):
        risks = []
        values = ce(p["prediction"], t["target"])
        for g in range(len(p["weights"])):
            own = values[t["groups"] == g]
            risks.append(own.mean() if len(own) else 0 * values.sum())
        q = p["weights"].detach() * torch.exp(eta * torch.stack(risks).detach())
        return (q / q.sum() * torch.stack(risks)).sum()
    return formula


for eta in (0.01, 1.5):
    for mask in (None, FIVE):
        p, t = logits(6)
        batches(f"group-dro {eta} {mask is None}", "group-dro", dro(eta),
                {"prediction": p, "weights": book.distribution(4)}, {"target": t, "groups": [0, 2, 0, 1, 2, 2]},
                {"eta": eta}, mask, whole=("weights",))


def vrex(weight, inner=ce):
    def formula(p, t):
        risks = torch.stack(by_group(inner(p, t["target"]), t["groups"]))
        return risks.mean() + weight * risks.var(unbiased=False)
    return formula


def irm(weight, inner=ce):
    def formula(p, t):
        total, count = 0, 0
        for g in sorted(set(t["groups"].tolist())):
            own = t["groups"] == g
            scale = torch.ones((), dtype=torch.float64, requires_grad=True)
            risk = inner(p[own] * scale, t["target"][own]).mean()
            slope, = torch.autograd.grad(risk, scale, create_graph=True)
            total, count = total + risk + weight * slope ** 2, count + 1
        return total / count
    return formula


for mask in (None, FIVE):
    for groups in ([0, 1, 0, 1, 1, 1], [-5, 7, 9, 7, 7, 123456789012]):
        p, t = logits(6)
        target = {"target": t, "groups": groups}
        batches(f"v-rex {groups[0]} {mask is None}", "v-rex", vrex(10.0), p, target, {}, mask)
        batches(f"irm {groups[0]} {mask is None}", "irm", irm(1.0), p, target, {}, mask)
target = {"target": book.bits(5), "groups": [1, 1, 0, 0, 0]}
batches("irm of two classes", "irm", irm(3.0, bce), book.normal(5), target, {"weight": 3.0, "loss": "bce-logits"})
batches("v-rex of squares", "v-rex", vrex(2.0, mse), book.normal(5), target, {"weight": 2.0, "loss": "mse"})


def disparity(p, groups):
    rates = by_group(torch.sigmoid(p), groups)
    return torch.stack(rates).var(unbiased=False) if rates else torch.zeros((), dtype=torch.float64)


def parity(weight):
    return lambda p, t: bce(p, t["target"]).mean() + weight * disparity(p, t["groups"])


def odds(weight, positives):
    def formula(p, t):
        total = bce(p, t["target"]).mean()
        for y in (1, 0)[:1 if positives else 2]:
            own = t["target"] == y
            total = total + weight * disparity(p[own], t["groups"][own])
        return total
    return formula


for mask in (None, FIVE):
    target = {"target": [1., 0., 1., 1., 0., 1.], "groups": [0, 1, 0, 1, 0, 2]}
    batches(f"demographic-parity {mask is None}", "demographic-parity", parity(1.0), book.normal(6), target, {}, mask)
    batches(f"equalized-odds {mask is None}", "equalized-odds", odds(1.0, False), book.normal(6), target, {}, mask)
batches("demographic-parity of weight 5", "demographic-parity", parity(5.0), book.normal(6), target, {"weight": 5.0})
batches("equality of opportunity", "equalized-odds", odds(2.0, True), book.normal(6), target,
        {"weight": 2.0, "positivesOnly": True})
batches("demographic-parity of one group", "demographic-parity", lambda p, t: bce(p, t["target"]).mean(), book.normal(6),
        {"target": target["target"], "groups": [3] * 6})


def mmce(width):
    def formula(p, t):
        q = F.softmax(p, 1)
        total = 0
        for i in range(len(p)):
            for j in range(len(p)):
                ri, rj = q[i].max(), q[j].max()
                ci, cj = float(q[i].argmax() == t[i]), float(q[j].argmax() == t[j])
                total = total + (ci - ri) * (cj - rj) * torch.exp(-(ri - rj).abs() / width)
        return total.sqrt() / len(p)
    return formula


for width in (0.4, 0.1):
    for mask in (None, FIVE):
        p, t = logits(6)
        batches(f"mmce {width} {mask is None}", "mmce", mmce(width), p, t, {"width": width}, mask)


def trades(beta):
    def formula(p, t):
        natural = F.softmax(p["clean"], 1)
        robust = F.kl_div(F.log_softmax(p["attacked"], 1), natural, reduction="none").sum(1)
        return ce(p["clean"], t) + beta * robust
    return formula


for beta in (6.0, 0.0):
    p, t = logits(5)
    book.add(f"trades {beta}", "trades", trades(beta), {"clean": p, "attacked": book.normal(5, 3)}, t, {"beta": beta})
p, t = logits(6)
book.reductions("trades", "trades", trades(6.0), {"clean": p, "attacked": book.normal(6, 3)}, t)

# penalties
for strength in (0.01, 2.0):
    config = {"strength": strength}
    book.add(f"l1-penalty {strength}", "l1-penalty", lambda p, _: strength * p.abs(), book.normal(3, 4), None, config)
    book.add(f"l2-penalty {strength}", "l2-penalty", lambda p, _: strength * p ** 2, book.normal(7), None, config,
             "sum")
    book.add(f"group-lasso {strength}", "group-lasso", lambda p, _: strength * p.shape[-1] ** 0.5 * p.norm(dim=-1),
             book.normal(4, 3), None, config, "none")

    def orthogonality(p, _):
        gap = p @ p.transpose(-1, -2) - torch.eye(p.shape[-2], dtype=p.dtype)
        return strength * torch.linalg.matrix_norm(gap) ** 2
    book.add(f"orthogonality {strength}", "orthogonality", orthogonality, book.normal(2, 3, 4), None, config)
    book.add(f"orthogonality of a matrix {strength}", "orthogonality", orthogonality, book.normal(3, 2), None, config,
             "sum")
    anchor = {"values": book.normal(3, 2), "importance": book.uniform(3, 2, high=3)}
    book.add(f"ewc {strength}", "ewc",
             lambda p, t: strength / 2 * t["importance"].double() * (p - t["values"].double()) ** 2, book.normal(3, 2),
             anchor, config, "sum")

    def equality(p, t):
        return t * p + strength / 2 * p ** 2

    def inequality(p, t):
        """The paper's form with a slack s >= 0, at its best slack."""
        slack = torch.clamp(-(t / strength + p), min=0)
        c = p + slack
        return t * c + strength / 2 * c ** 2
    book.add(f"augmented-lagrangian {strength}", "augmented-lagrangian", equality, book.normal(5), book.normal(5), config)
    book.add(f"augmented-lagrangian of inequalities {strength}", "augmented-lagrangian", inequality, book.normal(9),
             book.uniform(9, high=2), config | {"inequality": True})
for l1, l2 in ((0.01, 0.01), (0.0, 3.0), (2.0, 0.5)):
    book.add(f"elastic-net {l1} {l2}", "elastic-net", lambda p, _: l1 * p.abs() + l2 * p ** 2, book.normal(3, 2), None,
             {"l1": l1, "l2": l2}, "none")
book.reductions("elastic-net", "elastic-net", lambda p, _: 0.01 * (p.abs() + p ** 2), book.normal(6, 2))
book.given("l1-penalty at zero", "l1-penalty", [0.0, 0.01], [0.0, 0.01], [0.0, 1.0], reduction="none")
book.given("group-lasso at zero", "group-lasso", [0.0], [[0.0, 0.0]], [[0.0, 0.0]], reduction="none")
for mask in (None, FIVE):
    batches(f"flops {mask is None}", "flops", lambda p, _: (p.abs().mean(0) ** 2).sum(), book.normal(6, 4), None, {},
            mask)

book.write(__file__)
