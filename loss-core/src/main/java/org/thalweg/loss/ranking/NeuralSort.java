package org.thalweg.loss.ranking;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.data.DType;
import org.thalweg.api.function.Loops;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.loss.None;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/** NeuralSort: relaxed permutations that sort scores, largest first. */
final class NeuralSort {
  private static final double NEVER = -1e30;

  private NeuralSort() {}

  /** Returns the logarithm of how much place i (row) is that of item j (column), [..., L, L]. */
  static Tensor log(Tensor scores, Tensor there, double temperature) {
    Tensor known = where(there, scores, 0);
    Tensor distances = Pairs.differences(known).abs();
    Tensor spread = where(there.unsqueeze(-2), distances, 0).sum(-1);
    Tensor place = Tensors.arange(scores.dim(-1), scores.dtype()).add(1).unsqueeze(-1);
    Tensor count = there.sum(-1).to(scores.dtype()).unsqueeze(-1).unsqueeze(-1);
    Tensor factor = count.add(1).sub(place.mul(2));
    Tensor logits = factor.mul(known.unsqueeze(-2)).sub(spread.unsqueeze(-2)).div(temperature);
    Tensor within = within(there);
    return where(within, where(within, logits, NEVER).logSoftmax(-1), NEVER);
  }

  /** Returns which places and items there are, [..., L, L]. */
  private static Tensor within(Tensor there) {
    Tensor place = Tensors.arange(there.dim(-1), DType.INT32).unsqueeze(-1);
    Tensor rows = place.lt(there.sum(-1).unsqueeze(-1).unsqueeze(-1));
    return there.unsqueeze(-2).and(rows);
  }

  /** Returns the logarithms with columns and rows scaled in turn to sums of 1. */
  static Tensor scaled(Tensor logs, Tensor there, int iterations) {
    Tensor within = within(there);
    return iterations == 0
        ? logs
        : Loops.scan(
                logs,
                Tensors.arange(iterations, DType.INT32),
                (before, _) -> {
                  Tensor columns = where(within, before.sub(before.logSumExpKeep(-2)), NEVER);
                  return new Stepped<>(
                      where(within, columns.sub(columns.logSumExpKeep(-1)), NEVER), new None());
                })
            .state();
  }
}
