"""Writes preference.json: losses of preferences and rewards, by PyTorch 2.13 and slow definitions.

    pip install torch; python preference.py

The variants of dpo are the formulas of TRL 1.13's DPOTrainer, CPOTrainer and GRPOTrainer, here in probabilities where
that loses no digits; losses of agents are loops over actions, quantiles and atoms.
"""

import numpy as np
import torch
import torch.nn.functional as F

from golden import Book, single

book = Book(20261124)
sigmoid = torch.sigmoid


def choice(*shape, scale=1.0):
    return {"chosen": book.normal(*shape, scale=scale), "rejected": book.normal(*shape, scale=scale)}


def logistic(z):
    return -torch.log(sigmoid(z))


def dpo(p, t, variant="sigmoid", beta=0.1, labelSmoothing=0.0):
    c, r, s = p["chosen"] - t["chosen"], p["rejected"] - t["rejected"], labelSmoothing
    z = beta * (c - r)
    if variant == "sigmoid":
        return (1 - s) * logistic(z) + s * logistic(-z)
    if variant == "robust":
        return ((1 - s) * logistic(z) - s * logistic(-z)) / (1 - 2 * s)
    if variant == "hinge":
        return F.relu(1 - z)
    if variant == "ipo":
        return (c - r - 1 / (2 * beta)) ** 2
    if variant == "nca-pair":
        return logistic(beta * c) + 0.5 * logistic(-beta * c) + 0.5 * logistic(-beta * r)
    if variant == "bco-pair":
        return logistic(beta * c) + logistic(-beta * r)
    if variant == "sppo-hard":
        return (c - 0.5 / beta) ** 2 + (r + 0.5 / beta) ** 2
    if variant == "apo-zero":
        return 1 - sigmoid(beta * c) + sigmoid(beta * r)
    if variant == "apo-down":
        return sigmoid(beta * c) + 1 - sigmoid(beta * (c - r))
    if variant == "exo-pair":
        e = max(s, 1e-3)
        policy = torch.stack([sigmoid(z), sigmoid(-z)])
        human = torch.tensor([1 - e, e], dtype=torch.float64).reshape(2, *[1] * z.dim())
        return (policy * (policy / human).log()).sum(0)
    mixture = sigmoid(z / 0.05)
    return logistic(z) * (1 - mixture) + torch.exp(-z) * mixture


VARIANTS = ("sigmoid", "robust", "hinge", "ipo", "nca-pair", "bco-pair", "sppo-hard", "apo-zero", "apo-down",
            "exo-pair", "discopop")
for variant in VARIANTS:
    for config in ({}, {"beta": 0.7, "labelSmoothing": 0.2}):
        config = {"variant": variant} | config
        f = lambda p, t, c=config: dpo(p, t, **c)
        book.brief(f"dpo {config}", "dpo", f, choice(6, scale=3), choice(6, scale=3), config, scale=4)
book.reductions("dpo", "dpo", dpo, choice(6, scale=3), choice(6, scale=3))
book.add("dpo of two axes", "dpo", dpo, choice(2, 3), choice(2, 3))
far = {"chosen": single([1e3, -1e3, 1e20, -1e20]), "rejected": single([-1e3, 1e3, -1e20, 1e20])}
none = {"chosen": np.zeros(4), "rejected": np.zeros(4)}
book.add("dpo far out", "dpo", lambda p, t: -F.logsigmoid(0.1 * (p["chosen"] - p["rejected"])), far, none,
         reduction="none")


def kto(p, t, beta=0.1, desirableWeight=1.0, undesirableWeight=1.0):
    values = []
    for x, ref, good in zip(p, t["reference"], t["desirable"]):
        values.append(desirableWeight * (1 - sigmoid(beta * (x - ref - t["divergence"]))) if good else
                      undesirableWeight * (1 - sigmoid(beta * (t["divergence"] - (x - ref)))))
    return torch.stack(values)


for config in ({}, {"beta": 0.5, "desirableWeight": 2.0, "undesirableWeight": 0.5}):
    t = {"reference": book.normal(6), "desirable": book.bits(6) > 0, "divergence": np.float64(0.375)}
    f = lambda p, t, c=config: kto(p, t, **c)
    book.brief(f"kto {config}", "kto", f, book.normal(6, scale=2), t, config)
for config in ({}, {"beta": 0.6}):
    t = {"reference": book.normal(6), "desirable": book.bits(6) > 0, "shift": np.float64(-0.25)}
    b = config.get("beta", 0.1)
    f = lambda p, t, b=b: torch.stack([logistic((b * (x - r) - t["shift"]) * (1 if y else -1))
                                       for x, r, y in zip(p, t["reference"], t["desirable"])])
    book.brief(f"bco {config}", "bco", f, book.normal(6, scale=2), t, config)


def orpo(p, t, **config):
    odds = lambda x: torch.exp(x) / (1 - torch.exp(x))
    ratio = odds(p["chosen"]) / odds(p["rejected"])
    return -p["chosen"] + config.get("lambda", 0.1) * -torch.log(sigmoid(torch.log(ratio)))


for config in ({}, {"lambda": 1.5}):
    p = {k: -np.abs(book.normal(6)) - 0.015625 for k in ("chosen", "rejected")}
    book.brief(f"orpo {config}", "orpo", lambda p, t, c=config: orpo(p, t, **c), p, None, config)


def orpo_far(p, t):
    log1mexp = lambda x: torch.where(x > -0.7, torch.log(-torch.expm1(x)), torch.log1p(-torch.exp(x)))
    o = (p["chosen"] - p["rejected"]) - (log1mexp(p["chosen"]) - log1mexp(p["rejected"]))
    return -p["chosen"] - 0.1 * F.logsigmoid(o)


book.add("orpo near 0 and far out", "orpo", orpo_far,
         {"chosen": single([-1e-6, -1e3, -1e-6, -50]), "rejected": single([-1e3, -1e-6, -1e-6, -40])},
         reduction="none")

for config in ({}, {"beta": 0.8, "gamma": 1.5, "labelSmoothing": 0.1}):
    b, g, s = config.get("beta", 2.0), config.get("gamma", 0.5), config.get("labelSmoothing", 0.0)

    def simpo(p, t, b=b, g=g, s=s):
        z = b * (p["chosen"] - p["rejected"] - g / b)
        return (1 - s) * logistic(z) + s * logistic(-z)

    book.brief(f"simpo {config}", "simpo", simpo, choice(6), None, config)
for config in ({}, {"beta": 0.8, "alpha": 0.3, "labelSmoothing": 0.1}):
    b, a, s = config.get("beta", 0.1), config.get("alpha", 1.0), config.get("labelSmoothing", 0.0)

    def cpo(p, t, a=a, b=b, s=s):
        z = b * (p["chosen"] - p["rejected"])
        return (1 - s) * logistic(z) + s * logistic(-z) - a * p["chosenMean"]

    book.brief(f"cpo {config}", "cpo", cpo, choice(6, scale=4) | {"chosenMean": book.normal(6)}, None, config)
for config in ({}, {"centering": 0.01}):
    k = config.get("centering", 0.0)
    f = lambda p, t, k=k: logistic(p["chosen"] - p["rejected"] - t) + k * (p["chosen"] + p["rejected"]) ** 2
    book.brief(f"bradley-terry {config}", "bradley-terry", f, choice(6), book.uniform(6), config)

# policies -----------------------------------------------------------------------------------------------------------


def clipped(ratio, advantage, low=0.2, high=0.2):
    return -torch.min(ratio * advantage, torch.clamp(ratio, 1 - low, 1 + high) * advantage)


def tried(*shape):
    return {"logProbability": book.normal(*shape, scale=0.5), "advantage": book.normal(*shape)}


for config in ({}, {"epsilonLow": 0.1, "epsilonHigh": 0.4}):
    low, high = config.get("epsilonLow", 0.2), config.get("epsilonHigh", 0.2)
    f = lambda p, t, l=low, h=high: clipped((p - t["logProbability"]).exp(), t["advantage"], l, h)
    book.brief(f"ppo-clip {config}", "ppo-clip", f, book.normal(6, 3, scale=0.5), tried(6, 3), config)
f = lambda p, t: -(p - t["logProbability"]).exp().clamp(max=5).detach() * t["advantage"] * p
book.brief("cispo", "cispo", f, book.normal(6, 3, scale=2), tried(6, 3))
t = tried(6)
book.add("ppo-clip of the policy that acted", "ppo-clip",
         lambda p, t: clipped((p - t["logProbability"]).exp(), t["advantage"]), t["logProbability"], t)
for config in ({}, {"epsilon": 0.5}):
    e = config.get("epsilon", 0.2)
    f = lambda p, t, e=e: 0.5 * torch.max((p - t["total"]) ** 2, (
        torch.max(torch.min(p, t["value"] + e), t["value"] - e) - t["total"]) ** 2)
    book.brief(f"value-clip {config}", "value-clip", f, book.normal(6, 2), {"value": book.normal(6, 2),
                                                                           "total": book.normal(6, 2)}, config)


def grpo_tokens(p, t, i, low, high, beta):
    """Returns the costs of the tokens of one answer."""
    costs = []
    for k in range(int(t["length"][i])):
        cost = clipped((p[i, k] - t["logProbability"][i, k]).exp(), t["advantage"][i], low, high)
        back = t["reference"][i, k] - p[i, k]
        costs.append(cost + beta * (back.exp() - back - 1))
    return costs


def grpo(p, t, normalizer="sequence", epsilonLow=0.2, epsilonHigh=0.2, beta=0.0, maxLength=256):
    answers = [grpo_tokens(p, t, i, epsilonLow, epsilonHigh, beta) for i in range(len(p))]
    if normalizer == "token":
        rows = [torch.stack(a + [0 * p[i].sum()] * (p.shape[1] - len(a))) for i, a in enumerate(answers)]
        return torch.stack(rows)
    return torch.stack([sum(a) / (len(a) if normalizer == "sequence" else maxLength) for a in answers])


def answers(length):
    return {"logProbability": book.normal(6, 5, scale=0.3), "reference": book.normal(6, 5, scale=0.3),
            "advantage": book.normal(6), "length": np.array(length)}


for config in ({}, {"beta": 0.04, "epsilonHigh": 0.28}, {"normalizer": "constant", "maxLength": 8},
               {"normalizer": "token", "beta": 0.1}):
    t = answers([5, 1, 3, 2, 4, 5])
    token = config.get("normalizer") == "token"
    count = np.arange(5)[None] < t["length"][:, None] if token else None
    f = lambda p, t, c=config: grpo(p, t, **c)
    book.brief(f"grpo {config}", "grpo", f, book.normal(6, 5, scale=0.3), t, config, counted=count)
    book.add(f"grpo {config} mean", "grpo", f, book.normal(6, 5, scale=0.3), t, config, counted=count)
for config in ({}, {"epsilonLow": 0.1, "epsilonHigh": 0.2}):
    low, high = config.get("epsilonLow", 3e-4), config.get("epsilonHigh", 4e-4)

    def gspo(p, t, low=low, high=high):
        values = []
        for i, n in enumerate(t["length"].tolist()):
            ratio = (p[i, :n] - t["logProbability"][i, :n]).mean().exp()
            values.append(clipped(ratio, t["advantage"][i], low, high))
        return torch.stack(values)

    t = answers([5, 1, 3, 2, 4, 5])
    del t["reference"]
    book.brief(f"gspo {config}", "gspo", gspo, book.normal(6, 5, scale=0.3), t, config)

# agents -------------------------------------------------------------------------------------------------------------

book.brief("reinforce", "reinforce", lambda p, t: -t * p, book.normal(6, 2), book.normal(6, 2))


def a2c(p, t, valueCoefficient=0.5, entropyCoefficient=0.01):
    policy = torch.distributions.Categorical(logits=p["logits"])
    error = t["total"] - p["value"]
    return -error.detach() * policy.log_prob(t["action"]) + valueCoefficient * error ** 2 - \
        entropyCoefficient * policy.entropy()


for config in ({}, {"valueCoefficient": 1.0, "entropyCoefficient": 0.3}):
    book.brief(f"a2c {config}", "a2c", lambda p, t, c=config: a2c(p, t, **c),
               {"logits": book.normal(6, 4), "value": book.normal(6)},
               {"action": book.integers(0, 4, 6), "total": book.normal(6)}, config)


def td_huber(p, t, discount=0.99, delta=1.0):
    goal = t["reward"] + discount * t["nextValue"] * (~t["last"])
    return F.huber_loss(p.gather(1, t["action"][:, None])[:, 0], goal, reduction="none", delta=delta)


for config in ({}, {"discount": 0.5, "delta": 0.3}):
    t = {"action": book.integers(0, 3, 6), "reward": book.normal(6), "nextValue": book.normal(6),
         "last": np.array([False, True, False, False, True, False])}
    book.brief(f"td-huber {config}", "td-huber", lambda p, t, c=config: td_huber(p, t, **c), book.normal(6, 3), t,
               config)


def quantile_td(p, t, kappa=1.0):
    rows = []
    for theta, samples in zip(p, t):
        total = 0
        for i, q in enumerate(theta):
            tau = (i + 0.5) / len(theta)
            for y in samples:
                u = y - q
                side = 1 - tau if u < 0 else tau
                total = total + side * (0.5 * u ** 2 if abs(u) <= kappa else kappa * (abs(u) - 0.5 * kappa)) / kappa
        rows.append(total / len(samples))
    return torch.stack(rows)


for config in ({}, {"kappa": 0.3}):
    book.brief(f"quantile-td {config}", "quantile-td", lambda p, t, c=config: quantile_td(p, t, **c),
               book.normal(6, 4), book.normal(6, 3), config)


def categorical_td(p, t, low=-10.0, high=10.0):
    rows = []
    atoms = np.linspace(low, high, p.shape[1])
    step = atoms[1] - atoms[0]
    for logits, probability, r, g in zip(p, t["probabilities"], t["reward"].tolist(), t["discount"].tolist()):
        m = [0.0] * len(atoms)
        for z, share in zip(atoms, probability.tolist()):
            place = (min(max(r + g * z, low), high) - low) / step
            under = min(int(np.floor(place)), len(atoms) - 2)
            m[under] += share * (under + 1 - place)
            m[under + 1] += share * (place - under)
        rows.append(F.cross_entropy(logits, torch.tensor(m, dtype=torch.float64)))
    return torch.stack(rows)


for config in ({}, {"low": -1.0, "high": 2.0}):
    t = {"probabilities": book.distribution(6, 5), "reward": book.normal(6),
         "discount": np.array([0.5, 0.0, 0.96875, 1.0, 0.9375, 0.25])}
    book.brief(f"categorical-td {config}", "categorical-td", lambda p, t, c=config: categorical_td(p, t, **c),
               book.normal(6, 5), t, config)


def sac_critic(p, t, discount=0.99):
    rows = []
    for i in range(6):
        later = min(t["firstNext"][i], t["secondNext"][i]) - t["temperature"] * t["nextLogProbability"][i]
        y = t["reward"][i] + (0 if t["last"][i] else discount * later)
        rows.append(0.5 * (p["first"][i] - y) ** 2 + 0.5 * (p["second"][i] - y) ** 2)
    return torch.stack(rows)


t = {"reward": book.normal(6), "last": np.array([False, True, False, False, True, False]),
     "firstNext": book.normal(6), "secondNext": book.normal(6), "nextLogProbability": book.normal(6),
     "temperature": np.float64(0.25)}
book.brief("sac-critic", "sac-critic", sac_critic, {"first": book.normal(6), "second": book.normal(6)}, t)
book.brief("sac-actor", "sac-actor",
           lambda p, t: t * p["logProbability"] - torch.min(p["first"], p["second"]),
           {k: book.normal(6) for k in ("logProbability", "first", "second")}, np.float64(0.125))
for config in ({}, {"targetEntropy": -3.0}):
    h = config.get("targetEntropy", -1.0)
    book.brief(f"sac-temperature {config}", "sac-temperature", lambda p, t, h=h: -p.exp() * (t + h),
               np.float64(-0.75), book.normal(6), config)

book.write(__file__)
