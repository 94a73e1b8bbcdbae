package org.thalweg.api.loss;

import static org.thalweg.api.Checks.require;

import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * How much each value counts.
 *
 * <p>A weight of k counts as k copies, a weight of 0 or a false mask as if the value were not
 * there; nothing of such a value reaches the result, NaN included. Both have the shape of leading
 * axes of the unreduced values.
 *
 * @param weight a factor for each value, 0 or more and finite, or null; what it is where the mask
 *     is false does not matter
 * @param mask true where a value counts, or null
 * @param skipMissing whether values whose target is NaN do not count
 */
public record Weighting(@Nullable Tensor weight, @Nullable Tensor mask, boolean skipMissing) {
  private static final Weighting NONE = new Weighting(null, null, false);

  /** Checks types and shapes. */
  public Weighting {
    require(
        mask == null || mask.dtype() == DType.BOOL,
        "a mask is bool, true where a value counts, was %s",
        mask == null ? null : mask.spec());
    require(
        weight == null
            || mask == null
            || Losses.leads(weight.shape(), mask.shape())
            || Losses.leads(mask.shape(), weight.shape()),
        "weight and mask have the shapes of leading axes of the same values, were %s and %s",
        weight == null ? null : weight.spec(),
        mask == null ? null : mask.spec());
  }

  /** Returns the weighting in which all count alike. */
  public static Weighting none() {
    return NONE;
  }

  /** Makes a weighting of weights and a mask. */
  public Weighting(@Nullable Tensor weight, @Nullable Tensor mask) {
    this(weight, mask, false);
  }

  /** Returns this, by which values whose target is NaN do not count. */
  public Weighting skippingMissing() {
    return new Weighting(weight, mask, true);
  }

  /** Returns this with weights. */
  public Weighting weight(Tensor weights) {
    return new Weighting(weights, mask, skipMissing);
  }

  /** Returns this with a mask. */
  public Weighting mask(Tensor valid) {
    return new Weighting(weight, valid, skipMissing);
  }

  /**
   * Returns the weighting whose mask is true where values count; its weights, if any, are floats of
   * the mask's shape, known to be valid and 0 where values do not count.
   */
  Weighting normal() {
    if (weight == null) {
      return this;
    }
    Tensor known = weight.dtype().isFloating() ? weight : weight.to(DType.FLOAT64);
    if (mask != null) {
      Shape shape = weight.rank() >= mask.rank() ? weight.shape() : mask.shape();
      known = Tensors.where(Losses.extend(mask, shape), Losses.extend(known, shape), 0);
    }
    Tensor valid =
        known.guard(
            known.ge(0).and(known.isFinite()),
            "the weight {value} at {at} is not 0 or a finite number above it",
            known);
    return new Weighting(valid, valid.gt(0), skipMissing);
  }
}
