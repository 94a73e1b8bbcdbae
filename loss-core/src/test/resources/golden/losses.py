"""Writes losses.json: values and gradients of losses by PyTorch 2.13 and Optax 0.2.8, in float64.

    python losses.py > losses.json

Each case has a loss by its name, its configuration, a reduction, inputs, and the oracle's value and gradient with
respect to the prediction. For the reduction "none" the gradient is that of the sum. Inputs are float32 numbers, so that
the same case serves float32 too; "dtypes" says where the result is finite.

"mean" is the sum of weighted values over the sum of weights, "mean-by-count" over the number of values that count:
those of positive weight that the mask does not leave out.
"""

import json

import jax
import numpy as np
import torch
import torch.nn.functional as F

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import optax

random = np.random.default_rng(20261121)
cases = []


def single(values):
    return np.asarray(values, dtype=np.float64).astype(np.float32).astype(np.float64)


def short(values):
    """Returns numbers of few digits, all of them in float32."""
    return np.round(values * 4096) / 4096


def normal(*shape, scale=1.0):
    return short(random.normal(size=shape) * scale)


def uniform(*shape, low=0.01, high=0.99):
    return short(random.uniform(low, high, size=shape))


def distribution(*shape, axis=-1):
    p = random.gamma(1.0, size=shape) + 0.05
    return short(p / p.sum(axis=axis, keepdims=True))


def reduce(values, weight, mask, reduction):
    """Reduces a torch tensor; weight and mask have the shape of its leading axes."""
    factor = torch.ones_like(values)
    if weight is not None:
        w = torch.tensor(weight)
        factor = factor * w.reshape(w.shape + (1,) * (values.dim() - w.dim()))
    if mask is not None:
        m = torch.tensor(mask)
        factor = factor * m.reshape(m.shape + (1,) * (values.dim() - m.dim()))
    weighted = torch.where(factor > 0, values * factor, torch.zeros_like(values))
    if reduction == "none":
        return weighted
    if reduction == "sum":
        return weighted.sum()
    count = factor.sum() if reduction == "mean" else (factor > 0).sum()
    return weighted.sum() / count


def add(name, loss, formula, prediction, target, config=None, reduction="mean", weight=None, mask=None,
        finish=None, dtypes=("float64", "float32")):
    p = torch.tensor(prediction, dtype=torch.float64, requires_grad=True)
    values = formula(p, torch.tensor(target))
    value = reduce(values, weight, mask, reduction)
    if finish is not None and reduction.startswith("mean"):
        value = finish(value)
    value.sum().backward()
    case = {"name": name, "loss": loss, "config": config or {}, "reduction": reduction, "dtypes": list(dtypes),
            "prediction": prediction.tolist(), "target": np.asarray(target).tolist()}
    if weight is not None:
        case["weight"] = np.asarray(weight).tolist()
    if mask is not None:
        case["mask"] = np.asarray(mask).tolist()
    case["value"] = value.tolist()
    case["gradient"] = p.grad.tolist()
    cases.append(case)


REDUCTIONS = ["mean", "mean-by-count", "sum", "none"]
SHAPES = [(1,), (7,), (5, 3), (2, 3, 4), (33,)]


def grid(loss, formula, inputs, config=None, finish=None):
    """One case for each shape, each reduction, and with weights, masks, and both."""
    label = loss + ("" if not config else " " + ", ".join(f"{k}={v}" for k, v in config.items()))
    for shape in SHAPES:
        prediction, target = inputs(shape)
        add(f"{label} {shape}", loss, formula, prediction, target, config, finish=finish)
    prediction, target = inputs((6, 2))
    weight = np.array([1.0, 0.0, 2.5, 0.5, 3.0, 1.0])
    each = uniform(6, 2, low=0.1, high=2.0)
    mask = np.array([True, True, False, True, True, False])
    for reduction in REDUCTIONS:
        add(f"{label} {reduction}", loss, formula, prediction, target, config, reduction, finish=finish)
        add(f"{label} {reduction} weighted by row", loss, formula, prediction, target, config, reduction,
            weight=weight, finish=finish)
        add(f"{label} {reduction} weighted by element", loss, formula, prediction, target, config, reduction,
            weight=each, finish=finish)
        add(f"{label} {reduction} masked", loss, formula, prediction, target, config, reduction, mask=mask,
            finish=finish)
        add(f"{label} {reduction} weighted and masked", loss, formula, prediction, target, config, reduction,
            weight=weight, mask=mask, finish=finish)


def pair(shape):
    return normal(*shape, scale=2), normal(*shape, scale=2)


grid("mse", lambda p, t: F.mse_loss(p, t, reduction="none"), pair)
grid("rmse", lambda p, t: F.mse_loss(p, t, reduction="none"), pair, finish=torch.sqrt)
grid("mae", lambda p, t: F.l1_loss(p, t, reduction="none"), pair)
for delta in (1.0, 0.3, 1.35):
    grid("huber", lambda p, t: F.huber_loss(p, t, reduction="none", delta=delta), pair, {"delta": delta})

extreme = single([-1e3, 1e3, -1e20, 1e20, -0.0, 0.0, 1e-40, 1.0])
opposite = single([1e3, 1e3, 1e20, 1e20, 0.0, 1e-15, 0.0, 1.0])
add("mae extreme", "mae", lambda p, t: F.l1_loss(p, t, reduction="none"), extreme, opposite, reduction="none")
add("huber extreme", "huber", lambda p, t: F.huber_loss(p, t, reduction="none", delta=0.5), extreme, opposite,
    {"delta": 0.5}, reduction="none")
add("mse extreme", "mse", lambda p, t: F.mse_loss(p, t, reduction="none"), extreme, opposite, reduction="none",
    dtypes=("float64",))


def bce(p, t):
    return F.binary_cross_entropy(p, t, reduction="none")


grid("bce", bce, lambda shape: (uniform(*shape), single(random.integers(0, 2, size=shape))))
grid("bce", bce, lambda shape: (uniform(*shape), uniform(*shape, low=0, high=1)))
add("bce near the ends", "bce", bce, single([1e-6, 1e-6, 1 - 2**-20, 1 - 2**-20, 1e-11, 1e-11]),
    single([0, 1, 0, 1, 0.5, 1]), reduction="none")
# the gradient for what is right, (0, 0) and (1, 1), is that of the formula, 1 and -1, where PyTorch gives 0
add("bce wrong at the ends", "bce", bce, single([0.0, 1.0, 0.0, 1.0]), single([1.0, 0.0, 0.5, 0.5]), reduction="none")

for weight in (1.0, 3.0, 0.25):
    config = {} if weight == 1 else {"positiveWeight": weight}

    def logits(p, t, weight=weight):
        return F.binary_cross_entropy_with_logits(p, t, reduction="none", pos_weight=torch.tensor(weight))

    grid("bce-logits", logits, lambda shape: (normal(*shape, scale=3), single(random.integers(0, 2, size=shape))), config)
    grid("bce-logits", logits, lambda shape: (normal(*shape, scale=3), uniform(*shape, low=0, high=1)), config)
    add(f"bce-logits extreme {weight}", "bce-logits", logits,
        single([-1e3, 1e3, -1e3, 1e3, -1e20, 1e20, -1e20, 1e20, 0, -0.0, 1e-40]),
        single([0, 0, 1, 1, 0, 0, 1, 1, 0, 1, 0.5]), config, reduction="none")


def hinge(p, t):
    return Hinge.apply(p, t)


class Hinge(torch.autograd.Function):
    """optax.hinge_loss, with its gradient."""

    @staticmethod
    def forward(ctx, p, t):
        ctx.save_for_backward(p, t)
        return torch.tensor(np.asarray(optax.hinge_loss(jnp.asarray(p.detach().numpy()), jnp.asarray(t.numpy()))))

    @staticmethod
    def backward(ctx, g):
        p, t = (jnp.asarray(x.detach().numpy()) for x in ctx.saved_tensors)
        slope = jax.grad(lambda q: optax.hinge_loss(q, t).sum())(p)
        return g * torch.tensor(np.asarray(slope)), None


grid("hinge", hinge, lambda shape: (normal(*shape, scale=2), single(random.integers(0, 2, size=shape) * 2 - 1)))
add("hinge extreme", "hinge", hinge, single([-1e3, 1e3, -1e20, 1e20, 0.0, -0.0]), single([1, 1, 1, -1, 1, -1]),
    reduction="none")


def kl(log_target):
    return lambda p, t: F.kl_div(p, t, reduction="none", log_target=log_target).sum(-1)


for shape in [(4,), (1, 2), (6, 3), (2, 3, 5), (9, 17)]:
    prediction = single(np.log(distribution(*shape)))
    target = distribution(*shape)
    for reduction in REDUCTIONS:
        add(f"kl-divergence {shape} {reduction}", "kl-divergence", kl(False), prediction, target, reduction=reduction)
        add(f"kl-divergence of logarithms {shape} {reduction}", "kl-divergence", kl(True), prediction,
            single(np.log(target)), {"logTarget": True}, reduction=reduction)
prediction = single(np.log(distribution(6, 3)))
target = distribution(6, 3)
target[1] = [0, 1, 0]
target[4] = [0.5, 0.5, 0]
add("kl-divergence with targets of 0", "kl-divergence", kl(False), prediction, target)
for reduction in REDUCTIONS:
    add(f"kl-divergence weighted and masked {reduction}", "kl-divergence", kl(False), prediction, target,
        reduction=reduction, weight=np.array([1.0, 2.0, 0.0, 0.5, 1.0, 4.0]),
        mask=np.array([True, True, True, False, True, True]))


def entropy(smoothing):
    return lambda p, t: F.cross_entropy(p, t, reduction="none", label_smoothing=smoothing)


for smoothing in (0.0, 0.1, 1.0):
    config = {} if smoothing == 0 else {"labelSmoothing": smoothing}
    for shape in [(3,), (1, 1), (4, 2), (5, 10), (2, 3, 4), (3, 4, 2, 5), (8, 33)]:
        axis = 0 if len(shape) == 1 else 1
        classes = shape[axis]
        rest = shape[:axis] + shape[axis + 1:]
        logits = normal(*shape, scale=3)
        labels = np.asarray(random.integers(0, classes, size=rest))
        soft = distribution(*shape, axis=axis)
        for kind, target in (("labels", labels), ("distribution", soft)):
            for reduction in REDUCTIONS if shape in [(5, 10), (2, 3, 4)] else ["mean"]:
                add(f"cross-entropy {kind} {shape} smoothed {smoothing} {reduction}", "cross-entropy",
                    entropy(smoothing), logits, target, config, reduction=reduction)
    logits = normal(5, 4, scale=3)
    labels = random.integers(0, 4, size=(5,))
    soft = distribution(5, 4)
    weight = np.array([1.0, 0.0, 2.5, 0.5, 3.0])
    mask = np.array([True, True, False, True, True])
    for kind, target in (("labels", labels), ("distribution", soft)):
        for reduction in REDUCTIONS:
            add(f"cross-entropy {kind} weighted smoothed {smoothing} {reduction}", "cross-entropy", entropy(smoothing),
                logits, target, config, reduction=reduction, weight=weight)
            add(f"cross-entropy {kind} weighted and masked smoothed {smoothing} {reduction}", "cross-entropy",
                entropy(smoothing), logits, target, config, reduction=reduction, weight=weight, mask=mask)
    logits = normal(3, 4, 5, scale=3)
    labels = random.integers(0, 4, size=(3, 5))
    soft = distribution(3, 4, 5, axis=1)
    for kind, target in (("labels", labels), ("distribution", soft)):
        for name, mask in (("examples", np.array([True, False, True])), ("values", random.random((3, 5)) < 0.6)):
            add(f"cross-entropy {kind} {name} masked smoothed {smoothing}", "cross-entropy", entropy(smoothing), logits,
                target, config, mask=mask)
    extremes = single([[-1e3, 1e3, 0], [1e3, 1e3, -1e3], [1e20, -1e20, 0], [1e20, 1e20, 1e20], [-1e3, -1001, -999]])
    add(f"cross-entropy extreme smoothed {smoothing}", "cross-entropy", entropy(smoothing), extremes,
        np.array([0, 1, 2, 0, 1]), config, reduction="none")
    add(f"cross-entropy extreme distribution smoothed {smoothing}", "cross-entropy", entropy(smoothing), extremes,
        distribution(5, 3), config, reduction="none")
add("cross-entropy class ruled out", "cross-entropy", entropy(0.0), np.array([[0.5, -np.inf, 1.5], [2.0, 1.0, -np.inf]]),
    np.array([2, 1]))

lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
print(f'{{"torch":"{torch.__version__}","optax":"{optax.__version__}","cases":[\n{lines}\n]}}')
