package org.thalweg.optim.transform;

import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * AdamW whose rate is an estimate d of the distance from the start to a solution, which only grows.
 *
 * <p>With {@code r = d learningRate sqrt(1 - beta2^t) / (1 - beta1^t)} and {@code beta3 =
 * sqrt(beta2)}: {@code m = beta1 m + (1 - beta1) d g; v = beta2 v + (1 - beta2) d^2 g^2; s = beta3
 * s + r d g / initial; n = beta3 n + r d <g, p0 - p> / initial; d' = max(d, growth n / |s|_1); p =
 * p - r (m / (sqrt(v) + d' epsilon) + weightDecay p)}.
 *
 * <p>Optax's contributed prodigy, bias correction in the rate. Mishchenko and Defazio, "Prodigy: an
 * expeditiously adaptive parameter-free learner", 2023, arXiv:2306.06101.
 *
 * @param learningRate the factor of the estimate, 1 usually
 * @param beta1 the share of itself that the mean keeps at a step
 * @param beta2 the share of itself that the mean square keeps at a step
 * @param epsilon what is added to the root
 * @param initial the estimate before the first step
 * @param growth the factor of estimates
 * @param weightDecay the share of parameters that is taken off, times the rate
 * @param safeguardWarmup whether sums leave the rate out, for schedules that start near 0
 */
public record ProdigySteps(
    Schedule learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double initial,
    double growth,
    double weightDecay,
    boolean safeguardWarmup)
    implements GradientTransform<ProdigySteps.State> {
  /**
   * What is kept.
   *
   * @param mean m
   * @param square v
   * @param sum s
   * @param start p0
   * @param distance d, float64
   * @param numerator n, float64
   */
  public record State(
      Parameters mean,
      Parameters square,
      Parameters sum,
      Parameters start,
      Tensor distance,
      Tensor numerator) {}

  @Override
  public State init(Parameters parameters) {
    return new State(
        parameters.zerosLike(),
        parameters.zerosLike(),
        parameters.zerosLike(),
        parameters,
        Tensor.scalar(initial, DType.FLOAT64),
        Tensor.scalar(0, DType.FLOAT64));
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    double beta3 = Math.sqrt(beta2);
    Tensor d = state.distance;
    Tensor rate =
        d.mul(context.at(learningRate))
            .mul(Averages.unbias(beta1, context))
            .div(Averages.unbias(beta2, context).sqrt());
    Parameters scaled = Averages.times(gradients, d);
    Parameters mean = state.mean.zip(scaled, (m, g) -> m.mul(beta1).add(g.mul(1 - beta1)));
    Parameters square =
        state.square.zip(scaled, (v, g) -> v.mul(beta2).add(g.square().mul(1 - beta2)));
    Tensor weight = (safeguardWarmup ? d : rate).div(initial);
    Parameters sum = Sums.add(state.sum.map(s -> s.mul(beta3)), scaled, weight);
    Tensor descent = Sums.dot(gradients, state.start.zip(context.parameters(), Tensor::sub));
    Tensor numerator = state.numerator.mul(beta3).add(d.div(initial).mul(rate).mul(descent));
    Tensor distance = d.maximum(Sums.ratio(numerator.mul(growth), Sums.absolute(sum)));
    Tensor floor = distance.mul(epsilon);
    Parameters steps =
        mean.map((name, m) -> {
          Tensor ratio = m.div(square.get(name).sqrt().add(floor.to(m.dtype())));
          return weightDecay == 0
              ? ratio
              : ratio.add(context.parameters().get(name).mul(weightDecay));
        });
    return new Updates<>(
        Averages.times(steps, rate.neg()),
        new State(mean, square, sum, state.start, distance, numerator));
  }
}
