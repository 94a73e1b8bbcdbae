package org.thalweg.api.graph;

import static org.thalweg.api.graph.Rules.check;

import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Spec;

/** Element-wise primitives of one operand. */
public sealed interface Unary extends Primitive {

  /** Returns the type of the result for an operand of a type; the default takes floats only. */
  default DType result(DType operand) {
    return operand;
  }

  @Override
  default List<Spec> infer(List<Spec> inputs) {
    Spec operand = inputs.getFirst();
    switch (this) {
      case Neg _, Abs _, Sign _ -> Rules.numeric(this, operand);
      case Not _ -> check(operand.dtype() == DType.BOOL, this, "takes bool, was %s", operand);
      case Cast _, StopGradient _ -> {}
      case Floor _,
          Round _,
          Sqrt _,
          Exp _,
          Expm1 _,
          Log _,
          Log1p _,
          Sin _,
          Cos _,
          Atan _,
          Tanh _,
          Logistic _,
          Softplus _,
          Erf _,
          Lgamma _,
          Polygamma _ ->
          Rules.floating(this, operand);
    }
    return List.of(operand.with(result(operand.dtype())));
  }

  /** -x. */
  record Neg() implements Unary {}

  /** |x|; the derivative at 0 is 0. */
  record Abs() implements Unary {}

  /** -1, 0 or 1 by the sign of x; NaN stays, and so does the sign of zero. */
  record Sign() implements Unary {}

  /** The largest whole number not above x. */
  record Floor() implements Unary {}

  /** The nearest whole number, ties to even. */
  record Round() implements Unary {}

  /** The square root; NaN below zero. */
  record Sqrt() implements Unary {}

  /** e to the power of x. */
  record Exp() implements Unary {}

  /** exp(x) - 1, accurate near zero. */
  record Expm1() implements Unary {}

  /** The natural logarithm; NaN below zero. */
  record Log() implements Unary {}

  /** log(1 + x), accurate near zero; NaN below -1. */
  record Log1p() implements Unary {}

  /** The sine of x in radians. */
  record Sin() implements Unary {}

  /** The cosine of x in radians. */
  record Cos() implements Unary {}

  /** The arc tangent, in radians. */
  record Atan() implements Unary {}

  /** The hyperbolic tangent. */
  record Tanh() implements Unary {}

  /** 1 / (1 + exp(-x)), the logistic sigmoid, without overflow. */
  record Logistic() implements Unary {}

  /** log(1 + exp(x)), without overflow; its derivative is the logistic sigmoid. */
  record Softplus() implements Unary {}

  /** The Gauss error function. */
  record Erf() implements Unary {}

  /** The logarithm of the absolute value of the gamma function; infinite at 0, -1, -2 and so on. */
  record Lgamma() implements Unary {}

  /**
   * The polygamma function: the derivative of order {@code order + 1} of the logarithm of gamma.
   * NaN at its poles 0, -1, -2 and so on.
   *
   * @param order 0 is digamma, 1 is trigamma
   */
  record Polygamma(int order) implements Unary {
    public Polygamma {
      org.thalweg.api.Checks.require(order >= 0, "the order of polygamma was %d", order);
    }
  }

  /** Logical negation of bools. */
  record Not() implements Unary {}

  /**
   * The value in another type: floats to integers cut the fraction off and saturate, numbers to
   * bool test for non-zero, bools to numbers are 1 and 0.
   *
   * @param dtype the type of the result
   */
  record Cast(DType dtype) implements Unary {
    @Override
    public DType result(DType operand) {
      return dtype;
    }
  }

  /** The value itself, constant to differentiation. */
  record StopGradient() implements Unary {}
}
