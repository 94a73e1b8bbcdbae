package org.thalweg.loss.sequence;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.function.Loops;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * Dynamic time warping with a soft minimum: the cost of the cheapest alignments of two series, each
 * step of which costs the squared distance of the points that it pairs.
 *
 * <p>Predictions are series of points [N, T, D], targets [N, U, D]; values are [N]. With gamma
 * going to 0 they are those of dynamic time warping; above it they may be negative, and are least
 * near, not at, the target. As a divergence, half the cost of each series with itself is taken off,
 * so that equal series cost 0. Cuturi and Blondel, "Soft-DTW", 2017; Blondel et al.,
 * "Differentiable divergences between time series", 2021.
 *
 * @param gamma how soft the minimum is, above 0, in the unit of squared distances
 * @param divergence whether half the cost of each series with itself is taken off
 */
@Named("soft-dtw")
@Doc("The cost of aligning two series in time, with a soft minimum over alignments.")
@LossCard(
    family = Family.SEQUENCE,
    formula = "-gamma log(sum_a exp(-sum_k |p_(a_k) - t_(a_k)|^2 / gamma))",
    shape = "N T D; N U D -> N",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    reach = 1e10,
    use =
        "Series whose shape matters and whose timing may be off; set divergence where a perfect"
            + " forecast should cost nothing.",
    tasks = {Task.SEQUENCE, Task.REGRESSION},
    paper = "Cuturi and Blondel 2017, arXiv:1703.01541")
public record SoftDtw(
    @Default("1.0") @Doc("How soft the minimum over alignments is.") double gamma,
    @Default("false") @Doc("Whether half the cost of each series with itself is taken off.")
        boolean divergence)
    implements Loss<Tensor, Tensor> {
  /** Requires a positive gamma. */
  public SoftDtw {
    requirePositive(gamma, "gamma");
  }

  /** Makes the loss with a gamma of 1. */
  public SoftDtw() {
    this(1, false);
  }

  /** Two diagonals one after another. */
  private record Pair(Tensor before, Tensor last) {}

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor cost = cost(prediction, target);
    return divergence
        ? cost.sub(cost(prediction, prediction).add(cost(target, target)).mul(0.5))
        : cost;
  }

  private Tensor cost(Tensor left, Tensor right) {
    Tensor step = left.unsqueeze(2).sub(right.unsqueeze(1)).square().sum(3).mul(-1 / gamma);
    Tensor costs = where(Lattices.inside(step), Lattices.diagonals(step), Lattices.NEVER);
    // the diagonal before (0, 0) is nowhere, and the one before that leads to it
    Tensor never = Lattices.origin(costs, Lattices.NEVER, Lattices.NEVER);
    Tensor row = Tensors.arange(costs.dim(0), DType.INT32).eq(0);
    Tensor enter = where(row, 0, Tensor.scalar(Lattices.NEVER, costs.dtype()));
    Pair end =
        Loops.scan(
                new Pair(never, never),
                new Pair(costs, enter),
                (at, now) -> {
                  Tensor across = Lattices.shift(at.before, Lattices.NEVER);
                  Tensor first = Lattices.origin(costs, 1, 0).gt(0);
                  Tensor all =
                      Tensors.stack(
                          0,
                          at.last,
                          Lattices.shift(at.last, Lattices.NEVER),
                          where(first, now.last, across));
                  return new Stepped<>(
                      new Pair(at.last, all.logSumExp(0).add(now.before)), new None());
                })
            .state();
    return end.last.select(1, -1).mul(-gamma);
  }
}
