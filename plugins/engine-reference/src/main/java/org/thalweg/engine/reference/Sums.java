package org.thalweg.engine.reference;

import org.thalweg.api.data.Spec;

/** Elements that values are added to; floats are rounded to their type at the end. */
final class Sums {
  private final Spec spec;
  private final double[] reals;
  private final long[] wholes;

  Sums(Spec spec) {
    this.spec = spec;
    this.reals = new double[Math.toIntExact(spec.shape().size())];
    this.wholes = new long[reals.length];
  }

  /** Adds an element of a value. */
  void add(int to, Value x, int from) {
    if (x.isReal()) {
      reals[to] += x.real(from);
    } else {
      wholes[to] += x.whole(from);
    }
  }

  Value result() {
    Value result = Value.zeros(spec);
    for (int i = 0; i < reals.length; i++) {
      if (result.isReal()) {
        result.set(i, reals[i]);
      } else {
        result.set(i, wholes[i]);
      }
    }
    return result;
  }
}
