package org.thalweg.engine.reference;

import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Unary;

/** Element-wise primitives of one operand. */
final class Unaries {
  private Unaries() {}

  static Value run(Unary primitive, Value x, Spec spec) {
    Value result = Value.zeros(spec);
    for (int i = 0; i < result.size(); i++) {
      if (primitive instanceof Unary.Cast) {
        cast(x, i, result);
      } else if (x.isReal()) {
        result.set(i, real(primitive, x.real(i)));
      } else {
        result.set(i, whole(primitive, x.whole(i)));
      }
    }
    return result;
  }

  private static double real(Unary primitive, double x) {
    return switch (primitive) {
      case Unary.Neg() -> -x;
      case Unary.Abs() -> Math.abs(x);
      case Unary.Sign() -> Math.signum(x);
      case Unary.Floor() -> Math.floor(x);
      case Unary.Round() -> Math.rint(x);
      case Unary.Sqrt() -> Math.sqrt(x);
      case Unary.Exp() -> StrictMath.exp(x);
      case Unary.Expm1() -> StrictMath.expm1(x);
      case Unary.Log() -> StrictMath.log(x);
      case Unary.Log1p() -> StrictMath.log1p(x);
      case Unary.Sin() -> StrictMath.sin(x);
      case Unary.Cos() -> StrictMath.cos(x);
      case Unary.Atan() -> StrictMath.atan(x);
      case Unary.Tanh() -> StrictMath.tanh(x);
      case Unary.Logistic() -> logistic(x);
      case Unary.Softplus() -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
      case Unary.Erf() -> ErrorFunction.erf(x);
      case Unary.Lgamma() -> Gamma.logarithm(x);
      case Unary.Polygamma(int order) -> Gamma.polygamma(order, x);
      case Unary.StopGradient() -> x;
      case Unary.Not _, Unary.Cast _ -> throw unexpected(primitive);
    };
  }

  private static double logistic(double x) {
    double e = StrictMath.exp(-Math.abs(x));
    return x < 0 ? e / (1 + e) : 1 / (1 + e);
  }

  private static long whole(Unary primitive, long x) {
    return switch (primitive) {
      case Unary.Neg() -> -x;
      case Unary.Abs() -> Math.abs(x);
      case Unary.Sign() -> Long.signum(x);
      case Unary.Not() -> 1 - x;
      case Unary.StopGradient() -> x;
      case Unary.Cast _,
          Unary.Floor _,
          Unary.Round _,
          Unary.Sqrt _,
          Unary.Exp _,
          Unary.Expm1 _,
          Unary.Log _,
          Unary.Log1p _,
          Unary.Sin _,
          Unary.Cos _,
          Unary.Atan _,
          Unary.Tanh _,
          Unary.Logistic _,
          Unary.Softplus _,
          Unary.Erf _,
          Unary.Lgamma _,
          Unary.Polygamma _ ->
          throw unexpected(primitive);
    };
  }

  private static IllegalArgumentException unexpected(Unary primitive) {
    return new IllegalArgumentException(primitive + " does not take such elements");
  }

  private static void cast(Value x, int i, Value result) {
    if (x.isReal()) {
      double value = x.real(i);
      switch (result.dtype()) {
        case FLOAT32, FLOAT64 -> result.set(i, value);
        case INT32 -> result.set(i, (long) (int) value);
        case INT64 -> result.set(i, (long) value);
        case BOOL -> result.set(i, value != 0 ? 1L : 0L);
      }
    } else {
      long value = x.whole(i);
      switch (result.dtype()) {
        case FLOAT32 -> result.set(i, (double) (float) value);
        case FLOAT64 -> result.set(i, (double) value);
        case INT32, INT64, BOOL -> result.set(i, value);
      }
    }
  }
}
