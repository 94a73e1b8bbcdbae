package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Averages.times;
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
 * Momentum with steps as long as a model of the loss allows. The model is the running mean of the
 * loss's tangents, cut off at a lower bound; the step goes to the least of the model plus the
 * squared distance over twice the learning rate. It takes the loss, and its steps itself: it comes
 * last in a chain.
 *
 * <p>Schaipp, Ohana, Eickenberg, Defazio and Gower, "MoMo: momentum models for adaptive learning
 * rates", 2023, arXiv:2305.07583. Optax's contrib.momo.
 *
 * @param learningRate the largest step per unit of slope, 0 or more
 * @param beta the share of themselves that the means keep at a step, from 0 to below 1
 * @param lowerBound what the loss does not fall below, finite
 * @param weightDecay the factor of a penalty on squares of parameters, which a step meets exactly,
 *     0 or more
 * @param adaptLowerBound whether the bound rises where it proves too low
 */
@Named("scale-by-momo")
@Doc("Momentum with steps by a model of the loss.")
public record ScaleByMomo(
    @Default("1.0") @Doc("The largest step per unit of slope.") Schedule learningRate,
    @Default("0.9") @Doc("The share of themselves that the means keep.") double beta,
    @Default("0.0") @Doc("What the loss does not fall below.") double lowerBound,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay,
    @Default("false") @Doc("Whether the bound rises where it proves too low.")
        boolean adaptLowerBound)
    implements GradientTransform<ScaleByMomo.State> {
  /**
   * Running means, zero at first, and the bound.
   *
   * @param mean the running mean of gradients
   * @param loss that of losses, a float64 scalar
   * @param slope that of products of gradients and parameters, a float64 scalar
   * @param bound the lower bound, a float64 scalar
   */
  public record State(Parameters mean, Tensor loss, Tensor slope, Tensor bound) {}

  /** Requires numbers in their ranges. */
  public ScaleByMomo {
    requireRate(learningRate);
    requireDecay(beta, "beta");
    require(Double.isFinite(lowerBound), "lowerBound must be finite, was %s", lowerBound);
    requireNonNegative(weightDecay, "weightDecay");
  }

  @Override
  public State init(Parameters parameters) {
    Tensor zero = Tensor.scalar(0, DType.FLOAT64);
    return new State(parameters.zerosLike(), zero, zero, Tensor.scalar(lowerBound, DType.FLOAT64));
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Tensor keep = where(context.step().eq(1), 0, Tensor.scalar(beta, DType.FLOAT64));
    Tensor fresh = keep.rsub(1);
    Tensor loss = state.loss.mul(keep).add(context.loss().to(DType.FLOAT64).mul(fresh));
    Parameters mean = state.mean.zip(gradients, (m, g) -> times(m, keep).add(times(g, fresh)));
    Tensor slope = state.slope.mul(keep).add(dot(gradients, context.parameters()).mul(fresh));
    Momo momo = new Momo(lowerBound, weightDecay, adaptLowerBound);
    Tensor one = Tensor.scalar(1, DType.FLOAT64);
    Momo.Step step =
        momo.step(
            context.at(learningRate),
            one,
            loss,
            slope,
            state.bound,
            dot(mean, mean),
            dot(mean, context.parameters()));
    Parameters updates =
        mean.zip(
            context.parameters(),
            (m, p) -> times(p, step.decay()).add(times(m, step.length())).neg());
    return new Updates<>(updates, new State(mean, loss, slope, step.bound()));
  }
}
