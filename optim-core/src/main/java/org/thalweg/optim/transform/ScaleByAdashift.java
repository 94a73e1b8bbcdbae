package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.transform.Averages.times;
import static org.thalweg.optim.transform.Averages.unbias;

import java.util.Arrays;
import java.util.Collections;
import java.util.stream.IntStream;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.Shape;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * Adam whose mean square takes in the gradient of {@code keep} steps before, which makes it
 * independent of those that it scales: {@code m / (sqrt(v / (1 - beta2^(t - keep))) + epsilon)},
 * where m is the mean of the last {@code keep} gradients with weights that fall by beta1. With
 * blocks the square is the largest of a tensor. There is no step during the first {@code keep}.
 *
 * <p>Zhou et al., "AdaShift: decorrelation and convergence of adaptive learning rate methods",
 * 2018, arXiv:1810.00143.
 *
 * @param keep the number of gradients that are kept, 1 or more
 * @param beta1 what the weight of a gradient falls by at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param blocks whether a tensor has one mean square
 */
@Named("scale-by-adashift")
@Doc("Adam whose mean square knows older gradients alone.")
public record ScaleByAdashift(
    @Default("10") @Doc("The number of gradients that are kept.") long keep,
    @Default("0.9") @Doc("What the weight of a gradient falls by at a step.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-10") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("true") @Doc("Whether a tensor has one mean square.") boolean blocks)
    implements GradientTransform<ScaleByAdashift.State> {
  /**
   * Gradients and their mean square, zero at first.
   *
   * @param recent the last gradients, the oldest first, along a new first axis
   * @param square the running mean of older squares
   */
  public record State(Parameters recent, Parameters square) {}

  /** Requires numbers in their ranges. */
  public ScaleByAdashift {
    require(keep >= 1, "keep must be 1 or more, was %s", keep);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(
        parameters.map(p ->
            Tensors.stack(
                0,
                Collections.nCopies(Math.toIntExact(keep), Tensors.zerosLike(p))
                    .toArray(Tensor[]::new))),
        parameters.map(
            p -> blocks ? Tensor.full(Shape.scalar(), p.dtype(), 0) : Tensors.zerosLike(p)));
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters recent =
        state.recent.zip(
            gradients, (kept, g) -> Tensors.concat(0, kept.slice(0, 1, keep), g.unsqueeze(0)));
    Parameters square =
        state.square.map((name, v) -> {
          Tensor old = state.recent.get(name).select(0, 0).square();
          return v.mul(beta2).add((blocks ? old.max() : old).mul(1 - beta2));
        });
    Tensor count = context.count().sub((double) keep);
    Tensor root = unbias(beta2, count.maximum(1)).sqrt();
    Tensor known = count.gt(0);
    Parameters updates =
        recent.map((name, kept) -> {
          Tensor u = weighted(kept).div(times(square.get(name).sqrt(), root).add(epsilon));
          return where(known, u, 0);
        });
    return new Updates<>(updates, new State(recent, square));
  }

  /** Returns the weighted mean of gradients. */
  private Tensor weighted(Tensor kept) {
    double[] weights = new double[Math.toIntExact(keep)];
    Arrays.setAll(weights, i -> StrictMath.pow(beta1, keep - 1.0 - i));
    double sum = Arrays.stream(weights).sum();
    return Tensors.sum(
        IntStream.range(0, weights.length).mapToObj(i -> kept.select(0, i).mul(weights[i] / sum)));
  }
}
