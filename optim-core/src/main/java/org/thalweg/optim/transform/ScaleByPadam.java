package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;
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
 * AMSGrad with a smaller power of the largest mean square: {@code sqrt(1 - beta2^t) / (1 - beta1^t)
 * m / (sqrt(largest) + epsilon)^(2 partial)}. A half gives AMSGrad, towards 0 it is momentum.
 *
 * <p>Chen et al., "Closing the generalization gap of adaptive gradient methods in training deep
 * neural networks", 2018, arXiv:1806.06763.
 *
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param partial the power of the mean square, above 0 and at most a half
 * @param epsilon what is added to the root of the mean square, above 0
 */
@Named("scale-by-padam")
@Doc("Adam with a smaller power of the mean square.")
public record ScaleByPadam(
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("0.25") @Doc("The power of the mean square.") double partial,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon)
    implements GradientTransform<ScaleByPadam.State> {
  /**
   * Running means, zero at first.
   *
   * @param mean the running mean of gradients
   * @param square that of their squares
   * @param largest the largest mean square so far
   */
  public record State(Parameters mean, Parameters square, Parameters largest) {}

  /** Requires numbers in their ranges. */
  public ScaleByPadam {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    require(
        0 < partial && partial <= 0.5, "partial must be above 0 and at most 0.5, was %s", partial);
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike(), parameters.zerosLike(), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters mean = mean(state.mean, gradients, beta1);
    Parameters square = square(state.square, gradients, beta2);
    Parameters largest = state.largest.zip(square, Tensor::maximum);
    Tensor factor = unbias(beta1, context).div(unbias(beta2, context).sqrt());
    Parameters updates =
        times(mean, factor).zip(largest, (m, v) -> m.div(v.sqrt().add(epsilon).pow(2 * partial)));
    return new Updates<>(updates, new State(mean, square, largest));
  }
}
