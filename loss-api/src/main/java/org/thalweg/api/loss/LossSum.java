package org.thalweg.api.loss;

import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * A loss over some examples, before the mean is taken. Sums of parts add up to the sum of the
 * whole, whatever their sizes and weights.
 *
 * @param numerator the sum of weighted values, a scalar
 * @param denominator what the mean divides by, a scalar of the same type
 */
public record LossSum(Tensor numerator, Tensor denominator) {
  /** Returns the sum over both sets of examples. */
  public LossSum plus(LossSum other) {
    return new LossSum(numerator.add(other.numerator), denominator.add(other.denominator));
  }

  /** Returns numerator over denominator. */
  public Tensor mean(EmptyPolicy policy) {
    return switch (policy) {
      case NAN -> numerator.div(denominator);
      case ZERO -> numerator.div(Tensors.where(denominator.eq(0), 1, denominator));
      case THROW ->
          numerator.div(
              denominator.guard(
                  denominator.ne(0),
                  "no value counts: the batch is empty, wholly masked or of weight zero",
                  denominator));
    };
  }
}
