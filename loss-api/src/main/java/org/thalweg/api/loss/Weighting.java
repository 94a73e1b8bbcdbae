package org.thalweg.api.loss;

import org.jspecify.annotations.Nullable;
import org.thalweg.api.tensor.Tensor;

/**
 * How much each value counts.
 *
 * <p>A weight of k counts as k copies, a weight of 0 or a false mask as if the value were not
 * there; nothing of such a value reaches the result, NaN included. Both have the shape of leading
 * axes of the unreduced values.
 *
 * @param weight a factor for each value, 0 or more, or null
 * @param mask true where a value counts, or null
 */
public record Weighting(@Nullable Tensor weight, @Nullable Tensor mask) {
  private static final Weighting NONE = new Weighting(null, null);

  /** Returns the weighting in which all count alike. */
  public static Weighting none() {
    return NONE;
  }

  /** Returns this with weights. */
  public Weighting weight(Tensor weights) {
    return new Weighting(weights, mask);
  }

  /** Returns this with a mask. */
  public Weighting mask(Tensor valid) {
    return new Weighting(weight, valid);
  }

  /** Returns where values count, or null if all do. */
  @Nullable Tensor counted() {
    if (weight == null) {
      return mask;
    }
    Tensor positive =
        weight
            .guard(weight.ge(0), "the weight {value} at {at} is negative or no number", weight)
            .gt(0);
    if (mask == null) {
      return positive;
    }
    return positive.rank() >= mask.rank()
        ? positive.and(Losses.extend(mask, positive.shape()))
        : mask.and(Losses.extend(positive, mask.shape()));
  }
}
