"""Writes transforms.json: the updates of gradient transforms, in float64, over 30 steps of given gradients.

    python transforms.py > transforms.json

With words it writes the cases alone whose name has one of them. Oracles are Optax 0.2.8 and, for clipping to a norm,
PyTorch 2.13. A case names our transforms in order ("parts"), which gradients it takes ("given", "nan" with some NaN,
"spoilt" with infinities too), which parameters ("of"), and has the updates at the steps 1, 2, 3, 5, 8, 13, 21 and 30. Each update is
added to the parameters, so that a transform that looks at them sees them move. Transforms that look at the loss get
"losses". "differs" says that the oracle has another definition; the test knows in what, and how near the numbers are.
"""

import json
import math
import sys

import jax
import jax.numpy as jnp
import numpy as np
import optax
import torch
from optax import contrib, projections

jax.config.update("jax_enable_x64", True)
STEPS = 30
KEPT = (1, 2, 3, 5, 8, 13, 21, 30)
SHAPES = {"dense": (4, 3), "filter": (2, 2, 1, 3), "heads": (2, 3, 2), "bias": (3,), "scale": ()}
random = np.random.default_rng(20261123)
start = {name: random.normal(size=shape).round(3) for name, shape in SHAPES.items()}
given = [
    {name: (random.normal(size=shape) * (0.2 + 2 * math.sin(step / 5) ** 2)).round(4) for name, shape in SHAPES.items()}
    for step in range(STEPS)
]
given[6] = {name: np.zeros(shape) for name, shape in SHAPES.items()}
given[10]["bias"] = np.zeros(3)
losses = (4 * np.exp(-np.arange(STEPS) / 6.0) + 1 + random.normal(size=STEPS) * 0.15).round(4)
losses[3] = -0.25


def copied():
    return [{name: np.array(g) for name, g in step.items()} for step in given]


nan, spoilt = copied(), copied()
nan[2]["dense"][1, 1] = nan[2]["scale"][...] = nan[11]["bias"][2] = math.nan
spoilt[3]["dense"][0, 2] = spoilt[14]["bias"][0] = spoilt[15]["filter"][1, 0, 0, 1] = spoilt[16]["scale"][...] = math.nan
spoilt[8]["heads"][1, 2, 0], spoilt[9]["bias"][1] = math.inf, -math.inf
GRADIENTS = {"given": given, "nan": nan, "spoilt": spoilt}
ALL = tuple(SHAPES)
FLAT = ("dense", "filter", "bias", "scale")  # those that everybody thinks of as units in the same way
cases = []


def wide(leaf):
    """Roots and powers of int32 are float32 to JAX."""
    types = {jnp.dtype("int32"): jnp.int64, jnp.dtype("float32"): jnp.float64}
    return leaf.astype(types[leaf.dtype]) if getattr(leaf, "dtype", None) in types else leaf


def add(name, parts, oracle, gradients="given", of=ALL, differs=False, widen=wide):
    """oracle is one of Optax, or a function of (gradients, parameters) without state."""
    if sys.argv[1:] and not any(word in name for word in sys.argv[1:]):
        return
    p = {k: jnp.asarray(start[k]) for k in of}
    if hasattr(oracle, "update"):
        tx = optax.with_extra_args_support(oracle)
        state = jax.tree.map(widen, tx.init(p))
        update = jax.jit(lambda g, s, p, value: tx.update(g, s, p, value=value))
    else:
        state, update = None, lambda g, s, p, value: (oracle(g, p), s)
    updates = []
    for k in range(STEPS):
        g = {key: jnp.asarray(GRADIENTS[gradients][k][key]) for key in of}
        u, state = update(g, state, p, losses[k])
        assert all(u[key].dtype == jnp.float64 and u[key].shape == SHAPES[key] for key in of), name
        p = {key: p[key] + u[key] for key in of}
        if k + 1 in KEPT:
            updates.append({key: u[key] for key in of})
    case = {"name": name, "parts": parts, "gradients": gradients, "of": list(of), "updates": updates}
    if differs:
        case["differs"] = True
    cases.append(case)


def part(name, **options):
    return {"name": name, **options}


def scale(factor):
    return part("scale", factor=factor)


def down(tx, factor=-0.1):
    return optax.chain(tx, optax.scale(factor))


DOWN = scale(-0.1)


def plain(name, tx, key, **options):
    """One transform without its surroundings."""
    add(name, [part(key, **options)], tx)


# clipping
for limit in (0.3, 1.5, 100.0):
    plain(f"clip {limit}", optax.clip(limit), "clip-by-value", limit=limit)
    plain(f"clip_by_block_rms {limit}", optax.clip_by_block_rms(limit), "clip-by-block-rms", threshold=limit)
    plain(f"normalize_by_update_norm {limit}", optax.normalize_by_update_norm(limit), "normalize", scale=limit)


def clipped(g, longest):
    tensors = [torch.zeros(v.shape, dtype=torch.float64, requires_grad=True) for v in g]
    for t, v in zip(tensors, g):
        t.grad = torch.tensor(np.asarray(v))
    torch.nn.utils.clip_grad_norm_(tensors, longest)
    return [jnp.asarray(t.grad.numpy()) for t in tensors]


for longest in (0.5, 2.0, 100.0):
    add(f"clip_grad_norm_ {longest}", [part("clip-by-global-norm", maxNorm=longest)],
        lambda g, p: dict(zip(g, clipped(g.values(), longest))))
    add(f"clip_grad_norm_ of each {longest}", [part("clip-by-norm", maxNorm=longest)],
        lambda g, p: {k: clipped([v], longest)[0] for k, v in g.items()})
add("clip_by_global_norm", [part("clip-by-global-norm", maxNorm=2.0)], optax.clip_by_global_norm(2.0), differs=True)
for clipping, eps in ((0.01, 1e-3), (0.3, 1e-3), (0.5, 0.8)):
    add(f"adaptive_grad_clip {clipping} {eps}", [part("adaptive-clip", clipping=clipping, epsilon=eps), DOWN],
        down(optax.adaptive_grad_clip(clipping, eps)), of=FLAT)
add("adaptive_grad_clip of rank 3", [part("adaptive-clip", clipping=0.3)], optax.adaptive_grad_clip(0.3), of=("heads",),
    differs=True)
add("adaptive_grad_clip of rank 3 with an axis", [part("adaptive-clip", clipping=0.3), DOWN],
    down(optax.adaptive_grad_clip(0.3, axis=(0, 1))), of=("heads",))
plain("centralize", optax.centralize(), "centralize", units="first")
add("centralize of the last axis", [part("centralize")], optax.centralize(), differs=True)
add("centralize, then clip", [part("centralize", units="first"), part("clip-by-value", limit=0.7)],
    optax.chain(optax.centralize(), optax.clip(0.7)))

# decay, sums and means
for decay in (0.01, 0.5):
    add(f"add_decayed_weights {decay}", [part("add-decayed-weights", weightDecay=decay), DOWN], down(optax.add_decayed_weights(decay)))
add("add_noise of nothing", [part("add-annealed-noise", eta=0.0)], optax.add_noise(0.0, 0.55, key=0))
for decay, nesterov in ((0.9, False), (0.9, True), (0.5, False), (0.99, True)):
    plain(f"trace {decay} {nesterov}", optax.trace(decay, nesterov), "momentum", decay=decay, nesterov=nesterov)
for decay, debias in ((0.9, True), (0.9, False), (0.99, True), (0.0, True)):
    plain(f"ema {decay} {debias}", optax.ema(decay, debias), "ema-of-gradients", decay=decay, debias=debias)
plain("scale", optax.scale(-0.7), "scale", factor=-0.7)
plain("scale_by_learning_rate", optax.scale_by_learning_rate(0.3), "scale-by-learning-rate", learningRate=0.3)
falling = {"name": "exponential", "initial": 0.5, "decay": 0.9}
plain("scale_by_learning_rate of a schedule", optax.scale_by_learning_rate(lambda k: 0.5 * 0.9**k), "scale-by-learning-rate",
      learningRate=falling)
plain("scale_by_schedule", optax.scale_by_schedule(lambda k: 0.5 * 0.9**k), "scale-by-schedule", schedule=falling)
plain("scale_by_sign", optax.scale_by_sign(), "scale-by-sign")
for a, b in ((1.0, 1.0), (0.7, 0.2), (1.0, 0.0)):
    plain(f"scale_by_optimistic_gradient {a} {b}", optax.scale_by_optimistic_gradient(a, b), "scale-by-optimistic-gradient",
          alpha=a, beta=b)

# scales of single elements
for b1, b2, eps in ((0.9, 0.999, 1e-8), (0.8, 0.95, 1e-3), (0.0, 0.9, 1e-6)):
    options = dict(beta1=b1, beta2=b2, epsilon=eps)
    what = f"{b1} {b2} {eps}"
    plain(f"scale_by_adam {what}", optax.scale_by_adam(b1, b2, eps), "scale-by-adam", **options)
    plain(f"scale_by_adam {what} nesterov", optax.scale_by_adam(b1, b2, eps, nesterov=True), "scale-by-nesterov-adam", **options)
    plain(f"scale_by_amsgrad {what}", optax.scale_by_amsgrad(b1, b2, eps), "scale-by-unbiased-amsgrad", **options)
    plain(f"scale_by_adamax {what}", optax.scale_by_adamax(b1, b2, eps), "scale-by-adamax", **options)
    plain(f"scale_by_belief {what}", optax.scale_by_belief(b1, b2, eps, 1e-10), "scale-by-belief", epsilonRoot=1e-10, **options)
    plain(f"scale_by_acprop {what}", contrib.scale_by_acprop(b1, b2, eps, 1e-10), "scale-by-acprop", epsilonRoot=1e-10, **options)
    plain(f"scale_by_yogi {what}", optax.scale_by_yogi(b1, b2, eps, initial_accumulator_value=1e-4), "scale-by-yogi", initial=1e-4,
          **options)
    plain(f"scale_by_adopt {what}", contrib.scale_by_adopt(b1, b2, eps), "scale-by-adopt", **options)
    plain(f"scale_by_adopt {what} nesterov", contrib.scale_by_adopt(b1, b2, eps, nesterov=True, use_clipping=False), "scale-by-adopt",
          nesterov=True, clipping=False, **options)
    plain(f"scale_by_ademamix {what}", contrib.scale_by_ademamix(b1, b2, 0.99, 4.0, eps), "scale-by-ademamix", beta3=0.99, alpha=4.0,
          **options)
    plain(f"scale_by_adan {what}", optax.scale_by_adan(b1, 0.9, b2, eps, 1e-9), "scale-by-adan", beta1=b1, beta2=0.9, beta3=b2,
          epsilon=eps, epsilonRoot=1e-9)
    plain(f"scale_by_lion {what}", optax.scale_by_lion(b1, b2), "scale-by-lion", beta1=b1, beta2=b2)
    add(f"scale_by_novograd {what}", [part("scale-by-novograd", weightDecay=0.1, **options), DOWN],
        down(optax.scale_by_novograd(b1, b2, eps, weight_decay=0.1)))
add("scale_by_radam", [part("scale-by-radam", beta2=0.9)], optax.scale_by_radam(0.9, 0.9), differs=True)
for decay, eps in ((0.9, 1e-8), (0.99, 1e-3)):
    plain(f"scale_by_rms {decay} {eps}", optax.scale_by_rms(decay, eps, eps_in_sqrt=False), "scale-by-rms", decay=decay, epsilon=eps)
    plain(f"scale_by_stddev {decay} {eps}", optax.scale_by_stddev(decay, eps, eps_in_sqrt=False), "scale-by-stddev", decay=decay,
          epsilon=eps)
    plain(f"scale_by_adadelta {decay} {eps}", optax.scale_by_adadelta(decay, eps), "scale-by-adadelta", rho=decay, epsilon=eps)
    add(f"scale_by_sm3 {decay} {eps}", [part("scale-by-sm3", beta=decay, epsilon=eps)], optax.scale_by_sm3(decay, 1.0, eps),
        of=("dense", "filter", "heads", "bias"))
add("scale_by_rms with its epsilon in the root", [part("scale-by-rms", decay=0.9)], optax.scale_by_rms(0.9, 1e-8), differs=True)
add("scale_by_rss", [part("scale-by-rss", initial=0.1, epsilon=1e-7)], optax.scale_by_rss(0.1, 1e-7), differs=True)
for initial in (0.1, 2.0):
    plain(f"scale_by_rss {initial} of no epsilon", optax.scale_by_rss(initial, 1e-30), "scale-by-rss", initial=initial, epsilon=1e-30)


def at_once(rprop):
    """Optax 0.2.8 returns the updates of the step before, 0 at first; those of the step are in its state."""
    def update(g, state, p):
        _, state = rprop.update(g, state, p)
        return state.prev_updates, state
    return optax.GradientTransformation(rprop.init, update)


for rate, options, more in ((0.1, (), {}), (0.05, (0.3, 1.5), dict(shrinkage=0.3, growth=1.5)),
                            (0.02, (0.5, 1.2, 0.01, 0.05), dict(minStep=0.01, maxStep=0.05))):
    plain(f"scale_by_rprop {rate}", at_once(optax.scale_by_rprop(rate, *options)), "scale-by-rprop", learningRate=rate, **more)
add("scale_by_rprop a step late", [part("scale-by-rprop", learningRate=0.1)], optax.scale_by_rprop(0.1), differs=True)

# scales of tensors and of all of them
for low, share, eps in ((0.0, 1.0, 0.0), (0.5, 0.001, 0.0), (0.0, 0.1, 0.01)):
    add(f"scale_by_trust_ratio {low} {share} {eps}",
        [part("scale-by-trust-ratio", minNorm=low, coefficient=share, epsilon=eps), DOWN],
        down(optax.scale_by_trust_ratio(low, share, eps)))
for least, most, eps, variant in ((0.0, 1.0, 0.0, "sps"), (0.5, 0.05, 0.0, "sps"), (0.0, 1.0, 0.3, "sps+")):
    add(f"scale_by_polyak {least} {most} {variant}",
        [part("scale-by-polyak", minimum=least, maxStep=most, epsilon=eps, positive=variant == "sps+"), DOWN],
        down(optax.scale_by_polyak(least, most, eps, variant)))
for alpha in (100.0, 2.0):
    plain(f"scale_by_cocob {alpha}", contrib.scale_by_cocob(alpha), "scale-by-cocob", alpha=alpha)
for rate, momentum in ((0.01, 0.9), (0.1, 0.0)):
    plain(f"scale_by_madgrad {rate}", contrib.scale_by_madgrad(rate, momentum), "scale-by-madgrad", learningRate=rate, momentum=momentum)


def kept(leaf):
    """Counters that are int32 in one branch are so in the other."""
    return wide(leaf) if jnp.issubdtype(leaf.dtype, jnp.floating) else leaf


for options, ours in ((dict(patience=2), dict(patience=2)),
                      (dict(factor=0.5, patience=3, cooldown=2, rtol=0.0, atol=0.05), dict(factor=0.5, patience=3, coolDown=2, relative=0.0, absolute=0.05)),
                      (dict(factor=0.7, patience=1, accumulation_size=3, min_scale=0.4, rtol=0.1),
                       dict(factor=0.7, patience=1, window=3, least=0.4, relative=0.1))):
    add(f"reduce_on_plateau {list(options)}", [part("reduce-on-plateau", **ours)], contrib.reduce_on_plateau(**options), widen=kept)


# several steps, some steps
def adam(rate=0.05):
    return optax.chain(optax.scale_by_adam(), optax.scale(-rate))


def several(k, **options):
    return optax.MultiSteps(adam(), k, accumulator_dtype=jnp.float64, **options).gradient_transformation()


ADAM = part("chain", parts=[part("scale-by-adam"), scale(-0.05)])
for k in (1, 3, 4):
    plain(f"apply_every {k}", optax.apply_every(k), "accumulate", batches=k, transform=scale(float(k)))
    plain(f"MultiSteps {k}", several(k), "accumulate", batches=k, transform=ADAM)
    plain(f"MultiSteps of sums {k}", several(k, use_grad_mean=False), "accumulate", batches=k,
          transform=part("chain", parts=[scale(float(k)), ADAM]))
for limit in (0, 2, 3):
    add(f"apply_if_finite {limit}", [part("apply-if-finite", transform=ADAM, limit=limit)], optax.apply_if_finite(adam(), limit), "spoilt")
add("zero_nans", [part("zero-non-finite"), ADAM], optax.chain(optax.zero_nans(), adam()), "nan")
add("zero_nans of infinities", [part("zero-non-finite"), ADAM], optax.chain(optax.zero_nans(), adam()), "spoilt", differs=True)


# some parameters
def mask(*names):
    return {name: name in names for name in SHAPES}


WIDE = ("dense", "filter", "heads")
add("masked decay", [part("masked", match="*", **{"except": "bias, sc*"}, transform=part("add-decayed-weights", weightDecay=0.2)), DOWN],
    down(optax.masked(optax.add_decayed_weights(0.2), mask(*WIDE))))
add("masked norm", [part("masked", match="dense,b*", transform=part("normalize", scale=0.5))],
    optax.masked(optax.normalize_by_update_norm(0.5), mask("dense", "bias")))
add("masked adam", [part("masked", match="?????", transform=part("scale-by-adam")), DOWN],
    down(optax.masked(optax.scale_by_adam(), mask("dense", "heads", "scale"))))
labels = {"dense": "adam", "filter": "adam", "heads": "norm", "bias": "norm", "scale": "none"}
add("partition", [part("partition", branches=[dict(match="scale", transform=part("freeze")),
                                              dict(match="heads, bias", transform=part("normalize", scale=0.1))], rest=ADAM)],
    optax.partition({"adam": adam(), "norm": optax.normalize_by_update_norm(0.1), "none": optax.set_to_zero()}, labels))
add("freeze", [ADAM, part("freeze", match="heads,bias")], optax.chain(adam(), optax.freeze(mask("heads", "bias"))))
add("selective_transform", [part("partition", branches=[dict(match="dense,scale", transform=part("freeze"))], rest=ADAM)],
    optax.selective_transform(adam(), freeze_mask=mask("dense", "scale")))


# what stays in a set
def ends(project, axis=None):
    """Updates that end in a set, which Optax has as a projection of points."""
    def update(g, state, p):
        def end(p, u):
            point = p - 0.3 * u
            return (project(point) if axis is None else jnp.apply_along_axis(project, axis, point)) - p
        return {k: end(p[k], g[k]) for k in g}, state
    return optax.GradientTransformation(lambda p: optax.EmptyState(), update)


BACK = scale(-0.3)
add("keep_params_nonnegative", [BACK, part("keep-non-negative")], optax.chain(optax.scale(-0.3), optax.keep_params_nonnegative()))
add("projection_box", [BACK, part("keep-in-box", low=-0.4, high=0.7)], ends(lambda x: projections.projection_box(x, -0.4, 0.7)))
UNITS = ("dense", "filter", "heads", "bias")
add("projection_simplex", [BACK, part("keep-on-simplex", sum=1.5)], ends(lambda x: projections.projection_simplex(x, 1.5), -1), of=UNITS)
add("projection_l1_ball", [BACK, part("keep-in-l1-ball", radius=1.2)], ends(lambda x: projections.projection_l1_ball(x, 1.2), -1), of=UNITS)
for axis in (0, -1):
    add(f"projection_l2_ball {axis}", [BACK, part("keep-norm-below", maxNorm=0.9, axis=axis)],
        ends(lambda x: projections.projection_l2_ball(x, 0.9), axis), of=UNITS)
    add(f"projection_l2_sphere {axis}", [BACK, part("keep-unit-norm", axis=axis)],
        ends(lambda x: projections.projection_l2_sphere(x), axis), of=UNITS)


def listed(value):
    """Thirteen digits are more than the test looks at; what is no number in JSON is a text."""
    if isinstance(value, dict):
        return {k: listed(v) for k, v in value.items()}
    if isinstance(value, list):
        return [listed(v) for v in value]
    if isinstance(value, float):
        return float(f"{value:.13g}") if math.isfinite(value) else {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, "NaN")
    return listed(np.asarray(value).tolist())


for case in cases:
    case["updates"] = listed(case["updates"])
tops = {"optax": optax.__version__, "torch": torch.__version__, "steps": list(KEPT), "start": listed(start), "losses": losses.tolist(),
        "gradients": {name: listed(value) for name, value in GRADIENTS.items()}}
head = ",\n".join(f"{json.dumps(k)}:{json.dumps(v, separators=(',', ':'))}" for k, v in tops.items())
lines = ",\n".join(json.dumps(case, separators=(",", ":"), allow_nan=False) for case in cases)
print(f'{{{head},\n"cases":[\n{lines}\n]}}')
