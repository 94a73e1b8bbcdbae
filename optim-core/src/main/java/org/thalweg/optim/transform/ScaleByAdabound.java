package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Averages.mean;
import static org.thalweg.optim.transform.Averages.square;
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
import org.thalweg.optim.range.Ranges;

/**
 * Adam with the rate of each element between bounds that close on one rate: {@code m
 * clamp(learningRate sqrt(1 - beta2^t) / (1 - beta1^t) / (sqrt(v) + epsilon), low, high)} with
 * {@code low = final (1 - 1 / (gamma t + 1))} and {@code high = final (1 + 1 / (gamma t))}. Steps
 * are uphill.
 *
 * <p>Luo et al., "Adaptive gradient methods with dynamic bound of learning rate", 2019,
 * arXiv:1902.09843.
 *
 * @param learningRate the length of a step of Adam, 0 or more
 * @param finalRate the rate that the bounds close on, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param gamma how fast the bounds close, above 0
 * @param epsilon what is added to the root of the mean square, above 0
 */
@Named("scale-by-adabound")
@Doc("Adam with rates between bounds that close.")
public record ScaleByAdabound(
    @Default("0.001") @Doc("The length of a step of Adam.") Schedule learningRate,
    @Default("0.1") @Doc("The rate that the bounds close on.") Schedule finalRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-3") @Doc("How fast the bounds close.") double gamma,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon)
    implements GradientTransform<ScaleByAdabound.State> {
  /**
   * Running means, zero at first.
   *
   * @param mean the running mean of gradients
   * @param square that of their squares
   */
  public record State(Parameters mean, Parameters square) {}

  /** Requires numbers in their ranges. */
  public ScaleByAdabound {
    requireRate(learningRate);
    Ranges.requireNonNegative(finalRate, "finalRate");
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(gamma, "gamma");
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
    Tensor rate =
        context.at(learningRate).mul(unbias(beta1, context)).div(unbias(beta2, context).sqrt());
    Tensor end = context.at(finalRate);
    Tensor pace = context.count().mul(gamma);
    Tensor low = end.sub(end.div(pace.add(1)));
    Tensor high = end.add(end.div(pace));
    Parameters updates =
        mean.zip(
            square,
            (m, v) ->
                rate.to(v.dtype())
                    .div(v.sqrt().add(epsilon))
                    .maximum(low.to(v.dtype()))
                    .minimum(high.to(v.dtype()))
                    .mul(m));
    return new Updates<>(updates, new State(mean, square));
  }
}
