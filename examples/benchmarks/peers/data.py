"""Data and weights that are equal to the bit in every peer: an integer hash of seed and index (Data.java has the same)."""
import numpy as np

_G = np.uint64(0x9E3779B97F4A7C15)
_A = np.uint64(0xBF58476D1CE4E5B9)
_B = np.uint64(0x94D049BB133111EB)


def _hash(seed, n):
    with np.errstate(over="ignore"):
        z = ((np.uint64(seed) << np.uint64(32)) + np.arange(n, dtype=np.uint64)) * _G + _G
        z = (z ^ (z >> np.uint64(30))) * _A
        z = (z ^ (z >> np.uint64(27))) * _B
        return z ^ (z >> np.uint64(31))


def unit(seed, *shape):
    n = int(np.prod(shape))
    return ((_hash(seed, n) >> np.uint64(40)).astype(np.float32) * np.float32(2.0 ** -24)).reshape(shape)


def uniform(seed, low, high, *shape):
    return (unit(seed, *shape) * np.float32(high - low) + np.float32(low)).astype(np.float32)


def labels(seed, n, classes):
    return ((_hash(seed, n) >> np.uint64(33)) % np.uint64(classes)).astype(np.int64)


def weight(seed, outputs, inputs):
    return uniform(seed, -1, 1, outputs, inputs) * np.float32(1.0 / np.sqrt(inputs))


def mlp():
    X = [uniform(1000 + b, -1, 1, 64, 784) for b in range(16)]
    Y = [labels(1100 + b, 64, 10) for b in range(16)]
    return X, Y, [weight(1, 256, 784), weight(2, 128, 256), weight(3, 10, 128)]


def tiny():
    X = [uniform(2000 + b, -1, 1, 32, 10) for b in range(16)]
    c = ((np.arange(10) + 1) / 10).astype(np.float32)
    Y = []
    for x in X:
        y = np.zeros(32, np.float32)
        for j in range(10):
            y = y + x[:, j] * c[j]
        Y.append(y[:, None])
    return X, Y, [weight(11, 64, 10), weight(12, 32, 64), weight(13, 1, 32)]


def cross_entropy():
    return uniform(5000, -4, 4, 4096, 1000), labels(5100, 4096, 1000)


def pointwise():
    n = 1 << 22
    return uniform(5200, -4, 4, n), (unit(5300, n) < np.float32(0.5)).astype(np.float32), uniform(5400, -4, 4, n)


def optimizer(count=20, shape=(500_000,)):
    return ([uniform(6000 + k, -1, 1, *shape) for k in range(count)],
            [uniform(100_000 + k, -0.01, 0.01, *shape) for k in range(count)])


def catalogue(loss, n):
    """The tensors of prediction and target of a loss; CatalogueWork.java has the same."""
    columns = 64
    line = (n,)
    rows = (n // columns, columns)

    def between(seed, low, high, shape):
        return uniform(8000 + seed, low, high, *shape)

    def floats(seed, shape):
        return between(seed, -4, 4, shape)

    def coins(seed, shape):
        return (unit(8000 + seed, *shape) < np.float32(0.5)).astype(np.float32)

    def signs(seed, shape):
        return coins(seed, shape) * 2 - 1

    def log_softmax(x):
        x = x.astype(np.float64)
        x = x - x.max(1, keepdims=True)
        return x - np.log(np.exp(x).sum(1, keepdims=True))

    classes = labels(8001, n // columns, columns)
    if loss in ("mse", "mae", "smooth-l1", "huber"):
        return [floats(0, line)], [floats(1, line)]
    if loss in ("bce-logits", "focal"):
        return [floats(0, line)], [coins(1, line)]
    if loss == "bce":
        return [between(0, 0.01, 0.99, line)], [coins(1, line)]
    if loss == "soft-margin":
        return [floats(0, line)], [signs(1, line)]
    if loss == "hinge-embedding":
        return [between(0, 0, 2, line)], [signs(1, line)]
    if loss == "poisson-nll":
        return [floats(0, line)], [between(1, 0, 4, line)]
    if loss == "gaussian-nll":
        return [floats(0, line), between(1, 0.1, 2, line)], [floats(2, line)]
    if loss == "margin-ranking":
        return [floats(0, line), floats(1, line)], [signs(2, line)]
    if loss == "kl-divergence":
        return ([log_softmax(floats(0, rows)).astype(np.float32)],
                [np.exp(log_softmax(floats(1, rows))).astype(np.float32)])
    if loss == "nll":
        return [log_softmax(floats(0, rows)).astype(np.float32)], [classes]
    if loss in ("cross-entropy", "multi-margin"):
        return [floats(0, rows)], [classes]
    if loss == "multilabel-soft-margin":
        return [floats(0, rows)], [coins(1, rows)]
    if loss == "cosine-embedding":
        return [floats(0, rows), floats(1, rows)], [signs(2, (n // columns,))]
    if loss == "triplet":
        return [floats(0, rows), floats(1, rows), floats(2, rows)], []
    if loss == "linear-cross-entropy":  # n features, 1024 rows, 50,000 classes
        return ([between(0, -1, 1, (1024, n)), between(1, -0.1, 0.1, (50_000, n)), between(2, -0.1, 0.1, (50_000,))],
                [labels(8003, 1024, 50_000)])
    if loss == "ctc":
        return [floats(0, (150, 32, 29))], [labels(8001, 32 * 30, 28).reshape(32, 30) + 1]
    raise ValueError("unknown loss " + loss)
