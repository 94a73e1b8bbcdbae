package org.thalweg.loss.survival;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.In;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * Times of examples as numbers of intervals, [N] each.
 *
 * @param intervals the interval in which the event was, or in which the example was lost, from 0
 * @param events whether the event was seen
 */
public record Intervals(
    @In(value = Domain.CLASS_INDEX, of = "K") Tensor intervals, @In(Domain.FLAG) Tensor events) {
  /** Returns which of K intervals are before that of each example, [N, K]. */
  Tensor before(long count) {
    return Tensors.arange(count, intervals.dtype()).lt(intervals.unsqueeze(1));
  }

  /** Returns which of K intervals is that of each example, [N, K]. */
  Tensor at(long count) {
    return Tensors.arange(count, intervals.dtype()).eq(intervals.unsqueeze(1));
  }

  /** Returns the value of the interval of each example, of values [N, K]. */
  Tensor pick(Tensor values) {
    return values.takeAlong(intervals.unsqueeze(1), 1).squeeze(1);
  }

  /**
   * Returns the negative log-likelihood of scores [N, K] of an event in each interval, where a
   * score of 0 stands for one after them all.
   */
  Tensor likelihood(Tensor scores) {
    Tensor all = scores.pad(1, 0, 1, 0);
    Tensor later = where(before(scores.dim(1)).or(at(scores.dim(1))).pad(1, 0, 1, 0), NEVER, all);
    return all.logSumExp(1).sub(where(events, pick(scores), later.logSumExp(1)));
  }

  private static final double NEVER = -1e30;
}
