"""Writes random-bits.csv: bits of jax.random.bits, and of its Threefry at counters beyond 32 bits.

Columns: the key as an int64, the first counter, consecutive bits as int32, separated by blanks.
"""

import jax
import numpy as np

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_threefry_partitionable", True)

from jax.extend.random import threefry2x32_p  # noqa: E402


def words(number):
    number %= 2**64
    return np.uint32(number >> 32), np.uint32(number % 2**32)


def of_random_bits(key, shape):
    data = jax.random.wrap_key_data(np.array(words(key), np.uint32), impl="threefry2x32")
    return np.asarray(jax.random.bits(data, shape, np.uint32)).reshape(-1)


def of_counters(key, first, count):
    counters = [words(first + i) for i in range(count)]
    high, low = (np.array(column, np.uint32) for column in zip(*counters))
    high_bits, low_bits = threefry2x32_p.bind(*words(key), high, low)
    return np.asarray(high_bits) ^ np.asarray(low_bits)


def line(key, first, bits):
    return f"{key},{first},{' '.join(str(b) for b in bits.astype(np.int32))}\n"


KEYS = [0, 1, -1, 42, 2**32, 0x0123456789ABCDEF, -(2**63), 2**63 - 1]

with open("random-bits.csv", "w") as out:
    out.write("key,counter,bits\n")
    for key in KEYS:
        for shape in [(1,), (17,), (3, 5), (2, 3, 4)]:
            out.write(line(key, 0, of_random_bits(key, shape)))
        for first in [1, 2**32 - 2, 2**32, 2**40 + 5, 2**62, 2**63 - 2, -3]:
            out.write(line(key, first, of_counters(key, first, 5)))
    assert (of_counters(42, 0, 17) == of_random_bits(42, (17,))).all()
