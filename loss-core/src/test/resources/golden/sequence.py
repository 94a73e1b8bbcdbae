"""Writes sequence.json. Oracles: torch's ctc_loss and cross_entropy; enumeration of all alignments, lattice paths,
label sequences and warping paths, differentiated by torch, for what torch has not."""

import itertools

import numpy as np
import torch
import torch.nn.functional as F

from golden import Book, single

book = Book(20261201)


def some(label, loss, formula, prediction, target, config=None, **options):
    """Adds a few reductions; those of ctc stand for all."""
    for reduction, more in (("mean", {"weight": [1.0, 0.0, 2.5, 0.5, 3.0, 1.0]}), ("sum", {}),
                            ("mean", {"mask": [True, True, False, True, True, False]})):
        book.add(f"{label} {reduction} {' '.join(more)}", loss, formula, prediction, target, config, reduction, **more, **options)


# ctc: torch on log_softmax; what it cannot differentiate (a sequence that no path fits) by hand


def ctc(blank=0, zero_infinity=False):
    def formula(p, t):
        return F.ctc_loss(F.log_softmax(p, 2), t["labels"], t["inputLengths"], t["labelLengths"], blank=blank,
                          reduction="none", zero_infinity=zero_infinity)
    return formula


def ctc_target(n, s, classes, t, inputs, labels, blank=0):
    choice = np.array([c for c in range(classes) if c != blank])
    return {"labels": choice[book.integers(0, len(choice), n, s)],
            "inputLengths": np.array(inputs), "labelLengths": np.array(labels)}


def ctc_all(p, labels, blank):
    """The loss of one sequence by all paths: p [T, C]."""
    logs = F.log_softmax(p, 1)
    total = []
    for path in itertools.product(range(p.shape[1]), repeat=p.shape[0]):
        read = [c for c, _ in itertools.groupby(path) if c != blank]
        if read == labels:
            total.append(sum(logs[k, c] for k, c in enumerate(path)))
    return -torch.logsumexp(torch.stack(total), 0)


for (t, n, c, s), inputs, labels in [
    ((6, 3, 4, 2), [6, 5, 6], [2, 1, 2]),
    ((4, 2, 3, 1), [4, 2], [1, 0]),
    ((9, 4, 5, 4), [9, 9, 8, 9], [4, 3, 2, 0]),
    ((1, 1, 2, 1), [1], [1]),
]:
    for blank in (0, c - 1):
        target = ctc_target(n, s, c, t, inputs, labels, blank)
        config = {} if blank == 0 else {"blank": blank}
        book.add(f"ctc {t, n, c, s} blank={blank}", "ctc", ctc(blank), book.normal(t, n, c, scale=2), target, config,
                 reduction="none")
target = ctc_target(6, 2, 4, 7, [7, 7, 6, 5, 7, 7], [2, 1, 2, 2, 0, 1])
book.reductions("ctc", "ctc", ctc(), book.normal(7, 6, 4), target)
equal = {"labels": np.array([[1, 1, 2], [2, 2, 2]]), "inputLengths": np.array([5, 5]), "labelLengths": np.array([3, 3])}
book.add("ctc of equal labels", "ctc", ctc(), book.normal(5, 2, 3), equal, reduction="none")
book.add("ctc by all paths", "ctc",
         lambda p, t: torch.stack([ctc_all(p[:, 0], [1, 1], 0), ctc_all(p[:3, 1], [2], 0)]),
         book.normal(4, 2, 3), {"labels": np.array([[1, 1], [2, 1]]), "inputLengths": np.array([4, 3]),
                                "labelLengths": np.array([2, 1])}, reduction="none")
long = ctc_target(2, 20, 8, 60, [60, 55], [20, 18])
book.add("ctc long", "ctc", ctc(), book.normal(60, 2, 8), long, reduction="none", dtypes=("float64",))
extreme = single(np.array([-1e3, 1e3, 0.0, 1e3, -1e3, 5.0, 0.0, 0.0, 1e3, -1e3, -1e3, 1e3]).reshape(4, 1, 3))
book.add("ctc extreme", "ctc", ctc(), extreme, {"labels": np.array([[1, 2]]), "inputLengths": np.array([4]),
                                                "labelLengths": np.array([2])}, reduction="none")
short = {"labels": np.array([[1, 1], [1, 2]]), "inputLengths": np.array([2, 2]), "labelLengths": np.array([2, 2])}
p = book.normal(2, 2, 3)
fits = torch.tensor(p, requires_grad=True)
value = ctc_all(fits[:, 1], [1, 2], 0)
value.backward()
slope = fits.grad.numpy()
book.given("ctc of too few frames", "ctc", [float("inf"), value.item()], slope.tolist(), p, short, reduction="none")
book.given("ctc of too few frames, zeroInfinity", "ctc", [0.0, value.item()], slope.tolist(), p, short,
           {"zeroInfinity": True}, reduction="none")


# the rnn transducer: by all paths through the lattice


def transducer_all(logs, labels, blank):
    """The loss of one sequence by all paths: logs [T, U + 1, C]."""
    frames, total = logs.shape[0], []
    for emitted in itertools.combinations_with_replacement(range(frames), len(labels)):
        at, score = 0, torch.zeros((), dtype=torch.float64)
        for t in range(frames):
            while at < len(labels) and emitted[at] == t:
                score = score + logs[t, at, labels[at]]
                at += 1
            score = score + logs[t, at, blank]
        total.append(score)
    return -torch.logsumexp(torch.stack(total), 0)


def transducer(blank=-1):
    def formula(p, t):
        logs = F.log_softmax(p, 3)
        return torch.stack([transducer_all(logs[n, :t["inputLengths"][n]], t["labels"][n, :t["labelLengths"][n]].tolist(),
                                           blank) for n in range(p.shape[0])])
    return formula


for (n, t, u, c), inputs, labels in [
    ((3, 4, 3, 4), [4, 3, 1], [3, 1, 2]),
    ((2, 1, 2, 3), [1, 1], [2, 0]),
    ((1, 5, 1, 2), [5], [1]),
    ((2, 3, 4, 3), [3, 2], [4, 4]),
]:
    for blank in (-1, 0):
        low, high = (0, c - 1) if blank == -1 else (1, c)
        target = {"labels": book.integers(low, high, n, u), "inputLengths": np.array(inputs),
                  "labelLengths": np.array(labels)}
        book.add(f"rnn-transducer {n, t, u, c} blank={blank}", "rnn-transducer", transducer(blank),
                 book.normal(n, t, u + 1, c, scale=2), target, {} if blank == -1 else {"blank": 0}, reduction="none")
target = {"labels": book.integers(0, 3, 6, 2), "inputLengths": np.array([3, 3, 2, 1, 3, 2]),
          "labelLengths": np.array([2, 1, 2, 0, 1, 2])}
some("rnn-transducer", "rnn-transducer", transducer(), book.normal(6, 3, 3, 4), target)
book.add("rnn-transducer extreme", "rnn-transducer", transducer(), book.normal(1, 3, 3, 3, scale=1000),
         {"labels": np.array([[0, 1]]), "inputLengths": np.array([3]), "labelLengths": np.array([2])}, reduction="none")


# masked cross-entropy of places: torch's, and its means over sequences and documents by loops


def places(smoothing=0.0):
    def formula(p, t):
        values = F.cross_entropy(p.flatten(0, 1), t["labels"].flatten(), ignore_index=-1, label_smoothing=smoothing,
                                 reduction="none")
        return values.reshape(p.shape[:2])
    return formula


def wholes(p, t, normalizer, smoothing=0.0):
    """The mean over sequences or documents of the mean over their places."""
    values, means = places(smoothing)(p, t), []
    for row, labels, documents in zip(values, t["labels"], t["documents"]):
        names = sorted(set(documents.tolist())) if normalizer == "document" else [None]
        for name in names:
            here = (labels >= 0) & ((documents == name) if name is not None else torch.ones_like(labels, dtype=bool))
            if here.any():
                means.append(row[here].mean())
    return torch.stack(means).mean()


def padded(n, t, c, documents=3):
    return {"labels": book.integers(-1, c, n, t), "documents": book.integers(0, documents, n, t)}


for smoothing in (0.0, 0.1):
    config = {"labelSmoothing": smoothing} if smoothing else {}
    p, target = book.normal(3, 5, 4, scale=2), padded(3, 5, 4)
    counted = target["labels"] >= 0
    for reduction in ("none", "mean", "sum"):
        book.add(f"sequence-cross-entropy {smoothing} {reduction}", "sequence-cross-entropy", places(smoothing), p,
                 target, config, reduction, counted=counted)
    for normalizer in ("sequence", "document"):
        for n, t in ((4, 5), (1, 3), (2, 1)):
            p, target = book.normal(n, t, 3, scale=2), padded(n, t, 3)
            target["labels"][0, 0] = 1
            if n == 4:
                target["labels"][2] = -1
            q = torch.tensor(p, requires_grad=True)
            value = wholes(q, {k: torch.tensor(v) for k, v in target.items()}, normalizer, smoothing)
            value.backward()
            book.given(f"sequence-cross-entropy of {normalizer} {n, t} {smoothing}", "sequence-cross-entropy",
                       value.item(), q.grad.tolist(), p, target, config | {"normalizer": normalizer})


# a linear-chain crf: by all sequences of labels; gradients of transitions are expected counts less actual ones


def crf(p, t):
    values = []
    for n in range(p["emissions"].shape[0]):
        length = int(t["lengths"][n])

        def score(labels):
            s = p["start"][labels[0]] + p["end"][labels[-1]]
            s = s + sum(p["emissions"][n, k, c] for k, c in enumerate(labels))
            return s + sum(p["transitions"][a, b] for a, b in zip(labels, labels[1:]))

        if length == 0:
            values.append(0 * p["start"].sum())
            continue
        every = [score(labels) for labels in itertools.product(range(p["start"].shape[0]), repeat=length)]
        values.append(torch.logsumexp(torch.stack(every), 0) - score(t["labels"][n, :length].tolist()))
    return torch.stack(values)


def scores(n, t, c, scale=1.0):
    return {"emissions": book.normal(n, t, c, scale=scale), "transitions": book.normal(c, c, scale=scale),
            "start": book.normal(c, scale=scale), "end": book.normal(c, scale=scale)}


for (n, t, c), lengths in [((3, 4, 3), [4, 2, 1]), ((2, 1, 4), [1, 1]), ((2, 5, 2), [0, 5]), ((1, 3, 1), [3])]:
    book.add(f"linear-chain-crf {n, t, c}", "linear-chain-crf", crf, scores(n, t, c, 2),
             {"labels": book.integers(0, c, n, t), "lengths": np.array(lengths)}, reduction="none", scale=10)
some("linear-chain-crf", "linear-chain-crf", crf, scores(6, 3, 3),
                {"labels": book.integers(0, 3, 6, 3), "lengths": np.array([3, 2, 1, 3, 3, 2])}, scale=10)
book.add("linear-chain-crf extreme", "linear-chain-crf", crf, scores(2, 3, 3, 1000),
         {"labels": book.integers(0, 3, 2, 3), "lengths": np.array([3, 2])}, reduction="none")


def z_loss(coefficient):
    def formula(p, t):
        return F.cross_entropy(p, t, reduction="none") + coefficient * torch.logsumexp(p, 1) ** 2
    return formula


for coefficient in (1e-4, 0.5):
    config = {} if coefficient == 1e-4 else {"coefficient": coefficient}
    book.add(f"z-loss {coefficient}", "z-loss", z_loss(coefficient), book.normal(5, 4, scale=3),
             book.integers(0, 4, 5), config, reduction="none")
    book.add(f"z-loss {coefficient} of distributions", "z-loss", z_loss(coefficient), book.normal(5, 4, scale=3),
             book.distribution(5, 4), config, reduction="none")
    book.add(f"z-loss {coefficient} of pixels", "z-loss", z_loss(coefficient), book.normal(2, 3, 2, 2),
             book.integers(0, 3, 2, 2, 2), config, reduction="none")
some("z-loss", "z-loss", z_loss(1e-4), book.normal(6, 3), book.integers(0, 3, 6))


def policy(p, t):
    return -t["advantages"] * F.log_softmax(p, -1).gather(-1, t["actions"].unsqueeze(-1)).squeeze(-1)


for shape, c in [((5,), 4), ((2, 3), 3), ((1,), 2)]:
    book.add(f"policy-gradient {shape}", "policy-gradient", policy, book.normal(*shape, c, scale=2),
             {"actions": book.integers(0, c, *shape), "advantages": book.normal(*shape)}, reduction="none")
some("policy-gradient", "policy-gradient", policy, book.normal(6, 3),
                {"actions": book.integers(0, 3, 6), "advantages": book.normal(6)})


def risk(sharpness):
    return lambda p, t: (torch.softmax(sharpness * p, -1) * t).sum(-1)


for sharpness in (1.0, 0.25, 3.0):
    config = {} if sharpness == 1 else {"sharpness": sharpness}
    for shape in ((3, 4), (2, 2, 3)):
        book.add(f"minimum-risk {shape} {sharpness}", "minimum-risk", risk(sharpness), book.normal(*shape, scale=2),
                 book.uniform(*shape), config, reduction="none")
some("minimum-risk", "minimum-risk", risk(1.0), book.normal(6, 3), book.uniform(6, 3))


# soft-dtw: by all warping paths


def paths(t, u):
    if (t, u) == (0, 0):
        return [[(0, 0)]]
    before = [(a, b) for a, b in ((t - 1, u), (t, u - 1), (t - 1, u - 1)) if a >= 0 and b >= 0]
    return [path + [(t, u)] for at in before for path in paths(*at)]


def warp(x, y, gamma):
    cost = ((x.unsqueeze(1) - y.unsqueeze(0)) ** 2).sum(2)
    every = [sum(cost[i, j] for i, j in path) for path in paths(x.shape[0] - 1, y.shape[0] - 1)]
    return -gamma * torch.logsumexp(-torch.stack(every) / gamma, 0)


def soft_dtw(gamma=1.0, divergence=False):
    def formula(p, t):
        values = []
        for x, y in zip(p, t):
            own = (warp(x, x, gamma) + warp(y, y, gamma)) / 2 if divergence else 0
            values.append(warp(x, y, gamma) - own)
        return torch.stack(values)
    return formula


for gamma in (1.0, 0.1, 10.0):
    for divergence in (False, True):
        config = ({} if gamma == 1 else {"gamma": gamma}) | ({"divergence": True} if divergence else {})
        for n, t, u, d in [(2, 4, 3, 2), (1, 1, 3, 1), (1, 1, 1, 2), (3, 2, 5, 1)]:
            book.add(f"soft-dtw {n, t, u, d} {config}", "soft-dtw", soft_dtw(gamma, divergence), book.normal(n, t, d),
                     book.normal(n, u, d), config, reduction="none", scale=1000 if divergence else 10 / gamma)
some("soft-dtw", "soft-dtw", soft_dtw(), book.normal(6, 3, 1), book.normal(6, 2, 1))
book.add("soft-dtw extreme", "soft-dtw", soft_dtw(), single(np.array([[[1e3], [-1e3], [0.0]]])),
         single(np.array([[[-1e3], [1e3]]])), reduction="none")

book.write(__file__)
