"""What the scripts beside it share: cases of losses, computed by an oracle in float64, written as JSON.

A script makes a Book, adds cases and writes it; `python NAME.py` writes NAME.json beside itself. A case has

  name        what it is
  loss        the name of the loss
  config      its settings; defaults are left out
  reduction   mean, mean-by-count, sum, none
  prediction  nested arrays, or an object of them for a record; float32 numbers, so that it serves float32 too
  target      the same; whole numbers without a point are integers, true and false are bools, {} is no target
  weight, mask  optional, in the shape of leading axes of the values
  value       the result: a number, or nested arrays for "none"
  gradient    of the value (of its sum for "none") with respect to the prediction
  dtypes      where the result is finite
  relative    optional: how far the result may be, where the oracle differs by design; the script says why
  scale       optional: the size of the terms that cancel in the result, whose rounding it carries

"mean" divides by the sum of weights, "mean-by-count" by the number of values that count.
"""

import json
import pathlib

import numpy as np
import torch


def single(values):
    """Returns the nearest float32 numbers, in float64."""
    return np.asarray(values, dtype=np.float64).astype(np.float32).astype(np.float64)


def short(values):
    """Returns numbers of few digits, all of them in float32."""
    return np.round(np.asarray(values) * 4096) / 4096


def tree(values, leaf):
    return {key: tree(value, leaf) for key, value in values.items()} if isinstance(values, dict) else leaf(values)


def leaves(values):
    return [x for value in values.values() for x in leaves(value)] if isinstance(values, dict) else [values]


def plain(values):
    return tree(values, lambda x: np.asarray(x.detach() if isinstance(x, torch.Tensor) else x).tolist())


class Book:
    def __init__(self, seed):
        self.random = np.random.default_rng(seed)
        self.cases = []

    def normal(self, *shape, scale=1.0):
        return short(self.random.normal(size=shape) * scale)

    def uniform(self, *shape, low=0.01, high=0.99):
        return short(self.random.uniform(low, high, size=shape))

    def distribution(self, *shape, axis=-1):
        p = self.random.gamma(1.0, size=shape) + 0.05
        return short(p / p.sum(axis=axis, keepdims=True))

    def integers(self, low, high, *shape):
        return np.asarray(self.random.integers(low, high, size=shape))

    def signs(self, *shape):
        return self.random.integers(0, 2, size=shape) * 2.0 - 1

    def bits(self, *shape):
        return self.random.integers(0, 2, size=shape) * 1.0

    def add(self, name, loss, formula, prediction, target=None, config=None, reduction="mean", weight=None, mask=None,
            counted=None, finish=None, dtypes=("float64", "float32"), relative=None, scale=None):
        """Adds a case. The formula maps prediction and target (tensors, or dicts of them) to unreduced values;
        counted is which values the loss itself counts, if not all."""
        p = tree(prediction, lambda x: torch.tensor(np.asarray(x, dtype=np.float64), requires_grad=True))
        t = tree(target if target is not None else {}, lambda x: torch.tensor(np.asarray(x)))
        value = reduce(formula(p, t), weight, mask, counted, reduction)
        if finish is not None and reduction.startswith("mean"):
            value = finish(value)
        value.sum().backward()
        gradient = tree(p, lambda x: torch.zeros_like(x) if x.grad is None else x.grad)
        self.given(name, loss, plain(value), plain(gradient), prediction, target, config, reduction, weight, mask,
                   dtypes, relative, scale)

    def given(self, name, loss, value, gradient, prediction, target=None, config=None, reduction="mean", weight=None,
              mask=None, dtypes=("float64", "float32"), relative=None, scale=None):
        """Adds a case whose value and gradient are known."""
        case = {"name": name, "loss": loss, "config": config or {}, "reduction": reduction, "dtypes": list(dtypes),
                "prediction": plain(prediction), "target": {} if target is None else plain(target)}
        for key, number in (("weight", weight), ("mask", mask)):
            if number is not None:
                case[key] = np.asarray(number).tolist()
        for key, number in (("relative", relative), ("scale", scale)):
            if number is not None:
                case[key] = number
        self.cases.append(case | {"value": value, "gradient": gradient})

    def grid(self, loss, formula, inputs, config=None, shapes=((1,), (7,), (2, 3, 4)), finish=None, **options):
        """Adds an element-wise loss: several shapes, each reduction, with weights, masks, and both."""
        label = loss + ("" if not config else " " + ", ".join(f"{k}={v}" for k, v in config.items()))
        for shape in shapes:
            prediction, target = inputs(shape)
            self.add(f"{label} {shape}", loss, formula, prediction, target, config, finish=finish, **options)
        prediction, target = inputs((6, 2))
        self.reductions(label, loss, formula, prediction, target, config, finish, **options)

    def reductions(self, label, loss, formula, prediction, target=None, config=None, finish=None, rows=6, **options):
        """Adds each reduction, with weights and masks of the leading axis."""
        weight = np.array([1.0, 0.0, 2.5, 0.5, 3.0, 1.0])[:rows]
        mask = np.array([True, True, False, True, True, False])[:rows]
        for reduction in ("mean", "mean-by-count", "sum", "none"):
            for extra, more in (("", {}), (" weighted", {"weight": weight}), (" masked", {"mask": mask}),
                                (" weighted and masked", {"weight": weight, "mask": mask})):
                self.add(f"{label} {reduction}{extra}", loss, formula, prediction, target, config, reduction,
                         finish=finish, **more, **options)

    def brief(self, label, loss, formula, prediction, target=None, config=None, **options):
        """Adds the values of six rows, and their mean with weights and a mask."""
        weight = np.array([1.0, 0.0, 2.5, 0.5, 3.0, 1.0])
        mask = np.array([True, True, False, True, True, False])
        self.add(f"{label} none", loss, formula, prediction, target, config, "none", **options)
        self.add(f"{label} mean weighted and masked", loss, formula, prediction, target, config, "mean", weight, mask,
                 **options)

    def batch(self, name, loss, formula, prediction, target=None, config=None, mask=None, weight=None, **options):
        """Adds the mean of a loss whose examples depend on each other. The formula gets the examples that the mask
        leaves and whose weight is not 0, and gives a scalar, or their values and which of them count."""
        p = tree(prediction, lambda x: torch.tensor(np.asarray(x, dtype=np.float64), requires_grad=True))
        t = None if target is None else tree(target, lambda x: torch.tensor(np.asarray(x)))
        n = len(next(x for x in leaves(p) if x.dim() > 0))
        keep = torch.ones(n, dtype=torch.bool) if mask is None else torch.tensor(mask)
        if weight is not None:
            keep = keep & (torch.tensor(weight) > 0)
        some = lambda x: x[keep] if x.dim() > 0 and len(x) == n else x
        result = formula(tree(p, some), None if t is None else tree(t, some))
        if isinstance(result, tuple):
            values, counted = result
            w = torch.ones(n, dtype=torch.float64) if weight is None else torch.tensor(weight)
            w = w[keep] * counted
            result = (torch.where(counted, values, 0) * w).sum() / w.sum() if w.sum() > 0 else 0 * values.sum()
        result.backward()
        gradient = tree(p, lambda x: torch.zeros_like(x) if x.grad is None else x.grad)
        self.given(name, loss, plain(result), plain(gradient), prediction, target, config, "mean", weight, mask,
                   **options)

    def write(self, script):
        lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in self.cases)
        path = pathlib.Path(script).with_suffix(".json")
        path.write_text(f'{{"torch":"{torch.__version__}","cases":[\n{lines}\n]}}\n')
        print(len(self.cases), "cases in", path.name)


def reduce(values, weight, mask, counted, reduction):
    """Reduces a torch tensor; weight, mask and counted have the shape of its leading axes."""
    factor = torch.ones_like(values)
    for given in (weight, mask, counted):
        if given is not None:
            w = torch.as_tensor(np.asarray(given))
            factor = factor * w.reshape(w.shape + (1,) * (values.dim() - w.dim()))
    weighted = torch.where(factor > 0, values * factor, torch.zeros_like(values))
    if reduction == "none":
        return weighted
    if reduction == "sum":
        return weighted.sum()
    count = factor.sum() if reduction == "mean" else (factor > 0).sum()
    return weighted.sum() / count.clamp(min=torch.finfo(torch.float64).tiny)
