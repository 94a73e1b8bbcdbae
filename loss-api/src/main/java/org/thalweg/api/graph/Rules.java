package org.thalweg.api.graph;

import java.util.List;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Spec;

/** Checks that the shape and type rules share. */
final class Rules {
  private Rules() {}

  static void check(boolean condition, Primitive primitive, String message, Object... arguments) {
    if (!condition) {
      throw new ThalwegException(primitive.label() + ": " + String.format(message, arguments));
    }
  }

  static void floating(Primitive primitive, Spec spec) {
    check(
        spec.dtype().isFloating(),
        primitive,
        "takes float32 or float64, was %s; convert with to(DType.FLOAT32)",
        spec);
  }

  static void numeric(Primitive primitive, Spec spec) {
    check(
        spec.dtype() != DType.BOOL,
        primitive,
        "takes numbers, was %s; convert with to(DType.FLOAT32)",
        spec);
  }

  static void indices(Primitive primitive, Spec spec) {
    check(spec.dtype().isInteger(), primitive, "takes int32 or int64 indices, was %s", spec);
  }

  static void same(Primitive primitive, Spec left, Spec right) {
    check(
        left.dtype() == right.dtype(),
        primitive,
        "takes operands of one type, was %s and %s; convert one with to(DType)",
        left,
        right);
    check(
        left.shape().equals(right.shape()),
        primitive,
        "takes operands of one shape, was %s and %s",
        left,
        right);
  }

  static void axes(Primitive primitive, Spec input, List<Integer> axes) {
    int previous = -1;
    for (int axis : axes) {
      check(
          axis > previous && axis < input.shape().rank(),
          primitive,
          "axes %s are not ascending axes of %s",
          axes,
          input);
      previous = axis;
    }
  }
}
