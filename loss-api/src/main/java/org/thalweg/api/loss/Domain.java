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
  /** -1 and 1. */
  SIGN("-1 or 1", 1),
  /** Whole numbers from 0 to below the number of classes. */
  CLASS_INDEX("the index of a class", 0);

  private final String description;
  private final double neutral;

  Domain(String description, double neutral) {
    this.description = description;
    this.neutral = neutral;
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
   * with an error that names position and value. Domains that are checked refuse NaN. A class index
   * is checked by the loss, which knows the number of classes.
   *
   * @param values what to check
   * @param what what they are, for the message, such as {@code bce: the target}
   */
  public Tensor guard(Tensor values, String what) {
    Tensor member =
        switch (this) {
          case REAL, LOG_PROBABILITY, CLASS_INDEX -> null;
          case POSITIVE -> values.gt(0);
          case NON_NEGATIVE -> values.ge(0);
          case PROBABILITY -> values.ge(0).and(values.le(1));
          case SIGN -> values.abs().eq(1);
        };
    return member == null
        ? values
        : values.guard(member, "%s {value} at {at} is not %s".formatted(what, description), values);
  }

  /** Returns the values where the mask holds, and a neutral member elsewhere. */
  public Tensor neutralize(Tensor values, Tensor mask) {
    return Tensors.where(mask, values, Tensors.fullLike(values, neutral(values.dtype())));
  }
}
