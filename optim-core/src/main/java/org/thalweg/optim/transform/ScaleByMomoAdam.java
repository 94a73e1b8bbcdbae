package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Averages.mean;
import static org.thalweg.optim.transform.Averages.square;
import static org.thalweg.optim.transform.Averages.times;
import static org.thalweg.optim.transform.Averages.unbias;
import static org.thalweg.optim.transform.Sums.dot;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Adam with steps as long as a model of the loss allows; see {@link ScaleByMomo}. Lengths are
 * measured by Adam's denominators.
 *
 * <p>Schaipp, Ohana, Eickenberg, Defazio and Gower, "MoMo: momentum models for adaptive learning
 * rates", 2023, arXiv:2305.07583. Optax's contrib.momo_adam.
 *
 * @param learningRate the largest length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param lowerBound what the loss does not fall below, finite
 * @param weightDecay the factor of a penalty on squares of parameters, which a step meets exactly,
 *     0 or more
 * @param adaptLowerBound whether the bound rises where it proves too low
 */
@Named("scale-by-momo-adam")
@Doc("Adam with steps by a model of the loss.")
public record ScaleByMomoAdam(
    @Default("0.01") @Doc("The largest length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.0") @Doc("What the loss does not fall below.") double lowerBound,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay,
    @Default("false") @Doc("Whether the bound rises where it proves too low.")
        boolean adaptLowerBound)
    implements GradientTransform<ScaleByMomoAdam.State> {
  /**
   * Running means, zero at first, and the bound.
   *
   * @param mean the running mean of gradients
   * @param square that of their squares
   * @param loss that of losses, a float64 scalar
   * @param slope that of products of gradients and parameters, a float64 scalar
   * @param bound the lower bound, a float64 scalar
   */
  public record State(
      Parameters mean, Parameters square, Tensor loss, Tensor slope, Tensor bound) {}

  /** Requires numbers in their ranges. */
  public ScaleByMomoAdam {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    require(Double.isFinite(lowerBound), "lowerBound must be finite, was %s", lowerBound);
    requireNonNegative(weightDecay, "weightDecay");
  }

  @Override
  public State init(Parameters parameters) {
    Tensor zero = Tensor.scalar(0, DType.FLOAT64);
    return new State(
        parameters.zerosLike(),
        parameters.zerosLike(),
        zero,
        zero,
        Tensor.scalar(lowerBound, DType.FLOAT64));
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters mean = mean(state.mean, gradients, beta1);
    Parameters square = square(state.square, gradients, beta2);
    Tensor loss = state.loss.mul(beta1).add(context.loss().to(DType.FLOAT64).mul(1 - beta1));
    Tensor slope = state.slope.mul(beta1).add(dot(gradients, context.parameters()).mul(1 - beta1));
    Tensor root = unbias(beta2, context).sqrt();
    Parameters scaled = mean.zip(square, (m, v) -> m.div(times(v.sqrt(), root).add(epsilon)));
    Momo momo = new Momo(lowerBound, weightDecay, adaptLowerBound);
    Tensor share = unbias(beta1, context).reciprocal();
    Momo.Step step =
        momo.step(
            context.at(learningRate),
            share,
            loss,
            slope,
            state.bound,
            dot(mean, scaled),
            dot(mean, context.parameters()));
    Parameters updates =
        scaled.zip(
            context.parameters(),
            (u, p) -> times(p, step.decay()).add(times(u, step.length())).neg());
    return new Updates<>(updates, new State(mean, square, loss, slope, step.bound()));
  }
}
