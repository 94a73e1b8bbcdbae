package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import java.util.stream.IntStream;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;

/**
 * One value of a loss for each example.
 *
 * @param values the mean of its values that count, 0 if none does, shape [N]
 * @param counted whether any does
 */
record Examples(Tensor values, Tensor counted) {
  static Examples of(Loss<Tensor, Tensor> loss, Tensor prediction, Tensor target, Tensor counted) {
    Weighting weighting = Weighting.none().mask(counted);
    Tensor values = Losses.values(loss, prediction, target, weighting);
    require(values.rank() > 0, "%s gives no values of examples", Losses.name(loss));
    Tensor counts = Losses.extend(loss, counted, values.shape());
    Tensor own = loss.counts(prediction, target);
    if (own != null) {
      counts = counts.and(Losses.extend(loss, own, values.shape()));
    }
    Tensor number = within(counts.to(values.dtype()));
    Tensor sum = within(values);
    return new Examples(sum.div(number.maximum(1)), number.gt(0));
  }

  /** Returns the sum over all axes but the first. */
  private static Tensor within(Tensor values) {
    return values.rank() == 1 ? values : values.sum(IntStream.range(1, values.rank()).toArray());
  }

  /** Returns the mean of the values, 0 of none. */
  Tensor mean() {
    return values.sum().div(counted.to(values.dtype()).sum().maximum(1));
  }

  /**
   * Returns the mean of so many of the values, those that come first in their order.
   *
   * @param number how many, a scalar of 0 or more; a fraction takes a part of one value
   * @param largest whether the largest come first, or else the smallest
   */
  Tensor meanOfFirst(Tensor number, boolean largest) {
    return values.mul(first(number, largest)).sum();
  }

  /** Returns the shares that the first values in their order have in their mean, shape [N]. */
  Tensor first(Tensor number, boolean largest) {
    double last = largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    Tensor rank = where(counted, values, last).argsort(0, largest).argsort(0, false);
    Tensor part = number.sub(rank.to(values.dtype())).clamp(0, 1);
    Tensor taken = where(counted, part, 0).stopGradient();
    Tensor total = taken.sum();
    return taken.div(where(total.gt(0), total, 1));
  }

  /** Returns the number of values. */
  Tensor number() {
    return counted.to(values.dtype()).sum();
  }
}
