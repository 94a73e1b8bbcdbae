package org.thalweg.engine.reference;

import org.thalweg.api.data.DType;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Binary;

/** Element-wise primitives of two operands. */
final class Binaries {
  private Binaries() {}

  static Value run(Binary primitive, Value a, Value b, Spec spec) {
    Value result = Value.zeros(spec);
    for (int i = 0; i < result.size(); i++) {
      if (!a.isReal()) {
        result.set(i, whole(primitive, a.dtype(), a.whole(i), b.whole(i)));
      } else if (result.isReal()) {
        result.set(i, real(primitive, a.real(i), b.real(i)));
      } else {
        result.set(i, compare(primitive, a.real(i), b.real(i)) ? 1L : 0L);
      }
    }
    return result;
  }

  private static double real(Binary primitive, double a, double b) {
    return switch (primitive) {
      case Binary.Add() -> a + b;
      case Binary.Sub() -> a - b;
      case Binary.Mul() -> a * b;
      case Binary.Div() -> a / b;
      case Binary.Pow() -> pow(a, b);
      case Binary.Maximum() -> Math.max(a, b);
      case Binary.Minimum() -> Math.min(a, b);
      case Binary.Atan2() -> StrictMath.atan2(a, b);
      case Binary.Less _,
          Binary.LessEqual _,
          Binary.Equal _,
          Binary.And _,
          Binary.Or _,
          Binary.Xor _,
          Binary.ShiftLeft _,
          Binary.ShiftRight _ ->
          throw unexpected(primitive);
    };
  }

  private static double pow(double a, double b) {
    boolean isOne = a == 1 || a == -1 && Double.isInfinite(b);
    return isOne ? 1 : StrictMath.pow(a, b);
  }

  private static boolean compare(Binary primitive, double a, double b) {
    return switch (primitive) {
      case Binary.Less() -> a < b;
      case Binary.LessEqual() -> a <= b;
      case Binary.Equal() -> a == b;
      case Binary.Add _,
          Binary.Sub _,
          Binary.Mul _,
          Binary.Div _,
          Binary.Pow _,
          Binary.Maximum _,
          Binary.Minimum _,
          Binary.Atan2 _,
          Binary.And _,
          Binary.Or _,
          Binary.Xor _,
          Binary.ShiftLeft _,
          Binary.ShiftRight _ ->
          throw unexpected(primitive);
    };
  }

  private static long whole(Binary primitive, DType dtype, long a, long b) {
    boolean narrow = dtype == DType.INT32;
    return switch (primitive) {
      case Binary.Add() -> a + b;
      case Binary.Sub() -> a - b;
      case Binary.Mul() -> a * b;
      case Binary.Maximum() -> Math.max(a, b);
      case Binary.Minimum() -> Math.min(a, b);
      case Binary.Less() -> a < b ? 1 : 0;
      case Binary.LessEqual() -> a <= b ? 1 : 0;
      case Binary.Equal() -> a == b ? 1 : 0;
      case Binary.And() -> a & b;
      case Binary.Or() -> a | b;
      case Binary.Xor() -> a ^ b;
      case Binary.ShiftLeft() -> narrow ? (int) a << (int) b : a << b;
      case Binary.ShiftRight() -> narrow ? (int) a >>> (int) b : a >>> b;
      case Binary.Div _, Binary.Pow _, Binary.Atan2 _ -> throw unexpected(primitive);
    };
  }

  private static IllegalArgumentException unexpected(Binary primitive) {
    return new IllegalArgumentException(primitive + " does not take such elements");
  }
}
