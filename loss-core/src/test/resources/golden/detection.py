"""Golden cases of losses of boxes and detectors. The oracles are torchvision for IoU losses and the focal loss, and
for detectors the formulas of torchvision and of the sources, one image and one anchor at a time; the assignment of
DETR is found by trying all."""

import importlib
import itertools
import pathlib
import sys
import types

import golden
import numpy as np
import torch
import torch.nn.functional as F

# the modules that hold the losses, without the native operators, which need a build of their own
site = pathlib.Path(torch.__file__).parents[1] / "torchvision"
for name, folder in (("torchvision", site), ("torchvision.ops", site / "ops")):
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = [str(folder)]
sys.modules["torchvision.utils"] = types.ModuleType("torchvision.utils")
sys.modules["torchvision.utils"]._log_api_usage_once = lambda *_: None
giou = importlib.import_module("torchvision.ops.giou_loss").generalized_box_iou_loss
diou = importlib.import_module("torchvision.ops.diou_loss").distance_box_iou_loss
ciou = importlib.import_module("torchvision.ops.ciou_loss").complete_box_iou_loss
overlap = importlib.import_module("torchvision.ops._utils")._loss_inter_union
focal = importlib.import_module("torchvision.ops.focal_loss").sigmoid_focal_loss

book = golden.Book(1909)
WEIGHT = np.array([1.0, 0.0, 2.5, 0.5, 3.0, 1.0])
MASK = np.array([True, True, False, True, True, False])


def boxes(*shape, size=1.0):
    low = book.uniform(*shape, 2, low=0, high=2 * size)
    return np.concatenate([low, golden.short(low + book.uniform(*shape, 2, low=0.25 * size, high=2 * size))], -1)


def iou(p, t, epsilon=1e-7):
    common, union = overlap(p, t)
    return 1 - common / (union + epsilon)


def eiou(p, t, eps=1e-7):
    hull = torch.maximum(p[..., 2:], t[..., 2:]) - torch.minimum(p[..., :2], t[..., :2])
    extent = lambda b: b[..., 2:] - b[..., :2]
    return diou(p, t, eps=eps) + ((extent(p) - extent(t)) ** 2 / (hull ** 2 + eps)).sum(-1)


for name, formula in (("iou", iou), ("giou", giou), ("diou", diou), ("ciou", ciou), ("eiou", eiou)):
    for shape in [(5,), (2, 3), (1,)]:
        book.add(f"{name} {shape}", name, formula, boxes(*shape), boxes(*shape), reduction="none")
    book.reductions(name, name, formula, boxes(6), boxes(6))
    if name != "iou":
        book.add(f"{name} epsilon", name, lambda p, t: formula(p, t, eps=0.5), boxes(4), boxes(4), {"epsilon": 0.5})
    far = np.array([[0.0, 0, 1, 1], [0, 0, 1, 2], [0, 0, 4, 4], [-3, -2, -1, -1], [0, 0, 4, 4]])
    other = np.array([[3.0, 3, 4, 4], [2, 0, 3, 2], [1, 1, 2, 3], [5, 4, 7, 9], [0.5, 0.5, 8, 6]])
    book.add(f"{name} apart, beside and inside", name, formula, far, other, reduction="none")
    book.add(f"{name} large", name, formula, far * 1000, other * 1000, reduction="none")
    flat = np.array([[0.0, 0, 0, 2], [1, 1, 2, 1.5]])
    book.add(f"{name} without width", name, formula, flat, np.array([[0.0, 0.25, 1, 1], [1.5, 1, 1.5, 1.25]]), reduction="none")
points = np.array([[1.0, 1, 1, 1]])
book.add("giou of points", "giou", giou, points, points, reduction="none")
book.add("diou of points", "diou", diou, points, points, reduction="none")
equal = boxes(3)
for name, formula in (("giou", giou), ("diou", diou), ("ciou", ciou)):
    book.add(f"{name} of equal boxes", name, formula, equal, equal, reduction="none", scale=4.0)


def distribution_focal(p, t):
    logs = F.log_softmax(p, -1).reshape(-1, p.shape[-1])
    out = []
    for row, y in zip(logs, t.reshape(-1)):
        y = y.clamp(max=row.numel() - 1)
        left = min(int(y), row.numel() - 2) if row.numel() > 1 else 0
        right = min(left + 1, row.numel() - 1)
        out.append(-((left + 1 - y) * row[left] + (y - left) * row[right]))
    return torch.stack(out).reshape(p.shape[:-1])


for shape in [(4, 6), (2, 3, 5), (2, 2)]:
    book.add(f"distribution-focal {shape}", "distribution-focal", distribution_focal, book.normal(*shape, scale=2),
             book.uniform(*shape[:-1], low=0, high=shape[-1] - 1), reduction="none")
book.add("distribution-focal whole numbers and beyond", "distribution-focal", distribution_focal, book.normal(4, 4),
         np.array([0.0, 2.0, 3.0, 7.5]), reduction="none")
book.add("distribution-focal weighted and masked", "distribution-focal", distribution_focal, book.normal(6, 4),
         book.uniform(6, low=0, high=3), weight=WEIGHT, mask=MASK)


def smooth_l1(p, t, beta):
    return F.smooth_l1_loss(p, t, beta=beta, reduction="sum") if beta else F.l1_loss(p, t, reduction="sum")


def box_regression(beta=1 / 9, center=1.0, size=1.0):
    def values(p, t):
        out = []
        for code, a, b in zip(p, t["anchor"], t["box"]):
            wa, ha, w, h = a[2] - a[0], a[3] - a[1], b[2] - b[0], b[3] - b[1]
            want = torch.stack([center * (b[0] + w / 2 - a[0] - wa / 2) / wa, center * (b[1] + h / 2 - a[1] - ha / 2) / ha,
                                size * (w / wa).log(), size * (h / ha).log()])
            out.append(smooth_l1(code, want, beta))
        return torch.stack(out)
    return values


for config, formula in (({}, box_regression()), ({"beta": 0.5, "centerWeight": 10.0, "sizeWeight": 5.0}, box_regression(0.5, 10.0, 5.0)),
                        ({"beta": 0.0}, box_regression(0))):
    book.add(f"box-regression {config}", "box-regression", formula, book.normal(5, 4), {"anchor": boxes(5), "box": boxes(5)}, config,
             reduction="none")
book.add("box-regression weighted and masked", "box-regression", box_regression(), book.normal(6, 4),
         {"anchor": boxes(6), "box": boxes(6)}, weight=WEIGHT, mask=MASK)


def images(of_image):
    """Makes a formula of one that takes one image of records."""
    def values(p, t):
        first = next(iter(p.values()))
        first = next(iter(first.values())) if isinstance(first, dict) else first
        pick = lambda tree, n: {k: pick(v, n) if isinstance(v, dict) else v[n] for k, v in tree.items()}
        return torch.stack([of_image(pick(p, n), pick(t, n)) for n in range(first.shape[0])])
    return values


def ssd(negatives=3.0, box_weight=1.0):
    def of(p, t):
        entropy = F.cross_entropy(p["logits"], t["labels"], reduction="none")
        objects = [a for a, label in enumerate(t["labels"]) if label > 0]
        others = sorted((a for a, label in enumerate(t["labels"]) if label == 0), key=lambda a: -entropy[a].item())
        chosen = objects + others[:int(np.ceil(negatives * len(objects)))]
        total = sum((entropy[a] for a in chosen), entropy.sum() * 0)
        total = total + box_weight * sum((smooth_l1(p["codes"][a], t["codes"][a], 1.0) for a in objects), entropy.sum() * 0)
        return total / max(1, len(objects))
    return images(of)


def rpn(beta=1 / 9):
    def of(p, t):
        total = p["objectness"].sum() * 0
        sampled = [a for a in range(len(t["sampled"])) if t["sampled"][a]]
        for a in sampled:
            total = total + F.binary_cross_entropy_with_logits(p["objectness"][a], t["object"][a].double())
            if t["object"][a]:
                total = total + smooth_l1(p["codes"][a], t["codes"][a], beta)
        return total / max(1, len(sampled))
    return of


def roi_head(beta=1 / 9):
    def of(p, t):
        total = p["logits"].sum() * 0
        sampled = [r for r, label in enumerate(t["labels"]) if label >= 0]
        for r in sampled:
            total = total + F.cross_entropy(p["logits"][r], t["labels"][r])
            if t["labels"][r] > 0:
                total = total + smooth_l1(p["codes"][r, t["labels"][r]], t["codes"][r], beta)
        return total / max(1, len(sampled))
    return of


def faster_rcnn(p, t):
    return rpn()(p["anchors"], t["anchors"]) + roi_head()(p["regions"], t["regions"])


def one_hot(labels, classes):
    return F.one_hot(labels.clamp(min=0), classes).double() * (labels >= 0).unsqueeze(-1)


def retinanet(alpha=0.25, gamma=2.0):
    def of(p, t):
        counted = ~t["ignored"]
        objects = (t["labels"] >= 0) & counted
        wanted = one_hot(t["labels"], p["logits"].shape[1])
        total = focal(p["logits"][counted], wanted[counted], alpha, gamma, reduction="sum")
        total = total + F.l1_loss(p["codes"][objects], t["codes"][objects], reduction="sum")
        return total / max(1, int(objects.sum()))
    return images(of)


def fcos(p, t):
    objects = t["labels"] >= 0
    total = focal(p["logits"], one_hot(t["labels"], p["logits"].shape[1]), 0.25, 2.0, reduction="sum")
    total = total + giou(p["boxes"][objects], t["boxes"][objects], reduction="sum")
    total = total + F.binary_cross_entropy_with_logits(p["centerness"][objects], t["centerness"][objects], reduction="sum")
    return total / max(1, int(objects.sum()))


def yolo(box=0.05, obj=1.0, cls=0.5, overlap=True):
    def of(p, t):
        objects = t["labels"] >= 0
        counted = objects | ~t["ignored"]
        off = ciou(p["boxes"], t["boxes"])
        there = torch.where(objects, (1 - off).detach().clamp(0, 1) if overlap else torch.ones_like(off), torch.zeros_like(off))
        each = F.binary_cross_entropy_with_logits(p["objectness"], there, reduction="none")
        total = obj * each[counted].sum() / max(1, int(counted.sum()))
        if objects.any():
            total = total + box * off[objects].mean()
            wanted = one_hot(t["labels"], p["logits"].shape[1])
            total = total + cls * F.binary_cross_entropy_with_logits(p["logits"][objects], wanted[objects])
        return total
    return images(of)


def centered(b):
    return torch.cat([(b[..., :2] + b[..., 2:]) / 2, b[..., 2:] - b[..., :2]], -1)


def detr(class_weight=1.0, box_weight=5.0, giou_weight=2.0, none=0.1):
    def of(p, t):
        objects = [m for m, label in enumerate(t["labels"]) if label >= 0]
        queries, classes = p["logits"].shape
        shares = p["logits"].softmax(1)

        def pair(q, m):
            off = (centered(p["boxes"][q]) - centered(t["boxes"][m])).abs().sum()
            return off, giou(p["boxes"][q], t["boxes"][m])

        def cost(q, m):
            off, apart = pair(q, m)
            return (box_weight * off + giou_weight * apart - class_weight * shares[q, t["labels"][m]]).item()

        count = min(queries, len(objects))
        costs = [[cost(q, m) for m in range(len(t["labels"]))] for q in range(queries)]
        best = min((list(zip(qs, ms)) for qs in itertools.permutations(range(queries), count)
                    for ms in itertools.combinations(objects, count)), key=lambda pairs: sum(costs[q][m] for q, m in pairs))
        labels = torch.full((queries,), classes - 1)
        for q, m in best:
            labels[q] = t["labels"][m]
        weight = torch.ones(classes, dtype=torch.float64)
        weight[-1] = none
        total = class_weight * F.cross_entropy(p["logits"], labels, weight)
        for q, m in best:
            off, apart = pair(q, m)
            total = total + (box_weight * off + giou_weight * apart) / max(1, len(objects))
        return total
    return images(of)


def ssd_case(n, a, c):
    labels = book.integers(0, c, n, a) * (book.uniform(n, a) < 0.5)
    labels[0] = 0
    return {"logits": book.normal(n, a, c, scale=2), "codes": book.normal(n, a, 4)}, {"labels": labels, "codes": book.normal(n, a, 4)}


def rpn_case(n, a):
    wanted = {"object": book.uniform(n, a) < 0.4, "sampled": book.uniform(n, a) < 0.7, "codes": book.normal(n, a, 4)}
    wanted["object"][0] = False
    wanted["sampled"][-1] = False
    return {"objectness": book.normal(n, a, scale=2), "codes": book.normal(n, a, 4)}, wanted


def roi_case(n, r, c):
    labels = book.integers(-1, c, n, r)
    labels[0] = np.minimum(labels[0], 0)
    labels[-1] = -1
    return ({"logits": book.normal(n, r, c, scale=2), "codes": book.normal(n, r, c, 4)}, {"labels": labels, "codes": book.normal(n, r, 4)})


def faster_case(n):
    (a, b), (c, d) = rpn_case(n, 4), roi_case(n, 3, 3)
    return {"anchors": a, "regions": c}, {"anchors": b, "regions": d}


def dense_case(n, a, c, **more):
    labels = book.integers(-2, c, n, a).clip(min=-1)
    labels[0] = -1
    return labels, {k: f(n, a) for k, f in more.items()}


def retina_case(n, a, c):
    labels, more = dense_case(n, a, c, ignored=lambda *s: book.uniform(*s) < 0.3)
    return {"logits": book.normal(n, a, c, scale=2), "codes": book.normal(n, a, 4)}, {"labels": labels, **more, "codes": book.normal(n, a, 4)}


def fcos_case(n, a, c):
    labels, _ = dense_case(n, a, c)
    return ({"logits": book.normal(n, a, c, scale=2), "boxes": boxes(n, a), "centerness": book.normal(n, a)},
            {"labels": labels, "boxes": boxes(n, a), "centerness": book.uniform(n, a)})


def yolo_case(n, a, c):
    labels, more = dense_case(n, a, c, ignored=lambda *s: book.uniform(*s) < 0.3)
    return ({"boxes": boxes(n, a), "objectness": book.normal(n, a), "logits": book.normal(n, a, c)},
            {"labels": labels, **more, "boxes": boxes(n, a)})


def detr_case(n, q, m, c):
    labels = book.integers(-1, c, n, m)
    labels[0] = -1
    return {"logits": book.normal(n, q, c + 1), "boxes": boxes(n, q, size=0.25)}, {"labels": labels, "boxes": boxes(n, m, size=0.25)}


for name, make, case, settings in (
        ("ssd-multibox", ssd, lambda n: ssd_case(n, 7, 3), ({}, {"negatives": 1.0, "boxWeight": 0.5})),
        ("rpn", lambda *a: images(rpn(*a)), lambda n: rpn_case(n, 6), ({}, {"beta": 1.0})),
        ("roi-head", lambda *a: images(roi_head(*a)), lambda n: roi_case(n, 5, 3), ({}, {"beta": 0.5})),
        ("faster-rcnn", lambda: images(faster_rcnn), faster_case, ({},)),
        ("retinanet", retinanet, lambda n: retina_case(n, 6, 3), ({}, {"alpha": 0.75, "gamma": 0.5})),
        ("fcos", lambda: images(fcos), lambda n: fcos_case(n, 6, 3), ({},)),
        ("yolo", yolo, lambda n: yolo_case(n, 6, 3),
         ({}, {"boxWeight": 5.0, "objectnessWeight": 0.5, "classWeight": 2.0, "overlapWanted": False})),
        ("detr", detr, lambda n: detr_case(n, 5, 3, 4),
         ({}, {"classWeight": 2.0, "boxWeight": 1.0, "giouWeight": 0.5, "noObjectWeight": 0.5}))):
    for config in settings:
        for n in (2, 4):
            book.add(f"{name} {config} {n}", name, make(*config.values()), *case(n), config, reduction="none")
    book.add(f"{name} weighted and masked", name, make(), *case(6), weight=WEIGHT, mask=MASK)
book.add("detr with more objects than queries", "detr", detr(), *detr_case(4, 2, 4, 2), reduction="none")
book.write(__file__)
