package org.thalweg.api.tensor;

import org.thalweg.api.data.DType;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Unary;

/** Arithmetic, element by element. Operands broadcast against each other and have one type. */
public sealed interface ArithmeticOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /** Returns this + other. */
  default Tensor add(Tensor other) {
    return Ops.binary(new Binary.Add(), self(), other);
  }

  /** Returns this + other. */
  default Tensor add(double other) {
    return Ops.binary(new Binary.Add(), self(), other);
  }

  /** Returns this - other. */
  default Tensor sub(Tensor other) {
    return Ops.binary(new Binary.Sub(), self(), other);
  }

  /** Returns this - other. */
  default Tensor sub(double other) {
    return Ops.binary(new Binary.Sub(), self(), other);
  }

  /** Returns other - this. */
  default Tensor rsub(double other) {
    return Tensor.record(new Binary.Sub(), Ops.like(self(), other), self());
  }

  /** Returns this times other. */
  default Tensor mul(Tensor other) {
    return Ops.binary(new Binary.Mul(), self(), other);
  }

  /** Returns this times other. */
  default Tensor mul(double other) {
    return Ops.binary(new Binary.Mul(), self(), other);
  }

  /** Returns this / other, on floats. */
  default Tensor div(Tensor other) {
    return Ops.binary(new Binary.Div(), self(), other);
  }

  /** Returns this / other, on floats. */
  default Tensor div(double other) {
    return Ops.binary(new Binary.Div(), self(), other);
  }

  /** Returns other / this, on floats. */
  default Tensor rdiv(double other) {
    return Tensor.record(new Binary.Div(), Ops.like(self(), other), self());
  }

  /** Returns 1 / this. */
  default Tensor reciprocal() {
    return rdiv(1);
  }

  /** Returns -this. */
  default Tensor neg() {
    return Ops.record(new Unary.Neg(), self());
  }

  /** Returns the absolute value; its derivative at 0 is 0. */
  default Tensor abs() {
    return Ops.record(new Unary.Abs(), self());
  }

  /** Returns -1, 0 or 1 by the sign. */
  default Tensor sign() {
    return Ops.record(new Unary.Sign(), self());
  }

  /** Returns this times itself. */
  default Tensor square() {
    return mul(self());
  }

  /** Returns this to the power of other, on floats. */
  default Tensor pow(Tensor other) {
    return Ops.binary(new Binary.Pow(), self(), other);
  }

  /** Returns this to a power; small whole powers, halves and inverses need no logarithm. */
  default Tensor pow(double power) {
    Tensor x = self();
    if (power == 0) {
      return Ops.like(x, 1);
    } else if (power == 1) {
      return x;
    } else if (power == 2) {
      return x.square();
    } else if (power == 3) {
      return x.square().mul(x);
    } else if (power == 4) {
      return x.square().square();
    } else if (power == 0.5) {
      return x.sqrt();
    } else if (power == -1) {
      return x.reciprocal();
    }
    return Ops.binary(new Binary.Pow(), x, power);
  }

  /** Returns the larger of both, NaN if either is; ties share the gradient. */
  default Tensor maximum(Tensor other) {
    return Ops.binary(new Binary.Maximum(), self(), other);
  }

  /** Returns the larger of both, NaN if this is; ties share the gradient. */
  default Tensor maximum(double other) {
    return Ops.binary(new Binary.Maximum(), self(), other);
  }

  /** Returns the smaller of both, NaN if either is; ties share the gradient. */
  default Tensor minimum(Tensor other) {
    return Ops.binary(new Binary.Minimum(), self(), other);
  }

  /** Returns the smaller of both, NaN if this is; ties share the gradient. */
  default Tensor minimum(double other) {
    return Ops.binary(new Binary.Minimum(), self(), other);
  }

  /** Returns the values cut to an interval; outside it the gradient is 0. */
  default Tensor clamp(double low, double high) {
    Tensor x = self();
    Tensor floored = Tensors.where(x.lt(low), Ops.like(x, low), x);
    return Tensors.where(x.gt(high), Ops.like(x, high), floored);
  }

  /** Returns 0 for values below zero, others as they are, NaN too; the gradient at 0 is 0. */
  default Tensor relu() {
    Tensor x = self();
    return Tensors.where(x.le(0), Ops.like(x, 0), x);
  }

  /** Returns the values in another type; see {@link Unary.Cast}. */
  default Tensor to(DType dtype) {
    return Ops.cast(self(), dtype);
  }

  /** Returns the same values, constant to differentiation. */
  default Tensor stopGradient() {
    return Ops.record(new Unary.StopGradient(), self());
  }

  /** Returns bits shifted left, on integers. */
  default Tensor shiftLeft(int bits) {
    return Ops.binary(new Binary.ShiftLeft(), self(), bits);
  }

  /** Returns bits shifted right with zeros coming in, on integers. */
  default Tensor shiftRight(int bits) {
    return Ops.binary(new Binary.ShiftRight(), self(), bits);
  }
}
