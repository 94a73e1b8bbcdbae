"""Writes embedding.json: losses of vectors, by PyTorch 2.13, pytorch-metric-learning 2.9, and slow definitions.

    pip install torch pytorch-metric-learning; python embedding.py

Losses of a batch are computed on the examples that a mask leaves, which is what a mask means.
"""

import itertools
import math

import numpy as np
import pytorch_metric_learning.losses as pml
import torch
import torch.nn.functional as F
from pytorch_metric_learning.distances import LpDistance
from torch.func import functional_call

from golden import Book, leaves, single

book = Book(20261122)
MASK = np.array([True, False, True, True, True, False, True, True])
WEIGHT = np.array([1.0, 0.5, 2.0, 0.0, 1.5, 1.0, 3.0, 0.25])


def variants(loss, formula, inputs, configs=({},), each=False, scale=10, **options):
    """Adds a loss of a batch: each configuration, sizes, masks, weights where there are values of examples."""
    for config in configs:
        label = loss + "".join(f" {k}={v}" for k, v in config.items())
        f = lambda p, t, config=config: formula(p, t, **config)
        for n, d in ((2, 1), (5, 3), (12, 2)) if config == configs[0] else ((5, 3),):
            p, t = inputs(n, d)
            book.batch(f"{label} {n} x {d}", loss, f, p, t, config, scale=scale, **options)
        p, t = inputs(8, 3)
        book.batch(f"{label} masked", loss, f, p, t, config, MASK, scale=scale, **options)
        if each:
            book.batch(f"{label} weighted and masked", loss, f, p, t, config, MASK, WEIGHT, scale=scale, **options)


def labelled(n, d):
    """Vectors and labels, of which each is that of two examples or more, but for odd ones."""
    labels = np.array([0, 0, 1, 1, 0, 2, 1, 2, 3, 0, 1, 2])[:n] if n > 2 else np.array([0, 0])
    return book.normal(n, d), labels


def pairs(n, d):
    return {"first": book.normal(n, d), "second": book.normal(n, d)}, None


def pairs_of(labels):
    """All ordered pairs of one label, and all negatives of each example."""
    n = len(labels)
    positive = [(i, j) for i in range(n) for j in range(n) if i != j and labels[i] == labels[j]]
    negative = [[k for k in range(n) if labels[k] != labels[i]] for i in range(n)]
    return positive, negative


def nothing(x):
    return 0 * sum(leaf.sum() for leaf in leaves(x))


def unit(x):
    return F.normalize(x, dim=-1)


# pairs and triplets, by PyTorch -------------------------------------------------------------------------------------

for margin in (0.0, 0.3):
    f = lambda p, t, m=margin: F.cosine_embedding_loss(p["first"], p["second"], t, margin=m, reduction="none")
    for shape in ((3,), (5, 4), (6, 2)):
        p = {"first": book.normal(*shape), "second": book.normal(*shape)}
        book.add(f"cosine-embedding {margin} {shape}", "cosine-embedding", f, p, book.signs(*shape[:-1]),
                 {"margin": margin})
    p = {"first": book.normal(6, 3), "second": book.normal(6, 3)}
    book.reductions(f"cosine-embedding {margin}", "cosine-embedding", f, p, book.signs(6), {"margin": margin})
p = {"first": single([[1e3, -1e3], [1e-3, 2e-3], [1e10, 1e10]]), "second": single([[1, 2], [1e5, 0], [-1e10, 3e9]])}
# PyTorch adds 1e-12 to squared lengths, which shows where they are near 1e-6
book.add("cosine-embedding extremes", "cosine-embedding",
         lambda p, t: torch.where(t > 0, 1 - F.cosine_similarity(p["first"], p["second"], dim=-1, eps=0),
                                  F.cosine_similarity(p["first"], p["second"], dim=-1, eps=0).clamp(min=0)),
         p, np.array([1.0, -1.0, -1.0]), reduction="none")

for margin in (1.0, 2.5):
    f = lambda p, t, m=margin: F.hinge_embedding_loss(p, t, margin=m, reduction="none")
    book.brief(f"hinge-embedding {margin}", "hinge-embedding", f, book.normal(6, 2, scale=2), book.signs(6, 2),
               {"margin": margin})
book.add("hinge-embedding extremes", "hinge-embedding", lambda p, t: F.hinge_embedding_loss(p, t, reduction="none"),
         single([1e20, -1e20, 1e3, -0.0, 1e-40]), np.array([1.0, -1, -1, 1, 1]), reduction="none")

for margin in (0.0, 0.7):
    f = lambda p, t, m=margin: F.margin_ranking_loss(p["first"], p["second"], t, margin=m, reduction="none")
    for shape in ((), (4,), (2, 3)):
        p = {"first": book.normal(*shape), "second": book.normal(*shape)}
        book.add(f"margin-ranking {margin} {shape}", "margin-ranking", f, p, book.signs(*shape), {"margin": margin})
    p = {"first": book.normal(6, 2), "second": book.normal(6, 2)}
    book.reductions(f"margin-ranking {margin}", "margin-ranking", f, p, book.signs(6, 2), {"margin": margin})


def triple(*shape):
    return {"anchor": book.normal(*shape), "positive": book.normal(*shape), "negative": book.normal(*shape)}


for config in ({}, {"margin": 0.4}, {"p": 1.0}, {"p": 3.0}, {"p": 2.5, "margin": 2.0}, {"swap": True},
               {"swap": True, "p": 1.0}):
    f = lambda p, t, c=config: F.triplet_margin_loss(p["anchor"], p["positive"], p["negative"], eps=0,
                                                     reduction="none", **c)
    for shape in ((3,), (5, 4)):
        book.add(f"triplet {config} {shape}", "triplet", f, triple(*shape), None, config)
    book.brief(f"triplet {config}", "triplet", f, triple(6, 3), None, config)
same = triple(3, 2)
same["positive"] = same["anchor"].copy()
book.add("triplet at distance 0", "triplet",
         lambda p, t: F.triplet_margin_loss(p["anchor"], p["positive"], p["negative"], eps=0, reduction="none"), same)
for config in ({}, {"margin": 0.3}, {"swap": True}):
    f = lambda p, t, c=config: F.triplet_margin_with_distance_loss(
        p["anchor"], p["positive"], p["negative"], reduction="none",
        distance_function=lambda x, y: 1 - F.cosine_similarity(x, y, dim=-1), **c)
    book.add(f"cosine-triplet {config}", "cosine-triplet", f, triple(5, 4), None, config)
    book.brief(f"cosine-triplet {config}", "cosine-triplet", f, triple(6, 3), None, config)


def contrastive(p, t, margin=1.0):
    cost = []
    for x, y, alike in zip(p["first"], p["second"], t):
        d = math.sqrt(1) * torch.dist(x, y)
        cost.append(d ** 2 if alike else torch.clamp(margin - d, min=0) ** 2)
    return torch.stack(cost)


for config in ({}, {"margin": 2.5}):
    f = lambda p, t, c=config: contrastive(p, t, **c)
    p = pairs(6, 3)[0]
    book.brief(f"contrastive {config}", "contrastive", f, p, book.bits(6) > 0, config)


def margin_based(p, t, margin=0.2, boundaryWeight=0.0):
    cost = []
    for x, y, b, alike in zip(p["first"], p["second"], p["boundary"], t):
        sign = 1 if alike else -1
        cost.append(torch.clamp(margin + sign * (torch.dist(x, y) - b), min=0) + boundaryWeight * b)
    return torch.stack(cost)


for config in ({}, {"margin": 1.0, "boundaryWeight": 0.3}):
    f = lambda p, t, c=config: margin_based(p, t, **c)
    p = pairs(6, 2)[0] | {"boundary": book.uniform(6, low=0.5, high=2)}
    book.brief(f"margin-based {config}", "margin-based", f, p, book.bits(6) > 0, config)

# mined triplets, by loops -------------------------------------------------------------------------------------------


def batch_hard(x, labels, margin=1.0, soft=False):
    positive, negative = pairs_of(labels)
    values, counted = [], []
    for i in range(len(x)):
        mine = [j for a, j in positive if a == i]
        counted.append(bool(mine and negative[i]))
        if not counted[-1]:
            values.append(nothing(x))
            continue
        gap = max(torch.dist(x[i], x[j]) for j in mine) - min(torch.dist(x[i], x[k]) for k in negative[i])
        values.append(torch.log1p(torch.exp(gap)) if soft else torch.clamp(gap + margin, min=0))
    return torch.stack(values), torch.tensor(counted)


def batch_semi_hard(x, labels, margin=1.0):
    positive, negative = pairs_of(labels)
    values = []
    for i, j in positive:
        if not negative[i]:
            continue
        near = torch.dist(x[i], x[j])
        others = [torch.dist(x[i], x[k]) for k in negative[i]]
        farther = [d for d in others if d > near]
        values.append(torch.clamp(near - (min(farther) if farther else max(others)) + margin, min=0))
    return torch.stack(values).mean() if values else nothing(x)


def batch_all(x, labels, margin=1.0):
    positive, negative = pairs_of(labels)
    costs = [torch.dist(x[i], x[j]) - torch.dist(x[i], x[k]) + margin for i, j in positive for k in negative[i]]
    costs = [c for c in costs if c > 0]
    return torch.stack(costs).mean() if costs else nothing(x)


variants("batch-hard-triplet", batch_hard, labelled, ({}, {"margin": 0.2}, {"soft": True}), each=True)
variants("batch-semi-hard-triplet", batch_semi_hard, labelled, ({}, {"margin": 0.2}))
variants("batch-all-triplet", batch_all, labelled, ({}, {"margin": 0.2}))

# losses of all pairs ------------------------------------------------------------------------------------------------

FLAT = LpDistance(normalize_embeddings=False)
variants("lifted-structure",
         lambda x, t, margin=1.0: pml.LiftedStructureLoss(neg_margin=margin, distance=FLAT)(x, t),
         labelled, ({}, {"margin": 0.3}))
# pytorch-metric-learning leaves the negatives at the length that they have; the paper's are of length 1
variants("angular", lambda x, t, angle=40.0: pml.AngularLoss(alpha=angle)(unit(x), t), labelled, ({}, {"angle": 55.0}))
variants("nt-xent", lambda x, t, temperature=0.07: pml.NTXentLoss(temperature=temperature)(x, t), labelled,
         ({}, {"temperature": 0.5}), scale=30)


def counted(labels, negatives=False):
    positive, negative = pairs_of(labels)
    return torch.tensor([any(a == i for a, _ in positive) and (not negatives or bool(negative[i]))
                         for i in range(len(labels))])


def each(module):
    """Returns the values that a module of pytorch-metric-learning takes the mean of, by asking it for one at a time."""
    def formula(x, t, negatives=False):
        from pytorch_metric_learning.reducers import DoNothingReducer
        module.reducer = DoNothingReducer()
        result = module(x, t)["loss"]
        values = torch.zeros(len(t), dtype=torch.float64)
        if torch.is_tensor(result["indices"]):
            values = values.index_put((result["indices"],), result["losses"].reshape(-1))
        return values + nothing(x), counted(t, negatives)
    return formula


variants("nca", lambda x, t, scale=1.0: each(pml.NCALoss(
    softmax_scale=scale, distance=LpDistance(normalize_embeddings=False, power=2)))(x, t),
    labelled, ({}, {"scale": 0.3}), each=True)
variants("circle", lambda x, t, gamma=80.0, margin=0.4: each(pml.CircleLoss(m=margin, gamma=gamma))(x, t, True),
         labelled, ({}, {"gamma": 10.0, "margin": 0.25}), each=True, scale=100)
variants("fast-ap", lambda x, t, bins=10: each(pml.FastAPLoss(num_bins=bins))(x, t), labelled,
         ({}, {"bins": 4}), each=True)


def multi_similarity(x, t, alpha=2.0, beta=50.0, base=0.5):
    values, _ = each(pml.MultiSimilarityLoss(alpha=alpha, beta=beta, base=base))(x, t)
    return values, torch.ones(len(t), dtype=torch.bool)


variants("multi-similarity", multi_similarity, labelled, ({}, {"alpha": 5.0, "beta": 8.0, "base": 0.2}), each=True)


def supcon(x, labels, temperature=0.1):
    s = unit(x) @ unit(x).T / temperature
    values = []
    for i in range(len(x)):
        mine = [j for j in range(len(x)) if j != i and labels[j] == labels[i]]
        others = [s[i, k] for k in range(len(x)) if k != i]
        values.append(torch.logsumexp(torch.stack(others), 0) - torch.stack([s[i, j] for j in mine]).mean()
                      if mine else nothing(x))
    return torch.stack(values), counted(labels)


variants("supcon", supcon, labelled, ({}, {"temperature": 0.6}), each=True, scale=20)
x, t = labelled(8, 4)
book.batch("supcon of pytorch-metric-learning", "supcon", lambda x, t: pml.SupConLoss()(x, t), x, t, scale=20)


def n_pairs(p, labels):
    logits = p["first"] @ p["second"].T
    share = torch.stack([torch.tensor([float(a == b) for b in labels]) for a in labels]).double()
    share = share / share.sum(1, keepdim=True)
    return F.cross_entropy(logits, share, reduction="none"), torch.ones(len(labels), dtype=torch.bool)


variants("n-pairs", n_pairs, lambda n, d: (pairs(n, d)[0], labelled(n, d)[1]), each=True)
x, t = pairs(6, 3)[0], np.arange(6)
book.batch("n-pairs of different labels", "n-pairs", n_pairs, x, t)


def everyone(values):
    return values, torch.ones(len(values), dtype=torch.bool)


def info_nce(p, t, temperature=0.07):
    logits = unit(p["first"]) @ unit(p["second"]).T / temperature
    return everyone(F.cross_entropy(logits, torch.arange(len(logits)), reduction="none"))


variants("info-nce", info_nce, pairs, ({}, {"temperature": 0.4}), each=True, scale=30)


def clip(p, t):
    logits = p["logScale"].exp() * unit(p["first"]) @ unit(p["second"]).T
    own = torch.arange(len(logits))
    return everyone((F.cross_entropy(logits, own, reduction="none") +
                     F.cross_entropy(logits.T, own, reduction="none")) / 2)


variants("clip", clip, lambda n, d: (pairs(n, d)[0] | {"logScale": np.float64(1.25)}, None), each=True)
variants("clip", clip, lambda n, d: (pairs(n, d)[0] | {"logScale": np.float64(-0.5)}, None))


def siglip(p, t):
    values = []
    for i in range(len(p["first"])):
        z = [p["logScale"].exp() * F.cosine_similarity(p["first"][i], y, dim=0) + p["bias"] for y in p["second"]]
        values.append(sum(-F.logsigmoid(z[j] if i == j else -z[j]) for j in range(len(z))))
    return everyone(torch.stack(values))


variants("siglip", siglip,
         lambda n, d: (pairs(n, d)[0] | {"logScale": np.float64(1.5), "bias": np.float64(-2.5)}, None), each=True)


def decoupled(p, t, temperature=0.1):
    views = [unit(p["first"]), unit(p["second"])]
    n = len(views[0])
    if n < 2:
        return nothing(p) + torch.zeros(n, dtype=torch.float64), torch.zeros(n, dtype=torch.bool)
    values = []
    for i in range(n):
        total = 0
        for x, y in (views, views[::-1]):
            others = [x[i] @ z[j] / temperature for z in (x, y) for j in range(n) if j != i]
            total = total - x[i] @ y[i] / temperature + torch.logsumexp(torch.stack(others), 0)
        values.append(total / 2)
    return everyone(torch.stack(values))


variants("decoupled-contrastive", decoupled, pairs, ({}, {"temperature": 0.5}), each=True, scale=20)


def smooth_ap(x, labels, temperature=0.01):
    s = unit(x) @ unit(x).T
    values = []
    for i in range(len(x)):
        mine = [j for j in range(len(x)) if j != i and labels[j] == labels[i]]
        total = nothing(x)
        for j in mine:
            step = lambda k: torch.sigmoid((s[i, k] - s[i, j]) / temperature)
            rank = 1 + sum((step(k) for k in mine if k != j), nothing(x))
            overall = 1 + sum((step(k) for k in range(len(x)) if k not in (i, j)), nothing(x))
            total = total + rank / overall
        values.append(1 - total / len(mine) if mine else nothing(x))
    return torch.stack(values), counted(labels)


variants("smooth-ap", smooth_ap, labelled, ({"temperature": 0.1}, {"temperature": 0.7}), each=True)
variants("smooth-ap", smooth_ap, labelled, ({},), dtypes=("float64",))


def koleo(x, t, epsilon=1e-8):
    x = unit(x)
    if len(x) < 2:
        return nothing(x) + torch.zeros(len(x), dtype=torch.float64), torch.zeros(len(x), dtype=torch.bool)
    return everyone(torch.stack([-torch.log(min(torch.dist(x[i], x[j]) for j in range(len(x)) if j != i) + epsilon)
                                 for i in range(len(x))]))


variants("koleo", koleo, lambda n, d: (book.normal(n, d + 2), None), ({}, {"epsilon": 0.1}), each=True)


def cosent(p, t, scale=20.0):
    c = F.cosine_similarity(p["first"], p["second"], dim=-1)
    terms = [torch.zeros((), dtype=torch.float64)]
    terms += [scale * (c[i] - c[j]) for i in range(len(t)) for j in range(len(t)) if t[i] < t[j]]
    return torch.logsumexp(torch.stack(terms), 0) + nothing(p)


variants("cosent", cosent, lambda n, d: (pairs(n, d)[0], book.integers(0, 4, n) / 2), ({}, {"scale": 3.0}))

# statistics of a batch ----------------------------------------------------------------------------------------------


def barlow(p, t, **config):
    factor, epsilon = config.get("lambda", 0.005), config.get("epsilon", 1e-5)
    norm = lambda x: F.batch_norm(x, None, None, training=True, eps=epsilon)
    c = norm(p["first"]).T @ norm(p["second"]) / len(p["first"])
    cost = [(1 - c[i, j]) ** 2 if i == j else factor * c[i, j] ** 2 for i in range(len(c)) for j in range(len(c))]
    return sum(cost)


variants("barlow-twins", barlow, pairs, ({}, {"lambda": 0.1}, {"epsilon": 0.3}))


def vicreg(p, t, invariance=25.0, variance=25.0, covariance=1.0, epsilon=1e-4):
    module = pml.VICRegLoss(invariance_lambda=invariance, variance_mu=variance, covariance_v=covariance, eps=epsilon)
    return module(p["first"], ref_emb=p["second"])


# pytorch-metric-learning has no value for one feature, whose covariance matrix has no other entries
variants("vicreg", vicreg, lambda n, d: pairs(n, max(d, 2)), ({}, {"variance": 3.0, "covariance": 5.0, "epsilon": 0.2}))

# prototypes ---------------------------------------------------------------------------------------------------------

CLASSES = 3


def prototypes(n, d, per=None):
    shape = (CLASSES, d) if per is None else (CLASSES, per, d)
    return {"embedding": book.normal(n, d), "prototypes": book.normal(*shape)}, book.integers(0, CLASSES, n)


def with_weights(make, name, layout):
    def formula(p, t, **config):
        d = p["embedding"].shape[1]
        module = make(d, **config).double()
        return functional_call(module, {name: layout(p["prototypes"])}, (p["embedding"], t))
    return formula


def learned(loss, make, name="W", layout=lambda w: w.T, configs=({},), per=None, scale=64):
    for config in configs:
        label = loss + "".join(f" {k}={v}" for k, v in config.items())
        f = lambda p, t, config=config: with_weights(make, name, layout)(p, t, **config)
        for n, d in ((5, 2), (2, 6)):
            p, t = prototypes(n, d, per)
            book.batch(f"{label} {n} x {d}", loss, f, p, t, config, scale=scale)
        p, t = prototypes(8, 4, per)
        book.batch(f"{label} masked", loss, f, p, t, config, MASK, scale=scale)


K = dict(num_classes=CLASSES)
flat = lambda w: w.reshape(-1, w.shape[-1])
learned("arcface", lambda d, margin=0.5, scale=64.0: pml.ArcFaceLoss(
    embedding_size=d, margin=math.degrees(margin), scale=scale, **K), configs=({}, {"margin": 1.2, "scale": 10.0}))
learned("cosface", lambda d, margin=0.35, scale=64.0: pml.CosFaceLoss(embedding_size=d, margin=margin, scale=scale,
                                                                      **K), configs=({}, {"margin": 0.1, "scale": 8.0}))
learned("sphereface", lambda d, margin=4, scale=1.0: pml.SphereFaceLoss(embedding_size=d, margin=margin, scale=scale,
                                                                        **K),
        configs=({}, {"margin": 2, "scale": 3.0}, {"margin": 3}, {"margin": 1}))
learned("normalized-softmax", lambda d, temperature=0.05: pml.NormalizedSoftmaxLoss(
    embedding_size=d, temperature=temperature, **K), configs=({}, {"temperature": 0.5}))
learned("sub-center-arcface", lambda d, margin=0.5, scale=64.0: pml.SubCenterArcFaceLoss(
    embedding_size=d, margin=math.degrees(margin), scale=scale, sub_centers=3, **K), layout=lambda w: flat(w).T,
    configs=({}, {"margin": 0.2, "scale": 12.0}), per=3)
learned("proxy-nca", lambda d, scale=1.0: pml.ProxyNCALoss(embedding_size=d, softmax_scale=scale, **K), "proxies",
        lambda w: w, configs=({}, {"scale": 5.0}))
learned("proxy-anchor", lambda d, margin=0.1, alpha=32.0: pml.ProxyAnchorLoss(
    embedding_size=d, margin=margin, alpha=alpha, **K), "proxies", lambda w: w, ({}, {"margin": 0.3, "alpha": 4.0}))


def soft_triple(d, gamma=0.1, margin=0.01, **config):
    return pml.SoftTripleLoss(embedding_size=d, centers_per_class=2, la=config.get("lambda", 20.0), gamma=gamma,
                              margin=margin, **K)


learned("soft-triple", soft_triple, "fc", lambda w: flat(w).T,
        ({}, {"lambda": 5.0, "gamma": 0.5, "margin": 0.2}), per=2)


def proxy_nca_others(p, t):
    values = []
    for x, label in zip(unit(p["embedding"]), t):
        d = [(x - w).square().sum() for w in unit(p["prototypes"])]
        values.append(d[label] + torch.logsumexp(torch.stack([-v for c, v in enumerate(d) if c != label]), 0))
    return everyone(torch.stack(values))


p, t = prototypes(8, 3)
for mask in (None, MASK):
    book.batch(f"proxy-nca without the own, mask {mask is not None}", "proxy-nca", proxy_nca_others, p, t,
          {"othersOnly": True}, mask, WEIGHT)


def center(p, t):
    return everyone(torch.stack([0.5 * (x - p["prototypes"][c]).square().sum()
                                 for x, c in zip(p["embedding"], t)]))


for mask in (None, MASK):
    book.batch(f"center, mask {mask is not None}", "center", center, *prototypes(8, 3), {}, mask, WEIGHT)

# teachers and views -------------------------------------------------------------------------------------------------

for shape in ((4,), (6, 3), (2, 3, 5)):
    p, t = book.normal(*shape), book.normal(*shape)
    book.add(f"negative-cosine {shape}", "negative-cosine", lambda p, t: -F.cosine_similarity(p, t, dim=-1), p, t)
    book.add(f"byol {shape}", "byol", lambda p, t: 2 - 2 * F.cosine_similarity(p, t, dim=-1), p, t, scale=4)
book.brief("negative-cosine", "negative-cosine", lambda p, t: -F.cosine_similarity(p, t, dim=-1),
                book.normal(6, 3), book.normal(6, 3))
book.brief("byol", "byol", lambda p, t: (unit(p) - unit(t)).square().sum(-1), book.normal(6, 3),
                book.normal(6, 3))
views = {k: book.normal(6, 4) for k in ("first", "second", "firstProjection", "secondProjection")}
book.brief("simsiam", "simsiam",
                lambda p, t: -(F.cosine_similarity(p["first"], p["secondProjection"].detach(), dim=-1) +
                               F.cosine_similarity(p["second"], p["firstProjection"].detach(), dim=-1)) / 2, views, None)
for config in ({}, {"studentTemperature": 0.5, "teacherTemperature": 0.3}):
    a, b = config.get("studentTemperature", 0.1), config.get("teacherTemperature", 0.04)
    f = lambda p, t, a=a, b=b: F.cross_entropy(
        p / a, F.softmax((t["logits"] - t["center"]) / b, dim=-1), reduction="none")
    t = {"logits": book.normal(6, 5), "center": book.normal(5)}
    book.brief(f"dino {config}", "dino", f, book.normal(6, 5), t, config, scale=30)

# words --------------------------------------------------------------------------------------------------------------

book.brief("margin-mse", "margin-mse",
                lambda p, t: torch.stack([((a @ b) - (a @ c) - m) ** 2 for a, b, c, m in
                                          zip(p["anchor"], p["positive"], p["negative"], t)]),
                triple(6, 3), book.normal(6))
words = {"word": book.normal(6, 3), "context": book.normal(6, 3), "negatives": book.normal(6, 4, 3)}
book.brief("skip-gram", "skip-gram",
                lambda p, t: torch.stack([-torch.log(torch.sigmoid(v @ u)) -
                                          sum(torch.log(torch.sigmoid(-v @ m)) for m in n) for v, u, n in
                                          zip(p["word"], p["context"], p["negatives"])]), words, None)
for config in ({}, {"maxCount": 10.0, "power": 0.5}):
    m, k = config.get("maxCount", 100.0), config.get("power", 0.75)
    t = np.array([1.0, 150.0, 0.0, 7.0, 10.0, 100.0])
    f = lambda p, t, m=m, k=k: torch.stack([
        min(1.0, n / m) ** k * (a @ b + x + y - math.log(n)) ** 2 if n > 0 else 0 * x
        for a, b, x, y, n in zip(p["first"], p["second"], p["firstBias"], p["secondBias"], t.tolist())])
    p = pairs(6, 3)[0] | {"firstBias": book.normal(6), "secondBias": book.normal(6)}
    book.brief(f"glove {config}", "glove", f, p, t, config, scale=5)

book.write(__file__)
