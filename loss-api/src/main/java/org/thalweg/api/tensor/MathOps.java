package org.thalweg.api.tensor;

import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Unary;

/** Functions of one real variable, element by element, on floats. */
public sealed interface MathOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /** Returns e to the power of this. */
  default Tensor exp() {
    return Ops.record(new Unary.Exp(), self());
  }

  /** Returns exp(this) - 1, accurate near zero. */
  default Tensor expm1() {
    return Ops.record(new Unary.Expm1(), self());
  }

  /** Returns the natural logarithm. */
  default Tensor log() {
    return Ops.record(new Unary.Log(), self());
  }

  /** Returns log(1 + this), accurate near zero. */
  default Tensor log1p() {
    return Ops.record(new Unary.Log1p(), self());
  }

  /** Returns the square root. */
  default Tensor sqrt() {
    return Ops.record(new Unary.Sqrt(), self());
  }

  /** Returns 1 / sqrt(this). */
  default Tensor rsqrt() {
    return sqrt().reciprocal();
  }

  /** Returns the sine, of radians. */
  default Tensor sin() {
    return Ops.record(new Unary.Sin(), self());
  }

  /** Returns the cosine, of radians. */
  default Tensor cos() {
    return Ops.record(new Unary.Cos(), self());
  }

  /** Returns the tangent, of radians. */
  default Tensor tan() {
    return sin().div(cos());
  }

  /** Returns the arc sine, in radians; NaN outside -1 to 1. */
  default Tensor asin() {
    return atan2OfUnit(self());
  }

  /** Returns the arc cosine, in radians; NaN outside -1 to 1. */
  default Tensor acos() {
    Tensor x = self();
    return x.square().rsub(1).sqrt().atan2(x);
  }

  /** Returns the arc tangent, in radians. */
  default Tensor atan() {
    return Ops.record(new Unary.Atan(), self());
  }

  /** Returns the angle of the point (x, this), in radians. */
  default Tensor atan2(Tensor x) {
    return Ops.binary(new Binary.Atan2(), self(), x);
  }

  /** Returns the hyperbolic sine. */
  default Tensor sinh() {
    Tensor e = self().expm1();
    return e.add(e.div(e.add(1))).mul(0.5);
  }

  /** Returns the hyperbolic cosine. */
  default Tensor cosh() {
    Tensor x = self();
    return x.exp().add(x.neg().exp()).mul(0.5);
  }

  /** Returns the hyperbolic tangent. */
  default Tensor tanh() {
    return Ops.record(new Unary.Tanh(), self());
  }

  /** Returns the logistic function 1 / (1 + exp(-this)). */
  default Tensor sigmoid() {
    return Ops.record(new Unary.Logistic(), self());
  }

  /** Returns log(1 + exp(this)) without overflow. */
  default Tensor softplus() {
    return Ops.record(new Unary.Softplus(), self());
  }

  /** Returns the logarithm of {@link #sigmoid} without underflow. */
  default Tensor logSigmoid() {
    return self().neg().softplus().neg();
  }

  /** Returns the Gauss error function. */
  default Tensor erf() {
    return Ops.record(new Unary.Erf(), self());
  }

  /** Returns the logarithm of the absolute value of the gamma function. */
  default Tensor lgamma() {
    return Ops.record(new Unary.Lgamma(), self());
  }

  /** Returns the derivative of {@link #lgamma}. */
  default Tensor digamma() {
    return polygamma(0);
  }

  /** Returns the derivative of order {@code order + 1} of the logarithm of gamma. */
  default Tensor polygamma(int order) {
    return Ops.record(new Unary.Polygamma(order), self());
  }

  /** Returns the largest whole number not above each value. */
  default Tensor floor() {
    return Ops.record(new Unary.Floor(), self());
  }

  /** Returns the smallest whole number not below each value. */
  default Tensor ceil() {
    return self().neg().floor().neg();
  }

  /** Returns the nearest whole number, ties to even. */
  default Tensor round() {
    return Ops.record(new Unary.Round(), self());
  }

  private static Tensor atan2OfUnit(Tensor x) {
    return x.atan2(x.square().rsub(1).sqrt());
  }
}
