package org.thalweg.engine.reference;

import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;

/** A dense tensor as a plain array: doubles for floats, longs for integers and bools. */
final class Value {
  private static final double[] NO_REALS = {};
  private static final long[] NO_WHOLES = {};

  private final Spec spec;
  private final double[] reals;
  private final long[] wholes;

  private Value(Spec spec) {
    int size = Math.toIntExact(spec.shape().size());
    this.spec = spec;
    this.reals = spec.dtype().isFloating() ? new double[size] : NO_REALS;
    this.wholes = spec.dtype().isFloating() ? NO_WHOLES : new long[size];
  }

  /** Returns zeros. */
  static Value zeros(Spec spec) {
    return new Value(spec);
  }

  /** Returns a copy of what a storage holds. */
  static Value load(Spec spec, Storage storage) {
    Value value = new Value(spec);
    for (int i = 0; i < value.size(); i++) {
      if (value.isReal()) {
        value.reals[i] = storage.getDouble(i);
      } else {
        value.wholes[i] = storage.getLong(i);
      }
    }
    return value;
  }

  /** Writes all elements to a storage. */
  void store(Storage storage) {
    for (int i = 0; i < size(); i++) {
      if (isReal()) {
        storage.setDouble(i, reals[i]);
      } else {
        storage.setLong(i, wholes[i]);
      }
    }
  }

  Spec spec() {
    return spec;
  }

  Shape shape() {
    return spec.shape();
  }

  DType dtype() {
    return spec.dtype();
  }

  int size() {
    return Math.toIntExact(spec.shape().size());
  }

  /** Returns whether the elements are floats. */
  boolean isReal() {
    return spec.dtype().isFloating();
  }

  /** Returns an element of floats. */
  double real(int index) {
    return reals[index];
  }

  /** Returns an element of integers or bools. */
  long whole(int index) {
    return wholes[index];
  }

  /** Sets an element of floats, rounded to their type. */
  void set(int index, double value) {
    reals[index] = dtype() == DType.FLOAT32 ? (float) value : value;
  }

  /** Sets an element of integers, wrapped around to their type, or of bools. */
  void set(int index, long value) {
    wholes[index] =
        switch (dtype()) {
          case INT32 -> (int) value;
          case INT64 -> value;
          case BOOL -> value != 0 ? 1 : 0;
          case FLOAT32, FLOAT64 -> throw new IllegalStateException("a float was set to an integer");
        };
  }

  /** Sets an element to one of another value of the same type. */
  void copy(int index, Value from, int other) {
    if (isReal()) {
      reals[index] = from.reals[other];
    } else {
      wholes[index] = from.wholes[other];
    }
  }

  /** Returns the same elements under another shape. */
  Value reshaped(Shape shape) {
    Value result = new Value(spec.with(shape));
    for (int i = 0; i < size(); i++) {
      result.copy(i, this, i);
    }
    return result;
  }
}
