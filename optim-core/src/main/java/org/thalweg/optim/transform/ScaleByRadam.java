package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.transform.Averages.mean;
import static org.thalweg.optim.transform.Averages.square;
import static org.thalweg.optim.transform.Averages.times;
import static org.thalweg.optim.transform.Averages.unbias;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Adam that leaves the mean of gradients unscaled until the variance of its scale is known: with
 * {@code r = 2 / (1 - beta2) - 1} and {@code r_t = r - 2 t beta2^t / (1 - beta2^t)} the result is
 * {@code m / (1 - beta1^t)} while {@code r_t <= 5}, and then that times {@code sqrt(1 - beta2^t) /
 * (sqrt(v) + epsilon) sqrt((r_t - 4) (r_t - 2) r / ((r - 4) (r - 2) r_t))}.
 *
 * <p>Liu et al., "On the variance of the adaptive learning rate and beyond", 2020,
 * arXiv:1908.03265. Numbers are those of PyTorch's RAdam, whose epsilon is added before the bias is
 * taken away.
 *
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 */
@Named("scale-by-radam")
@Doc("Adam that scales once its mean square is known well enough.")
public record ScaleByRadam(
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon)
    implements GradientTransform<ScaleByRadam.State> {
  /**
   * Running means, zero at first.
   *
   * @param mean the running mean of gradients
   * @param square that of their squares
   */
  public record State(Parameters mean, Parameters square) {}

  /** Requires numbers in their ranges. */
  public ScaleByRadam {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike(), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters mean = mean(state.mean, gradients, beta1);
    Parameters square = square(state.square, gradients, beta2);
    double most = 2 / (1 - beta2) - 1;
    Tensor free = unbias(beta2, context);
    Tensor power = free.reciprocal().rsub(1);
    Tensor length = context.count().mul(power).mul(free).mul(-2).add(most);
    Tensor known = length.gt(5);
    Tensor rectified =
        length.sub(4).mul(length.sub(2)).mul(most / ((most - 4) * (most - 2))).div(length).sqrt();
    Tensor factor = rectified.div(free.sqrt());
    Parameters updates =
        times(mean, unbias(beta1, context))
            .zip(square, (m, v) -> where(known, times(m, factor).div(v.sqrt().add(epsilon)), m));
    return new Updates<>(updates, new State(mean, square));
  }
}
