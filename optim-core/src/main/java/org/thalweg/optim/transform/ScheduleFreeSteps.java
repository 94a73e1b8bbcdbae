package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.optim.range.Ranges.requireRate;

import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Steps without a schedule: gradients are taken at y, between an iterate z that the inner transform
 * moves and the mean x of its way.
 *
 * <p>{@code z = z + u; c = w / (sum of all w), w = (largest rate so far)^weightPower; x = (1 - c) x
 * + c z; y = (1 - beta) z + beta x}, where u is what the inner transform gives. The parameters that
 * are trained are y; those to evaluate with are x. The inner transform should have no momentum.
 *
 * <p>Defazio et al., "The road less scheduled", 2024, arXiv:2405.15682.
 *
 * @param inner what moves z
 * @param learningRate the rate of the inner transform, which weighs the mean
 * @param beta the share of the mean in y, above 0 and at most 1
 * @param weightPower the power of the rate that a step has as its weight, 0 or more
 * @param <S> the type of the inner state
 */
public record ScheduleFreeSteps<S>(
    GradientTransform<S> inner, Schedule learningRate, double beta, double weightPower)
    implements GradientTransform<ScheduleFreeSteps.State<S>> {
  /**
   * What is kept.
   *
   * @param inner of the inner transform
   * @param iterate z
   * @param weights the sum of weights, float64
   * @param largestRate the largest rate so far, float64
   */
  public record State<S>(S inner, Parameters iterate, Tensor weights, Tensor largestRate) {}

  /** Requires a beta above 0 and at most 1, and a power of 0 or more. */
  public ScheduleFreeSteps {
    requireRate(learningRate);
    require(0 < beta && beta <= 1, "beta must be above 0 and at most 1, was %s", beta);
    requireNonNegative(weightPower, "weightPower");
  }

  @Override
  public State<S> init(Parameters parameters) {
    Tensor nothing = Tensor.scalar(0, DType.FLOAT64);
    return new State<>(inner.init(parameters), parameters, nothing, nothing);
  }

  @Override
  public Updates<State<S>> update(Parameters gradients, State<S> state, Context context) {
    Updates<S> step = inner.update(gradients, state.inner, context);
    Tensor largest = state.largestRate.maximum(context.at(learningRate));
    Tensor weight = largest.pow(weightPower);
    Tensor weights = state.weights.add(weight);
    Tensor share = Sums.ratio(weight, weights);
    // as differences, so that no step leaves the parameters as they are
    Tensor direct = share.mul(beta).add(1 - beta);
    Parameters ahead = context.parameters().zip(state.iterate, Tensor::sub);
    Parameters updates = Sums.add(Averages.times(step.updates(), direct), ahead, share.neg());
    return new Updates<>(
        updates, new State<>(step.state(), state.iterate.add(step.updates()), weights, largest));
  }

  @Override
  public Parameters evaluationWeights(State<S> state, Parameters parameters) {
    return parameters.zip(state.iterate, (y, z) -> y.add(y.sub(z).mul(1 / beta - 1)));
  }
}
