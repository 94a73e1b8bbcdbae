"""Reads what we wrote with Python's safetensors 0.8.0 and NumPy, and writes files of its own for us to read.

    python safetensors_peer.py      in this folder, after SafeTensorsPeerTest with -Dsafetensors.update=true

ours-types.safetensors has all types, ours-state.safetensors is a checkpoint of Adam; SafeTensorsPeerTest writes them. The
script writes theirs-types.safetensors, and theirs-state.safetensors: the checkpoint with all parameters doubled and without
its checksum, which is of other numbers. numbers.json lists what Python has in each of the four: types, shapes, texts, and
numbers, shortest decimals that give the same bits. The build does not run this script; the test reads what it left.
"""

import json
import math
from pathlib import Path

import numpy as np
import safetensors
from safetensors.numpy import save_file

HERE = Path(__file__).parent
CODES = {"float32": "F32", "float64": "F64", "int32": "I32", "int64": "I64", "bool": "BOOL"}


def read(name):
    with safetensors.safe_open(HERE / name, framework="numpy") as file:
        return {key: file.get_tensor(key) for key in file.keys()}, file.metadata() or {}


def text(value):
    if isinstance(value, np.floating):
        if not np.isfinite(value):
            return "NaN" if np.isnan(value) else "Infinity" if value > 0 else "-Infinity"
        return repr(float(value))
    return str(int(value))


def listed(name):
    tensors, texts = read(name)
    return {
        "metadata": texts,
        "tensors": {
            key: {"dtype": CODES[str(t.dtype)], "shape": list(t.shape), "values": [text(v) for v in t.reshape(-1)]}
            for key, t in sorted(tensors.items())
        },
    }


random = np.random.default_rng(3)
theirs = {
    "z last": random.normal(size=(3, 2)).astype(np.float32),
    "edges": np.array([0.0, -0.0, math.inf, -math.inf, math.nan, 5e-324, 1.7976931348623157e308, 0.1]),
    "small edges": np.array([1e-45, 3.4028235e38, -0.0], dtype=np.float32),
    "longs": np.array([[-(2**63), 2**63 - 1], [2**53 + 1, 0]]),
    "ints": np.array([-(2**31), 2**31 - 1], dtype=np.int32),
    "b\"o\\ol €": np.array([[True], [False], [True]]),
    "scalar": np.array(2.5),
    "nothing": np.zeros((2, 0, 3), dtype=np.float32),
    "cube": np.arange(24, dtype=np.int64).reshape(2, 3, 4),
}
save_file(theirs, HERE / "theirs-types.safetensors", metadata={"who": "Python é", "line": "a\nb\t\"c\""})

state, about = read("ours-state.safetensors")
doubled = {key: t * 2 if key.startswith("parameters.") else t for key, t in state.items()}
save_file(doubled, HERE / "theirs-state.safetensors", metadata={k: v for k, v in about.items() if k != "thalweg.crc32c"})

files = ("ours-types.safetensors", "ours-state.safetensors", "theirs-types.safetensors", "theirs-state.safetensors")
numbers = {"safetensors": safetensors.__version__, **{name: listed(name) for name in files}}
(HERE / "numbers.json").write_text(json.dumps(numbers, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
