package org.thalweg.optim.transform;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * AdamW whose rate is a lower bound d of the distance from the start to a solution, which only
 * grows.
 *
 * <p>With {@code r = d learningRate sqrt(1 - beta2^t) / (1 - beta1^t)} and {@code q = sqrt(beta2)}:
 * {@code n = q n + (1 - q) r <g, s / (sqrt(v) + epsilon)>; m = beta1 m + (1 - beta1) r g; v = beta2
 * v + (1 - beta2) g^2; s = q s + (1 - q) r g; d = max(d, n / ((1 - q) |s|_1)); p = p - m / (sqrt(v)
 * + epsilon) - r weightDecay p}.
 *
 * <p>Optax's contributed dadapt_adamw. Defazio and Mishchenko, "Learning-rate-free learning by
 * D-adaptation", 2023, arXiv:2301.07733.
 *
 * @param learningRate the factor of the estimate, 1 usually
 * @param beta1 the share of itself that the mean keeps at a step
 * @param beta2 the share of itself that the mean square keeps at a step
 * @param epsilon what is added to the root
 * @param initial the estimate before the first step
 * @param weightDecay the share of parameters that is taken off, times the rate
 */
public record DAdaptAdamSteps(
    Schedule learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double initial,
    double weightDecay)
    implements GradientTransform<DAdaptAdamSteps.State> {
  /**
   * What is kept.
   *
   * @param mean m
   * @param square v
   * @param sum s
   * @param distance d, float64
   * @param numerator n, float64
   */
  public record State(
      Parameters mean, Parameters square, Parameters sum, Tensor distance, Tensor numerator) {}

  @Override
  public State init(Parameters parameters) {
    return new State(
        parameters.zerosLike(),
        parameters.zerosLike(),
        parameters.zerosLike(),
        Tensor.scalar(initial, DType.FLOAT64),
        Tensor.scalar(0, DType.FLOAT64));
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    double share = Math.sqrt(beta2);
    Tensor rate =
        state
            .distance
            .mul(context.at(learningRate))
            .mul(Averages.unbias(beta1, context))
            .div(Averages.unbias(beta2, context).sqrt());
    Parameters weighted = state.sum.zip(state.square, (s, v) -> divided(s, v.sqrt().add(epsilon)));
    Tensor numerator =
        state.numerator.mul(share).add(rate.mul(1 - share).mul(Sums.dot(gradients, weighted)));
    Parameters mean = Sums.add(state.mean.map(m -> m.mul(beta1)), gradients, rate.mul(1 - beta1));
    Parameters square =
        state.square.zip(gradients, (v, g) -> v.mul(beta2).add(g.square().mul(1 - beta2)));
    Parameters sum = Sums.add(state.sum.map(s -> s.mul(share)), gradients, rate.mul(1 - share));
    Tensor estimate = Sums.ratio(numerator, Sums.absolute(sum).mul(1 - share));
    Tensor distance = state.distance.maximum(estimate);
    Parameters ratio = mean.zip(square, (m, v) -> divided(m, v.sqrt().add(epsilon)).neg());
    Parameters updates =
        weightDecay == 0 ? ratio : Sums.add(ratio, context.parameters(), rate.mul(-weightDecay));
    return new Updates<>(updates, new State(mean, square, sum, distance, numerator));
  }

  /** Returns a quotient, 0 where an epsilon of 0 leaves the divisor 0. */
  private Tensor divided(Tensor dividend, Tensor divisor) {
    return epsilon > 0
        ? dividend.div(divisor)
        : where(divisor.eq(0), 0, dividend.div(where(divisor.eq(0), 1, divisor)));
  }
}
