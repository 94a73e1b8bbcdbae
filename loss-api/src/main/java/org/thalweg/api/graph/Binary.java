package org.thalweg.api.graph;

import static org.thalweg.api.graph.Rules.check;

import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Spec;

/** Element-wise primitives of two operands of one shape and one type. */
public sealed interface Binary extends Primitive {

  @Override
  default List<Spec> infer(List<Spec> inputs) {
    Spec left = inputs.getFirst();
    Rules.same(this, left, inputs.getLast());
    return switch (this) {
      case Add _, Sub _, Mul _, Maximum _, Minimum _ -> {
        Rules.numeric(this, left);
        yield List.of(left);
      }
      case Div _, Pow _, Atan2 _ -> {
        Rules.floating(this, left);
        yield List.of(left);
      }
      case Less _, LessEqual _ -> {
        Rules.numeric(this, left);
        yield List.of(left.with(DType.BOOL));
      }
      case Equal _ -> List.of(left.with(DType.BOOL));
      case And _, Or _, Xor _ -> {
        check(!left.dtype().isFloating(), this, "takes bools or integers, was %s", left);
        yield List.of(left);
      }
      case ShiftLeft _, ShiftRight _ -> {
        check(left.dtype().isInteger(), this, "takes integers, was %s", left);
        yield List.of(left);
      }
    };
  }

  /** a + b; integers wrap around. */
  record Add() implements Binary {}

  /** a - b; integers wrap around. */
  record Sub() implements Binary {}

  /** a b; integers wrap around. */
  record Mul() implements Binary {}

  /** a / b on floats. */
  record Div() implements Binary {}

  /**
   * a to the power of b on floats, as IEEE 754 has it: 1 where a is 1 or b is 0, even if the other
   * is NaN, and for -1 to an infinite power; NaN for negative a and fractional b.
   */
  record Pow() implements Binary {}

  /** The larger of both; NaN if either is. Ties share the gradient. */
  record Maximum() implements Binary {}

  /** The smaller of both; NaN if either is. Ties share the gradient. */
  record Minimum() implements Binary {}

  /** The angle of the point (b, a), in radians. */
  record Atan2() implements Binary {}

  /** a below b; false where either is NaN. */
  record Less() implements Binary {}

  /** a below or equal to b; false where either is NaN. */
  record LessEqual() implements Binary {}

  /** a equal to b; false where either is NaN. */
  record Equal() implements Binary {}

  /** Logical and on bools, bitwise on integers. */
  record And() implements Binary {}

  /** Logical or on bools, bitwise on integers. */
  record Or() implements Binary {}

  /** Exclusive or: logical on bools, bitwise on integers. */
  record Xor() implements Binary {}

  /** a shifted left by b bits; b is taken modulo the width. */
  record ShiftLeft() implements Binary {}

  /** a shifted right by b bits, zeros coming in; b is taken modulo the width. */
  record ShiftRight() implements Binary {}
}
