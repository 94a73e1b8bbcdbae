"""Writes ranking.json. Oracles: Optax's ranking_softmax_loss; for the rest loops over items, pairs and places, in the
terms of the papers, differentiated by torch."""

import math

import jax
import numpy as np
import torch

from golden import Book, single

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import optax

book = Book(20261202)


def lists(formula):
    """Makes a formula of one list, of the items there are, one of lists; a list may be without value."""
    def each(p, t):
        rows = p.reshape(-1, p.shape[-1])
        relevance = t.reshape(rows.shape)
        values = []
        for s, y in zip(rows, relevance):
            there = y >= 0
            value = formula(s[there], y[there]) if there.any() else None
            values.append(0 * torch.where(there, s, 0).sum() if value is None else value)
        return torch.stack(values).reshape(p.shape[:-1])
    return each


def counted(rule, t):
    return np.array([bool(rule(y[y >= 0])) for y in t.reshape(-1, t.shape[-1])]).reshape(t.shape[:-1])


def mixed(y):
    return len(set(y.tolist())) > 1


def some(y):
    return len(y) > 0


def relevant(y):
    return (y > 0).any()


def softplus(x):
    return torch.nn.functional.softplus(x, threshold=1e9) if x < 30 else x + torch.log1p(torch.exp(-x))


def pairs(y):
    return [(i, j) for i in range(len(y)) for j in range(len(y)) if y[i] > y[j]]


def mean_of_pairs(cost):
    def formula(s, y):
        all_pairs = pairs(y)
        return sum(cost(s[i] - s[j]) for i, j in all_pairs) / len(all_pairs) if all_pairs else None
    return formula


def mse_of_pairs(s, y):
    n = len(y)
    every = [((s[i] - s[j]) - (y[i] - y[j])) ** 2 for i in range(n) for j in range(i)]
    return sum(every) / len(every) if every else None


def order(s):
    """The items by score, the first of equal ones first."""
    return sorted(range(len(s)), key=lambda i: (-s[i].item(), i))


def gain(y, exponential=True):
    return 2.0 ** y - 1 if exponential else y


def dcg(gains, k=0):
    return sum(g / math.log2(2 + r) for r, g in enumerate(gains) if k == 0 or r < k)


def ideal(y, k=0, exponential=True):
    best = dcg(sorted((float(gain(v, exponential)) for v in y), reverse=True), k)
    return best if best != 0 else 1.0


def lambda_rank(k=0, sigma=1.0, exponential=True):
    def formula(s, y):
        all_pairs = pairs(y)
        by_score = order(s)
        total = 0 * s.sum()
        for i, j in all_pairs:
            swapped = [j if x == i else i if x == j else x for x in by_score]
            change = abs(dcg([float(gain(y[x], exponential)) for x in by_score], k)
                         - dcg([float(gain(y[x], exponential)) for x in swapped], k))
            total = total + change / ideal(y, k, exponential) * softplus(-sigma * (s[i] - s[j]))
        return total if all_pairs else None
    return formula


def lambda_loss(weighting, k=0, sigma=1.0, mu=10.0, exponential=True):
    def discount(r, cut=True):
        return 0.0 if cut and k and r > k else 1 / math.log2(1 + r)

    def formula(s, y):
        place = {x: r + 1 for r, x in enumerate(order(s))}
        share = [float(gain(v, exponential)) / ideal(y, k, exponential) for v in y]
        total = 0 * s.sum()
        n = len(y)
        for i, j in [(i, j) for i in range(n) for j in range(n) if i != j and (weighting == "ndcg-1" or y[i] > y[j])]:
            gap = abs(place[i] - place[j])
            seen = not k or min(place[i], place[j]) <= k
            delta = discount(gap, False) - discount(gap + 1, False) if seen else 0.0
            rho = abs(discount(place[i]) - discount(place[j]))
            weight = {"ndcg-1": share[i] * discount(place[i]), "ndcg-2": abs(share[i] - share[j]) * delta,
                      "ndcg-2pp": abs(share[i] - share[j]) * (rho + mu * delta)}[weighting]
            total = total + weight * softplus(-sigma * (s[i] - s[j]))
        return total if mixed(y) else None
    return formula


def average_precision(relevances):
    hits, total = 0, 0.0
    for r, y in enumerate(relevances):
        if y > 0:
            hits += 1
            total += hits / (r + 1)
    return total / max(hits, 1)


def lambda_map(sigma=1.0):
    def formula(s, y):
        by_score = order(s)
        total = 0 * s.sum()
        all_pairs = [(i, j) for i in range(len(y)) for j in range(len(y)) if y[i] > 0 and y[j] == 0]
        for i, j in all_pairs:
            swapped = [j if x == i else i if x == j else x for x in by_score]
            change = abs(average_precision([y[x] for x in by_score]) - average_precision([y[x] for x in swapped]))
            total = total + change * softplus(-sigma * (s[i] - s[j]))
        return total if all_pairs else None
    return formula


def list_net(s, y):
    return -(torch.softmax(y, 0) * torch.log_softmax(s, 0)).sum()


class RankingSoftmax(torch.autograd.Function):
    """optax.ranking_softmax_loss of each list, with its gradient."""

    @staticmethod
    def value(s, y):
        return optax.losses.ranking_softmax_loss(s, jnp.where(y >= 0, y, 0), where=y >= 0, reduce_fn=None)

    @staticmethod
    def forward(ctx, p, t):
        ctx.save_for_backward(p, t)
        return torch.tensor(np.asarray(RankingSoftmax.value(jnp.asarray(p.detach().numpy()), jnp.asarray(t.numpy()))))

    @staticmethod
    def backward(ctx, g):
        p, t = (jnp.asarray(x.detach().numpy()) for x in ctx.saved_tensors)
        slope = jax.grad(lambda q: (jnp.asarray(g.numpy()) * RankingSoftmax.value(q, t)).sum())(p)
        return torch.tensor(np.asarray(slope)), None


def xe_ndcg(gamma=0.5):
    def formula(s, y):
        share = 2.0 ** y - gamma
        return -(share / (share.sum() if share.sum() != 0 else 1) * torch.log_softmax(s, 0)).sum()
    return formula


def list_mle(weight):
    def formula(s, y):
        left = [s[i] for i in order(y)]
        n = len(left)
        return sum(weight(i + 1, n) * (torch.logsumexp(torch.stack(left[i:]), 0) - left[i]) for i in range(n))
    return formula


def soft_places(s, temperature):
    n = len(s)
    return [1 + sum(torch.sigmoid((s[j] - s[i]) / temperature) for j in range(n) if j != i) for i in range(n)]


def approx_ndcg(temperature=0.1):
    def formula(s, y):
        if not relevant(y):
            return None
        places = soft_places(s, temperature)
        return -sum(gain(y[i]) / torch.log2(torch.as_tensor(1 + places[i], dtype=torch.float64)) for i in range(len(y))) / ideal(y) + 0 * s.sum()
    return formula


def approx_mrr(temperature=0.1):
    def formula(s, y):
        if not relevant(y):
            return None
        places = soft_places(s, temperature)
        return -sum(y[i] / places[i] for i in range(len(y))) / y.sum() + 0 * s.sum()
    return formula


def neural_sort(s, temperature):
    n = len(s)
    spread = [sum(abs(s[j] - s[k]) for k in range(n)) for j in range(n)]
    rows = [torch.stack([((n + 1 - 2 * (i + 1)) * s[j] - spread[j]) / temperature for j in range(n)]) for i in range(n)]
    return torch.stack([torch.log_softmax(row, 0) for row in rows])


def neural_ndcg(temperature=1.0, iterations=30):
    def formula(s, y):
        if not relevant(y):
            return None
        matrix = neural_sort(s, temperature).exp()
        for _ in range(iterations):
            matrix = matrix / matrix.sum(0, keepdim=True)
            matrix = matrix / matrix.sum(1, keepdim=True)
        sorted_gains = matrix @ gain(y)
        return -sum(sorted_gains[i] / math.log2(2 + i) for i in range(len(y))) / ideal(y)
    return formula


def neural_sort_cross_entropy(temperature=1.0):
    def formula(s, y):
        logs = neural_sort(s, temperature)
        return -sum(logs[i, j] for i, j in enumerate(order(y))) / len(y)
    return formula


RELEVANCE = np.array([[2.0, 0.0, 1.0, 0.0, 3.0], [0.0, 1.0, -1.0, 1.0, -1.0], [1.0, 1.0, 1.0, -1.0, 1.0],
                      [-1.0, -1.0, -1.0, -1.0, -1.0], [0.0, 0.0, 0.0, 0.0, 1.0], [-1.0, 4.0, 0.0, 2.0, 2.0]])
NONE = np.array([[0.0, 0.0, 0.0, -1.0, 0.0], [1.0, -1.0, -1.0, -1.0, -1.0]])


def add(loss, formula, rule, config=None, whole=False, extreme=True, relevance=RELEVANCE, scale=None):
    config = config or {}
    label = f"{loss} {config}" if config else loss
    values = formula if whole else lists(formula)

    def one(name, p, t, **options):
        book.add(f"{label} {name}", loss, values, p, t, config, counted=counted(rule, t), scale=scale, **options)

    scores = book.normal(6, 5)
    for reduction in ("none", "mean", "sum"):
        one(reduction, scores, relevance, reduction=reduction)
    if not config:
        one("weighted", scores, relevance, weight=[1.0, 0.0, 2.5, 0.5, 3.0, 1.0])
        one("masked", scores, relevance, mask=[True, True, False, True, True, False])
        one("of lists that do not count", book.normal(2, 5), NONE)
    one("of 9", book.normal(2, 9, scale=2), np.round(book.uniform(2, 9, low=0, high=4)), reduction="none")
    one("of blocks", book.normal(2, 2, 3), np.round(book.uniform(2, 2, 3, low=-1, high=3)), reduction="none")
    one("of one item", book.normal(2, 1), np.array([[1.0], [0.0]]), reduction="none")
    if extreme:
        one("extreme", single(np.array([[-1e3, 1e3, 1.0, -0.0], [1e3, 999.0, -1e3, 1e-40]])),
            np.array([[2.0, 1.0, 0.0, 3.0], [0.0, 1.0, 2.0, 0.0]]), reduction="none")


add("pairwise-logistic", mean_of_pairs(lambda d: softplus(-d)), mixed)
add("pairwise-logistic", mean_of_pairs(lambda d: softplus(-d / 2.5)), mixed, {"temperature": 2.5})
add("pairwise-hinge", mean_of_pairs(lambda d: torch.relu(1 - d)), mixed)
add("pairwise-hinge", mean_of_pairs(lambda d: torch.relu(0.25 - d)), mixed, {"margin": 0.25})
add("pairwise-soft-zero-one", mean_of_pairs(lambda d: torch.sigmoid(-d)), mixed)
add("pairwise-soft-zero-one", mean_of_pairs(lambda d: torch.sigmoid(-d / 0.5)), mixed, {"temperature": 0.5})
add("pairwise-mse", mse_of_pairs, lambda y: len(y) > 1)
for config in ({}, {"k": 2}, {"k": 3, "sigma": 2.0}, {"exponentialGain": False}):
    more = {"exponential" if key == "exponentialGain" else key: value for key, value in config.items()}
    add("lambda-rank", lambda_rank(**more), mixed, config)
for weighting in ("ndcg-1", "ndcg-2", "ndcg-2pp"):
    for config in ({}, {"k": 2}, {"sigma": 0.5, "mu": 3.0, "exponentialGain": False}):
        more = {"exponential" if key == "exponentialGain" else key: value for key, value in config.items()}
        named = {} if weighting == "ndcg-2pp" else {"weighting": weighting}
        add("lambda-loss", lambda_loss(weighting, **more), mixed, named | config)
add("lambda-map", lambda_map(), lambda y: relevant(y) and (y == 0).any())
add("lambda-map", lambda_map(0.5), lambda y: relevant(y) and (y == 0).any(), {"sigma": 0.5})
add("listnet", list_net, some)
add("ranking-softmax", RankingSoftmax.apply, some, whole=True)
add("xe-ndcg", xe_ndcg(), some)
add("xe-ndcg", xe_ndcg(1.0), some, {"gamma": 1.0})
add("listmle", list_mle(lambda i, n: 1.0), some)
add("p-listmle", list_mle(lambda i, n: (2.0 ** (n - i) - 1) / 2.0 ** (n - 1)), some)
add("approx-ndcg", approx_ndcg(), relevant)
add("approx-ndcg", approx_ndcg(1.0), relevant, {"temperature": 1.0})
add("approx-mrr", approx_mrr(), relevant)
add("approx-mrr", approx_mrr(1.0), relevant, {"temperature": 1.0})
add("neural-ndcg", neural_ndcg(), relevant, extreme=False, scale=10)
add("neural-ndcg", neural_ndcg(2.0, 3), relevant, {"temperature": 2.0, "iterations": 3}, extreme=False, scale=10)
add("neural-ndcg", neural_ndcg(1.0, 0), relevant, {"iterations": 0}, scale=10)
add("neural-sort-cross-entropy", neural_sort_cross_entropy(), some)
add("neural-sort-cross-entropy", neural_sort_cross_entropy(4.0), some, {"temperature": 4.0})


def bpr(p, _):
    return -torch.nn.functional.logsigmoid(p["positive"] - p["negative"])


for shape in ((5,), (2, 3)):
    book.add(f"bpr {shape}", "bpr", bpr, {"positive": book.normal(*shape, scale=2), "negative": book.normal(*shape)},
             reduction="none")
book.reductions("bpr", "bpr", bpr, {"positive": book.normal(6), "negative": book.normal(6)}, None)
book.add("bpr extreme", "bpr", bpr, {"positive": single([1e3, -1e3, 1e20, -1e20]), "negative": single([-1e3, 1e3, 0, 0])},
         reduction="none")


def warp(margin):
    def formula(p, _):
        values = []
        for s, others in zip(p["positive"], p["negatives"]):
            behind = [margin - s + other for other in others if margin - s + other > 0]
            rank = len(behind)
            values.append(sum(1 / r for r in range(1, rank + 1)) * sum(behind) / rank if rank else 0 * s)
        return torch.stack(values)
    return formula


for margin in (1.0, 0.25):
    config = {} if margin == 1 else {"margin": margin}
    for n, k in ((4, 6), (3, 1)):
        book.add(f"warp {n, k} {margin}", "warp", warp(margin),
                 {"positive": book.normal(n), "negatives": book.normal(n, k)}, config=config, reduction="none")
book.reductions("warp", "warp", warp(1.0), {"positive": book.normal(6), "negatives": book.normal(6, 3)}, None)

book.write(__file__)
