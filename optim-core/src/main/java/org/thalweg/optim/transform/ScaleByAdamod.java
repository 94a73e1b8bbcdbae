package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.range.Ranges.requireRate;
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
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Adam with the rate of each element at most its own running mean: {@code min(e, s) m / (1 -
 * beta1^t)} with {@code e = learningRate / (sqrt(v / (1 - beta2^t)) + epsilon)} and {@code s =
 * beta3 s + (1 - beta3) e}. Steps are uphill.
 *
 * <p>Ding et al., "An adaptive and momental bound method for stochastic learning", 2019,
 * arXiv:1910.12249.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param beta3 the share of itself that the mean of rates keeps, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 */
@Named("scale-by-adamod")
@Doc("Adam with rates of elements that do not exceed their running mean.")
public record ScaleByAdamod(
    @Default("0.001") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("0.999") @Doc("The share of itself that the mean of rates keeps.") double beta3,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon)
    implements GradientTransform<ScaleByAdamod.State> {
  /**
   * Running means, zero at first.
   *
   * @param mean the running mean of gradients
   * @param square that of their squares
   * @param rate the running mean of rates
   */
  public record State(Parameters mean, Parameters square, Parameters rate) {}

  /** Requires numbers in their ranges. */
  public ScaleByAdamod {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requireDecay(beta3, "beta3");
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
    Tensor rate = context.at(learningRate);
    Tensor root = unbias(beta2, context).sqrt();
    Parameters rates = square.map(v -> rate.to(v.dtype()).div(times(v.sqrt(), root).add(epsilon)));
    Parameters smooth = mean(state.rate, rates, beta3);
    Parameters updates =
        times(mean, unbias(beta1, context)).zip(rates.zip(smooth, Tensor::minimum), Tensor::mul);
    return new Updates<>(updates, new State(mean, square, smooth));
  }
}
