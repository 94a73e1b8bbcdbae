"""Writes primitives.csv: what NumPy, PyTorch and JAX give where they have the primitive.

Columns: case, role (in or out), shape, values. The test knows which primitive a case is of.
"""

import jax
import numpy as np
import torch

jax.config.update("jax_enable_x64", True)
random = np.random.default_rng(7)
rows = []


def real(*shape):
    return np.round(random.uniform(-4, 4, shape), 3)


def whole(low, high, *shape):
    return random.integers(low, high, shape)


def case(name, inputs, output):
    for role, value in [("in", v) for v in inputs] + [("out", output)]:
        value = np.asarray(value)
        shape = "x".join(str(d) for d in value.shape)
        numbers = " ".join(str(v) for v in value.astype(np.float64).reshape(-1).tolist())
        rows.append(f"{name},{role},{shape},{numbers.replace('nan', 'NaN').replace('inf', 'Infinity')}\n")


def t(value):
    return torch.from_numpy(np.asarray(value))


def conv(name, image, filters, stride, dilation, groups):
    function = {3: torch.conv1d, 4: torch.conv2d, 5: torch.conv3d}[image.ndim]
    case(name, [image, filters], function(t(image), t(filters), stride=stride, dilation=dilation, groups=groups))


conv("conv1d", real(2, 3, 11), real(4, 3, 3), [2], [2], 1)
conv("conv2d", real(2, 4, 7, 9), real(6, 2, 3, 2), [2, 1], [1, 3], 2)
conv("conv3d", real(1, 2, 4, 5, 6), real(3, 2, 2, 3, 2), [1, 2, 1], [2, 1, 1], 1)
a, b = real(2, 3, 4), real(2, 4, 5)
case("matmul", [a, b], a @ b)

x = real(2, 9)
case("unfold", [x], t(x).unfold(1, 3, 2))
x = real(2, 7, 10)
reach = np.lib.stride_tricks.sliding_window_view(x, (3, 4), axis=(1, 2))
case("unfold-dilated", [x], reach[:, ::2, :, ::2, ::3])
x = real(1, 6, 9)  # [N, K1 K2, L] for PyTorch; the windows of the primitive are [N, E1, E2, K1, K2]
folded = torch.nn.functional.fold(t(x), (7, 5), (3, 2), dilation=(1, 2), stride=(2, 1))
case("fold", [x.reshape(1, 3, 2, 3, 3).transpose(0, 3, 4, 1, 2)], folded[:, 0])

x = real(3, 4)
case("pad", [x], jax.lax.pad(x, -1.5, [(1, 0, 2), (0, 2, 1)]))
x = real(6, 5, 9)
case("slice", [x], x[1:6:2, 0:5:1, 2:9:3])
case("flip", [x], np.flip(x, (0, 2)))
case("transpose", [x], np.transpose(x, (2, 0, 1)))
case("reshape", [x], x.reshape(10, 27))
x = real(3, 1)
case("broadcast", [x], np.broadcast_to(x, (2, 3, 4)))
x, y = real(2, 3), real(2, 2)
case("concat", [x, y], np.concatenate([x, y], 1))

x, i = real(3, 5, 2), whole(0, 5, 2, 4)
case("gather", [x, i], np.take(x, i, 1))
x, i = real(3, 2, 4, 2), whole(0, 5, 2, 4)
added = jax.numpy.zeros((3, 5, 2)).at[:, i, :].add(x)
case("scatter-add", [x, i], added)
x, i = real(3, 5), whole(0, 3, 4, 5)
case("take-along", [x, i], np.take_along_axis(x, i, 0))
x, i = real(4, 5), whole(0, 3, 4, 5)
case("put-along", [x, i], torch.zeros(3, 5, dtype=torch.float64).scatter_add(0, t(i), t(x)))

ties = np.array([[3, 1, np.nan, 1, -np.inf, 3, 0.0], [2, np.nan, 2, np.inf, -1, -1, np.nan]])
case("argsort", [ties], np.argsort(ties, 1, kind="stable"))
case("argsort-descending", [ties], torch.argsort(t(ties), dim=1, descending=True, stable=True))
case("argmax", [ties], np.argmax(ties, 1))
case("max", [ties], np.max(ties, 0))
x = real(3, 5)
case("cumsum", [x], np.cumsum(x, 0))
case("cumsum-reverse", [x], np.flip(np.cumsum(np.flip(x, 1), 1), 1))
x = real(2, 3, 4)
case("sum", [x], np.sum(x, (0, 2)))

steps = np.array([-2.5, -1.5, -0.5, -0.2, 0.2, 0.5, 1.5, 2.5, 1e300, np.inf, np.nan])
case("round", [steps], np.rint(steps))
case("floor", [steps], np.floor(steps))
case("sign", [steps], np.sign(steps))
a, b = np.meshgrid([-np.inf, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, np.inf, np.nan], [-np.inf, -2.0, -1.0, 0.0, 0.5, 3.0, np.inf, np.nan])
with np.errstate(all="ignore"):
    case("pow", [a, b], np.power(a, b))
    case("atan2", [a, b], np.arctan2(a, b))
    case("maximum", [a, b], np.maximum(a, b))
    case("minimum", [a, b], np.minimum(a, b))

with open("primitives.csv", "w") as out:
    out.write("case,role,shape,values\n")
    out.writelines(rows)
