package org.thalweg.api.tensor;

import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Unary;

/**
 * Comparisons, which give bools, and logic on bools. Comparisons with NaN are false, ne is true.
 */
public sealed interface CompareOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /** Returns where this is below other. */
  default Tensor lt(Tensor other) {
    return Ops.binary(new Binary.Less(), self(), other);
  }

  /** Returns where this is below other. */
  default Tensor lt(double other) {
    return Ops.binary(new Binary.Less(), self(), other);
  }

  /** Returns where this is at most other. */
  default Tensor le(Tensor other) {
    return Ops.binary(new Binary.LessEqual(), self(), other);
  }

  /** Returns where this is at most other. */
  default Tensor le(double other) {
    return Ops.binary(new Binary.LessEqual(), self(), other);
  }

  /** Returns where this is above other. */
  default Tensor gt(Tensor other) {
    return other.lt(self());
  }

  /** Returns where this is above other. */
  default Tensor gt(double other) {
    return Tensor.record(new Binary.Less(), Ops.like(self(), other), self());
  }

  /** Returns where this is at least other. */
  default Tensor ge(Tensor other) {
    return other.le(self());
  }

  /** Returns where this is at least other. */
  default Tensor ge(double other) {
    return Tensor.record(new Binary.LessEqual(), Ops.like(self(), other), self());
  }

  /** Returns where both are equal. */
  default Tensor eq(Tensor other) {
    return Ops.binary(new Binary.Equal(), self(), other);
  }

  /** Returns where both are equal. */
  default Tensor eq(double other) {
    return Ops.binary(new Binary.Equal(), self(), other);
  }

  /** Returns where both differ. */
  default Tensor ne(Tensor other) {
    return eq(other).not();
  }

  /** Returns where both differ. */
  default Tensor ne(double other) {
    return eq(other).not();
  }

  /** Returns where the value is NaN. */
  default Tensor isNaN() {
    return ne(self());
  }

  /** Returns where the value is neither infinite nor NaN. */
  default Tensor isFinite() {
    return self().abs().lt(Double.POSITIVE_INFINITY);
  }

  /** Returns the negation of bools. */
  default Tensor not() {
    return Ops.record(new Unary.Not(), self());
  }

  /** Returns where both hold; bitwise on integers. */
  default Tensor and(Tensor other) {
    return Ops.binary(new Binary.And(), self(), other);
  }

  /** Returns where either holds; bitwise on integers. */
  default Tensor or(Tensor other) {
    return Ops.binary(new Binary.Or(), self(), other);
  }

  /** Returns where exactly one holds; bitwise on integers. */
  default Tensor xor(Tensor other) {
    return Ops.binary(new Binary.Xor(), self(), other);
  }
}
