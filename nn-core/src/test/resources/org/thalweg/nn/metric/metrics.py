"""Writes metrics.csv: scikit-learn's metrics of seeded random data, which stand in regression.csv,
scores.csv and binary.csv."""

import numpy as np
from sklearn import metrics as m

rng = np.random.default_rng(7)
N = 37


def write(name, **columns):
    with open(f"{name}.csv", "w") as out:
        out.write(",".join(columns) + "\n")
        for row in zip(*columns.values()):
            out.write(",".join(repr(float(v)) if isinstance(v, float) else str(v) for v in row) + "\n")


t = rng.normal(1000, 2, (N, 2))
p = t + rng.normal(0, 1, (N, 2))
w = np.where(rng.random(N) < 0.2, 0, rng.random(N) * 3)
write("regression", p0=p[:, 0], p1=p[:, 1], t0=t[:, 0], t1=t[:, 1], w=w)

scores = rng.normal(0, 1, (N, 4))
label = np.where(rng.random(N) < 0.6, scores.argmax(1), rng.integers(0, 4, N))
write("scores", s0=scores[:, 0], s1=scores[:, 1], s2=scores[:, 2], s3=scores[:, 3], t=label, w=w)

logit = rng.normal(0, 2, N)
yes = (logit + rng.normal(0, 2, N) > 0).astype(int)
write("binary", logit=logit, t=yes, w=w)

with open("metrics.csv", "w") as out:
    out.write("metric,data,weighted,value\n")
    for weighted in (False, True):
        weight = w if weighted else None
        for name, function in {
            "r2": m.r2_score,
            "mae": m.mean_absolute_error,
            "mse": m.mean_squared_error,
        }.items():
            out.write(f"{name},regression,{weighted},{function(t, p, sample_weight=weight)!r}\n")
        rmse = np.sqrt(m.mean_squared_error(t, p, sample_weight=weight))
        out.write(f"rmse,regression,{weighted},{float(rmse)!r}\n")
        out.write(f"accuracy,scores,{weighted},{m.accuracy_score(label, scores.argmax(1), sample_weight=weight)!r}\n")
        out.write(f"accuracy,binary,{weighted},{m.accuracy_score(yes, logit > 0, sample_weight=weight)!r}\n")
