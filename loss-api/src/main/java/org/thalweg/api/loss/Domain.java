package org.thalweg.api.loss;

import org.thalweg.api.data.DType;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/** The set that a loss's predictions or targets come from. */
public enum Domain {
  /** All real numbers; logits are such. */
  REAL("any number", 0),
  /** Numbers above zero. */
  POSITIVE("above 0", 1),
  /** Zero and numbers above it. */
  NON_NEGATIVE("0 or more", 1),
  /** Numbers from 0 to 1. */
  PROBABILITY("from 0 to 1", 0.5),
  /** Zero and numbers below it; not checked, since rounding takes such numbers slightly above 0. */
  LOG_PROBABILITY("0 or less", -1),
  /** Numbers above -1. */
  ABOVE_MINUS_ONE("above -1", 0),
  /** Shares: numbers from 0 to 1 that sum to 1 along the last axis, which is not checked. */
  SHARES("from 0 to 1", 0.5),
  /** Logarithms of shares; not checked. */
  LOG_SHARES("0 or less", -1),
  /** Corners x1, y1, x2, y2 of a box along the last axis, x1 <= x2 and y1 <= y2; not checked. */
  BOX("a box x1, y1, x2, y2", 0),
  /** -1 and 1. */
  SIGN("-1 or 1", 1),
  /** No and yes: bools, or integers 0 and 1. */
  FLAG("true or false", 1),
  /** Whole numbers from 0 to below the number of classes. */
  CLASS_INDEX("the index of a class", 0),
  /** Class indices, or -1 for none. */
  CLASS_INDEX_OR_NONE("the index of a class, or -1", -1),
  /** Any integers: names of groups, of persons. */
  LABEL("any whole number", 0),
  /** Whole numbers from 0 to the extent of an axis: how much of it counts. */
  LENGTH("a length", 0);

  private final String description;
  private final double neutral;

  Domain(String description, double neutral) {
    this.description = description;
    this.neutral = neutral;
  }

  /** Returns whether members are integers or bools. */
  public boolean isDiscrete() {
    return switch (this) {
      case FLAG, CLASS_INDEX, CLASS_INDEX_OR_NONE, LABEL, LENGTH -> true;
      case REAL,
          POSITIVE,
          NON_NEGATIVE,
          PROBABILITY,
          LOG_PROBABILITY,
          ABOVE_MINUS_ONE,
          SHARES,
          LOG_SHARES,
          BOX,
          SIGN ->
          false;
    };
  }

  /** Returns the set in words. */
  public String description() {
    return description;
  }

  /**
   * Returns a member at which losses are finite; it stands in for values that do not count. It is a
   * whole number for integers.
   */
  public double neutral(DType dtype) {
    return dtype.isFloating() ? neutral : Math.rint(neutral);
  }

  /**
   * Returns the values, once it is certain that all are members; a run in which one is not fails
   * with an error that names position and value. Domains that are checked refuse NaN. Indices and
   * lengths have their own check, {@link #guard(Tensor, String, long)}.
   *
   * @param values what to check
   * @param what what they are, for the message, such as {@code bce: the target}
   */
  public Tensor guard(Tensor values, String what) {
    Tensor member =
        switch (this) {
          case REAL,
              LOG_PROBABILITY,
              LOG_SHARES,
              BOX,
              FLAG,
              CLASS_INDEX,
              CLASS_INDEX_OR_NONE,
              LABEL,
              LENGTH ->
              null;
          case ABOVE_MINUS_ONE -> values.gt(-1);
          case POSITIVE -> values.gt(0);
          case NON_NEGATIVE -> values.ge(0);
          case PROBABILITY, SHARES -> values.ge(0).and(values.le(1));
          case SIGN -> values.abs().eq(1);
        };
    return member == null
        ? values
        : values.guard(member, "%s {value} at {at} is not %s".formatted(what, description), values);
  }

  /**
   * Returns indices or lengths, once it is certain that all are within the extent of an axis.
   *
   * @param values what to check
   * @param what what they are, for the message, such as {@code arcface: the target}
   * @param extent the number of classes, or the longest length
   */
  public Tensor guard(Tensor values, String what, long extent) {
    long low = this == CLASS_INDEX_OR_NONE ? -1 : 0;
    long high = this == LENGTH ? extent : extent - 1;
    Tensor member = values.ge((double) low).and(values.le((double) high));
    return values.guard(
        member, "%s {value} at {at} is not from %d to %d".formatted(what, low, high), values);
  }

  /** Returns the values where the mask holds, and a neutral member elsewhere. */
  public Tensor neutralize(Tensor values, Tensor mask) {
    if (this == BOX) {
      Tensor unit = Tensor.of(0.0, 0, 1, 1).to(values.dtype()); // a point has no area to divide by
      return Tensors.where(mask, values, unit.broadcastTo(values.shape()));
    }
    return Tensors.where(mask, values, Tensors.fullLike(values, neutral(values.dtype())));
  }
}
