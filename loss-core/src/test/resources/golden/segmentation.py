"""Golden cases of losses of regions. The oracles are the formulas of their sources, written for one image and one
class at a time; the extension of Lovasz is an integral over thresholds, distances are found by search."""

import itertools

import golden
import numpy as np
import torch
import torch.nn.functional as F

book = golden.Book(1708)
SMOOTH = 1e-5


def regions(p, t, activation):
    """Yields for each image a list of (shares, truth) of its classes, over the pixels that count, and the pixels."""
    q = p.softmax(1) if activation == "softmax" else p.sigmoid()
    for n in range(p.shape[0]):
        if t.dim() < p.dim():
            known = (t[n] >= 0).reshape(-1)
            yield [(q[n, c].reshape(-1)[known], (t[n] == c).reshape(-1)[known].double()) for c in range(p.shape[1])]
        else:
            yield [(q[n, c].reshape(-1), t[n, c].reshape(-1).double()) for c in range(p.shape[1])]


def ratio(x, y, smooth):
    return torch.ones_like(x) if y.item() + smooth == 0 else (x + smooth) / (y + smooth)


def image_loss(of_classes):
    """Makes a formula of one that maps the classes of an image to a number."""
    def formula(background=True, activation="softmax"):
        def values(p, t):
            images = regions(p, t, activation)
            return torch.stack([of_classes(r if background or len(r) == 1 else r[1:]) for r in images])
        return values
    return formula


def mean(values):
    return torch.stack(list(values)).mean()


def dice(smooth=SMOOTH, squared=False):
    power = 2 if squared else 1
    return image_loss(lambda r: mean(
        1 - ratio(2 * (q * t).sum(), (q ** power).sum() + (t ** power).sum(), smooth) for q, t in r))


def index(q, t, alpha, beta, smooth):
    hit = (q * t).sum()
    return ratio(hit, hit + alpha * (q * (1 - t)).sum() + beta * ((1 - q) * t).sum(), smooth)


def tversky(alpha=0.5, beta=0.5, smooth=SMOOTH):
    return image_loss(lambda r: mean(1 - index(q, t, alpha, beta, smooth) for q, t in r))


def jaccard(smooth=SMOOTH):
    return tversky(1, 1, smooth)


def power(x, gamma):
    return x ** gamma if x.item() > 0 else x * 0


def focal_tversky(gamma=0.75, alpha=0.3, beta=0.7, smooth=SMOOTH):
    return image_loss(lambda r: mean(power(1 - index(q, t, alpha, beta, smooth), gamma) for q, t in r))


def log_cosh_dice(smooth=SMOOTH):
    inner = dice(smooth)
    return lambda *a: lambda p, t: torch.log(torch.cosh(inner(*a)(p, t)))


def generalized_dice(weighting="square", smooth=SMOOTH):
    def of(r):
        sizes = [float(t.sum()) for _, t in r]
        rule = {"square": lambda s: 1 / s ** 2, "simple": lambda s: 1 / s, "uniform": lambda s: 1.0}[weighting]
        largest = max([rule(s) for s in sizes if s > 0], default=1.0)
        weights = [rule(s) if s > 0 else largest for s in sizes]
        hits = sum(w * (q * t).sum() for w, (q, t) in zip(weights, r))
        total = sum(w * (q.sum() + t.sum()) for w, (q, t) in zip(weights, r))
        return 1 - ratio(2 * hits, total, smooth)
    return image_loss(of)


def threshold_extension(errors, truth):
    """The integral over thresholds of the Jaccard loss of the set of errors above them."""
    flags = truth > 0.5
    size = int(flags.sum())
    total = errors.sum() * 0
    levels = sorted({e for e in errors.tolist() if e > 0}, reverse=True)
    ends = [next(e for e in errors if e.item() == level) for level in levels] + [errors.sum() * 0]
    for k, level in enumerate(levels):
        wrong = errors.detach() >= level
        missed = int((wrong & flags).sum())
        extra = int((wrong & ~flags).sum())
        loss = 1 - (size - missed) / (size + extra)
        total = total + loss * (ends[k] - ends[k + 1])
    return total


def lovasz_hinge(p, t):
    out = []
    for z, y in zip(p, t):
        z, y = z.reshape(-1), y.reshape(-1).double()
        out.append(threshold_extension(F.relu(1 - z * (2 * y - 1)), y))
    return torch.stack(out)


def lovasz_softmax(present_only=True):
    def values(p, t):
        out = []
        for r in regions(p, t, "softmax"):
            parts = [threshold_extension((y - q).abs(), y) for q, y in r if y.sum() > 0 or not present_only]
            out.append(mean(parts) if parts else p.sum() * 0)
        return torch.stack(out)
    return values


def pixel_focal(gamma, activation):
    def values(p, t):
        out = []
        for n in range(p.shape[0]):
            z = p[n].reshape(p.shape[1], -1)
            y = F.one_hot(t[n].clamp(min=0), p.shape[1]).movedim(-1, 0).double() if t.dim() < p.dim() else t[n].double()
            y = y.reshape(p.shape[1], -1)
            known = (t[n].reshape(-1) >= 0) if t.dim() < p.dim() else torch.ones(z.shape[1], dtype=torch.bool)
            if activation == "softmax":
                log = F.log_softmax(z, 0)
                each = -(y * (1 - log.exp()) ** gamma * log).sum(0)
            else:
                q = z.sigmoid()
                each = -(y * (1 - q) ** gamma * F.logsigmoid(z) + (1 - y) * q ** gamma * F.logsigmoid(-z)).mean(0)
            out.append(each[known].mean() if known.any() else z.sum() * 0)
        return torch.stack(out)
    return values


def dice_plus(gamma, dice_weight=1.0, other=1.0):
    return lambda background=True, activation="softmax": lambda p, t: (
        dice_weight * dice()(background, activation)(p, t) + other * pixel_focal(gamma, activation)(p, t))


def unified_focal(weight=0.5, delta=0.6, gamma=0.5):
    def values(p, t):
        out = []
        for r in regions(p, t, "softmax"):
            pixels = max(1, r[0][0].numel())
            focal = (1 - delta) * (-(r[0][1] * (1 - r[0][0]) ** gamma * r[0][0].log())).sum() / pixels
            focal = focal + sum(delta * (-(t_ * q.log())).sum() for q, t_ in r[1:]) / pixels
            lacks = [1 - index(q, t_, 1 - delta, delta, SMOOTH) for q, t_ in r]
            sharp = [lacks[0]] + [power(x, 1 - gamma) for x in lacks[1:]]
            out.append(weight * focal + (1 - weight) * mean(sharp))
        return torch.stack(out)
    return values


def wasserstein(distances=None, smooth=SMOOTH):
    def values(p, t):
        classes = p.shape[1]
        m = torch.ones(classes, classes, dtype=torch.float64) - torch.eye(classes, dtype=torch.float64)
        if distances is not None:
            m = torch.tensor(distances, dtype=torch.float64)
            m = m / m.max()
        out = []
        for r in regions(p, t, "softmax"):
            hits, cost = 0, 0
            for pixel in range(r[0][0].numel()):
                w = sum(t_[pixel] * m[a, c] * r[c][0][pixel] for a, (_, t_) in enumerate(r) for c in range(classes))
                hits = hits + sum(t_[pixel] * m[a, 0] for a, (_, t_) in enumerate(r)) * (1 - w)
                cost = cost + w
            out.append(1 - (2 * hits + smooth) / (2 * hits + cost + smooth))
        return torch.stack(out)
    return values


def nearest(mask):
    """Returns for each element of a mask its distance to the nearest one outside, 0 if there is none."""
    outside = np.argwhere(~mask)
    result = np.zeros(mask.shape)
    for at in np.argwhere(mask) if len(outside) else []:
        result[tuple(at)] = np.sqrt(((outside - at) ** 2).sum(1).min())
    return result


def hausdorff(alpha=2.0):
    def formula(background=False, activation="softmax"):
        def values(p, t):
            q = p.softmax(1) if activation == "softmax" else p.sigmoid()
            y = F.one_hot(t, p.shape[1]).movedim(-1, 1).double() if t.dim() < p.dim() else t.double()
            if not background and p.shape[1] > 1:
                q, y = q[:, 1:], y[:, 1:]
            far = np.zeros(q.shape)
            for n, c in itertools.product(range(q.shape[0]), range(q.shape[1])):
                for x in (q.detach().numpy()[n, c] > 0.5, y.numpy()[n, c] > 0.5):
                    far[n, c] += (nearest(x) + nearest(~x)) ** alpha
            return ((q - y) ** 2 * torch.tensor(far)).flatten(1).mean(1)
        return values
    return formula


def pool(x, reduce, cross):
    """Returns the least or largest of each pixel's neighbourhood: a cross, or a full block."""
    axes = x.dim()
    out = torch.empty(x.shape, dtype=x.dtype)
    for at in itertools.product(*(range(s) for s in x.shape)):
        near = []
        for step in itertools.product((-1, 0, 1), repeat=axes):
            if cross and sum(s != 0 for s in step) > 1:
                continue
            other = tuple(a + s for a, s in zip(at, step))
            if all(0 <= o < s for o, s in zip(other, x.shape)):
                near.append(x[other])
        out[at] = reduce(torch.stack(near))
    return out


def skeleton(x, iterations):
    opened = lambda y: pool(pool(y, torch.min, True), torch.max, False)
    result = F.relu(x - opened(x))
    for _ in range(iterations):
        x = pool(x, torch.min, True)
        rest = F.relu(x - opened(x))
        result = result + F.relu(rest - result * rest)
    return result


def cl_dice(iterations=3, smooth=1.0):
    def formula(background=False, activation="softmax"):
        def values(p, t):
            q = p.softmax(1) if activation == "softmax" else p.sigmoid()
            y = F.one_hot(t, p.shape[1]).movedim(-1, 1).double() if t.dim() < p.dim() else t.double()
            if not background and p.shape[1] > 1:
                q, y = q[:, 1:], y[:, 1:]
            out = []
            for n in range(p.shape[0]):
                a = torch.stack([skeleton(x, iterations) for x in q[n]])
                b = torch.stack([skeleton(x, iterations) for x in y[n]])
                precision = ((a * y[n]).sum() + smooth) / (a.sum() + smooth)
                recall = ((b * q[n]).sum() + smooth) / (b.sum() + smooth)
                out.append(1 - 2 * precision * recall / (precision + recall))
            return torch.stack(out)
        return values
    return formula


def boundary(background=True, activation="softmax"):
    def values(p, d):
        q = p.softmax(1) if activation == "softmax" else p.sigmoid()
        first = 0 if background or p.shape[1] == 1 else 1
        return (q * d)[:, first:].flatten(1).mean(1)
    return values


def many(name, make, configs, soft=True, background=True, holes=True):
    """Adds a loss of regions: shapes, labels, soft labels, masks, labels that are missing, weights."""
    for config, formula in configs:
        label = name + "".join(f" {k}={v}" for k, v in config.items() if k != "distances")
        plain = formula() if make else formula
        for shape in [(2, 3, 3, 2), (1, 2, 5), (3, 3)]:
            p = book.normal(*shape, scale=2)
            labels = book.integers(0, shape[1], *(shape[:1] + shape[2:]))
            book.add(f"{label} {shape}", name, plain, p, labels, config, reduction="none")
            if soft:
                book.add(f"{label} soft {shape}", name, plain, p, book.distribution(*shape, axis=1), config)
    p = book.normal(6, 2, 2, 2)
    labels = book.integers(0, 2, 6, 2, 2)
    if name == "dice":
        book.reductions(name, name, formula(), p, labels, config)
    else:
        weight, mask = np.array([1.0, 0.0, 2.5, 0.5, 3.0, 1.0]), np.array([True, True, False, True, True, False])
        book.add(f"{label} weighted and masked", name, plain, p, labels, config, weight=weight, mask=mask)
    if holes:
        labels = book.integers(-1, 3, 3, 4, 2)
        labels[2] = -1
        book.add(f"{name} missing labels", name, plain, book.normal(3, 3, 4, 2), labels, config, reduction="none")
    book.add(f"{name} one class in the image", name, plain, book.normal(2, 3, 4), np.zeros((2, 4), dtype=np.int64), config,
             reduction="none")
    if make:
        for background_, activation in itertools.product((True, False), ("softmax", "sigmoid")):
            settings = config | {"includeBackground": background_, "activation": activation}
            shape = (2, 3, 3, 2)
            t = book.bits(*shape) if activation == "sigmoid" else book.integers(0, 3, 2, 3, 2)
            book.add(f"{name} {settings}", name, formula(background_, activation), book.normal(*shape), t, settings)
        one = config | {"activation": "sigmoid"}
        t = book.bits(3, 1, 3, 3)
        t[1] = 0
        t[2] = 1
        book.add(f"{name} one channel, also empty and full", name, formula(background, "sigmoid"), book.normal(3, 1, 3, 3), t,
                 one, reduction="none")


many("dice", True, [({}, dice()), ({"smooth": 1.0, "squared": True}, dice(1.0, True)), ({"smooth": 0.0}, dice(0.0))])
many("log-cosh-dice", True, [({}, log_cosh_dice())])
many("generalized-dice", True, [({}, generalized_dice()), ({"weighting": "simple"}, generalized_dice("simple")),
                                ({"weighting": "uniform"}, generalized_dice("uniform"))])
many("jaccard", True, [({}, jaccard()), ({"smooth": 1.0}, jaccard(1.0))])
many("tversky", True, [({}, tversky()), ({"alpha": 0.25, "beta": 0.75}, tversky(0.25, 0.75))])
many("focal-tversky", True, [({}, focal_tversky()), ({"gamma": 2.0}, focal_tversky(2.0))])
many("dice-cross-entropy", True,
     [({}, dice_plus(0)), ({"diceWeight": 0.5, "crossEntropyWeight": 2.0}, dice_plus(0, 0.5, 2.0))])
many("dice-focal", True, [({}, dice_plus(2.0)), ({"gamma": 0.5, "focalWeight": 3.0}, dice_plus(0.5, 1.0, 3.0))])
many("unified-focal", False, [({}, unified_focal()),
                              ({"weight": 0.25, "delta": 0.75, "gamma": 0.25}, unified_focal(0.25, 0.75, 0.25))])
many("generalized-wasserstein-dice", False, [({}, wasserstein())], holes=False)
near = [[0.0, 2.0, 4.0], [2.0, 0.0, 1.0], [4.0, 1.0, 0.0]]
for target in (book.integers(0, 3, 2, 4, 3), book.distribution(2, 3, 4, 3, axis=1)):
    book.add("generalized-wasserstein-dice distances", "generalized-wasserstein-dice", wasserstein(near, 0.5),
             book.normal(2, 3, 4, 3), target, {"distances": near, "smooth": 0.5})
for shape in [(2, 3, 6, 5), (1, 2, 7), (2, 2, 3, 4, 3)]:
    labels = book.integers(0, shape[1], *(shape[:1] + shape[2:]))
    for alpha in (2.0, 1.0):
        book.add(f"hausdorff {shape} {alpha}", "hausdorff-distance-transform", hausdorff(alpha)(), book.normal(*shape, scale=2),
                 labels, {} if alpha == 2 else {"alpha": alpha}, reduction="none")
    book.add(f"cl-dice {shape}", "cl-dice", cl_dice()(), book.normal(*shape, scale=2), labels, reduction="none")
masks = book.bits(3, 1, 4, 4)
masks[1], masks[2] = 0, 1
sigmoid = {"activation": "sigmoid", "includeBackground": True}
book.add("hausdorff masks, also empty and full", "hausdorff-distance-transform", hausdorff()(True, "sigmoid"),
         book.normal(3, 1, 4, 4, scale=2), masks, sigmoid, reduction="none")
book.add("cl-dice masks, also empty and full", "cl-dice", cl_dice()(True, "sigmoid"), book.normal(3, 1, 4, 4, scale=2), masks,
         sigmoid, reduction="none")
book.add("cl-dice one iteration", "cl-dice", cl_dice(1, 0.5)(), book.normal(2, 2, 6, 6), book.integers(0, 2, 2, 6, 6),
         {"iterations": 1, "smooth": 0.5})
for shape in [(2, 3, 4, 3), (1, 1, 5), (3, 2)]:
    for background, activation in itertools.product((True, False), ("softmax", "sigmoid")):
        book.add(f"boundary {shape} {background} {activation}", "boundary", boundary(background, activation), book.normal(*shape),
                 book.normal(*shape, scale=3), {"includeBackground": background, "activation": activation}, reduction="none")
book.reductions("boundary", "boundary", boundary(), book.normal(6, 2, 2, 2), book.normal(6, 2, 2, 2, scale=3))
for shape in [(1, 1), (2, 5), (3, 4, 3)]:
    book.add(f"lovasz-hinge {shape}", "lovasz-hinge", lovasz_hinge, book.normal(*shape, scale=2), book.integers(0, 2, *shape) > 0,
             reduction="none")
    classes = shape[:1] + (3,) + shape[1:]
    for present in (True, False):
        book.add(f"lovasz-softmax {classes} {present}", "lovasz-softmax", lovasz_softmax(present), book.normal(*classes, scale=2),
                 book.integers(0, 3, *shape), {} if present else {"presentOnly": False}, reduction="none")
book.add("lovasz-hinge empty and full", "lovasz-hinge", lovasz_hinge, book.normal(2, 4), np.array([[False] * 4, [True] * 4]),
         reduction="none")
labels = book.integers(-1, 3, 3, 5)
labels[2] = -1
book.add("lovasz-softmax missing labels", "lovasz-softmax", lovasz_softmax(), book.normal(3, 3, 5), labels, reduction="none")
book.reductions("lovasz-softmax", "lovasz-softmax", lovasz_softmax(), book.normal(6, 3, 3), book.integers(0, 3, 6, 3))
book.write(__file__)
