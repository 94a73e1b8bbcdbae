"""Writes diabetes, breast-cancer and digits as CSV from the copies that scikit-learn carries."""

import csv
from pathlib import Path

from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits

HERE = Path(__file__).parent


def write(path, header, rows):
    with open(HERE / path, "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def short(value):
    """The shortest text of the same float64, without a trailing .0."""
    text = repr(float(value))
    return text[:-2] if text.endswith(".0") else text


diabetes = load_diabetes(scaled=False)
names = ["age", "sex", "bmi", "bp", "tc", "ldl", "hdl", "tch", "ltg", "glu"]
write(
    "diabetes/diabetes.csv",
    names + ["progression"],
    ([short(v) for v in x] + [short(y)] for x, y in zip(diabetes.data, diabetes.target)),
)

cancer = load_breast_cancer()
write(
    "breast-cancer/breast-cancer.csv",
    [name.replace(" ", "_") for name in cancer.feature_names] + ["diagnosis"],
    ([short(v) for v in x] + [cancer.target_names[y]] for x, y in zip(cancer.data, cancer.target)),
)

digits = load_digits()
write(
    "digits/digits.csv",
    [f"pixel_{row}_{column}" for row in range(8) for column in range(8)] + ["digit"],
    ([short(v) for v in x] + [y] for x, y in zip(digits.data, digits.target)),
)
