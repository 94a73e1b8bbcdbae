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


def optimizer():
    return ([uniform(6000 + k, -1, 1, 500_000) for k in range(20)],
            [uniform(6100 + k, -0.01, 0.01, 500_000) for k in range(20)])
