package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Adam times {@code sigmoid(|g - g'|)}, where g' is the gradient of the step before, 0 at first:
 * steps are half as long where gradients do not change.
 *
 * <p>Dubey et al., "diffGrad: an optimization method for convolutional neural networks", 2019,
 * arXiv:1909.11015.
 *
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 */
@Named("scale-by-diffgrad")
@Doc("Adam that slows down where gradients stay the same.")
public record ScaleByDiffgrad(
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon)
    implements GradientTransform<ScaleByDiffgrad.State> {
  /**
   * Adam's state and gradients, zero at first.
   *
   * @param means Adam's means
   * @param gradient the gradients of the step before
   */
  public record State(ScaleByAdam.State means, Parameters gradient) {}

  /** Requires numbers in their ranges. */
  public ScaleByDiffgrad {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(
        new ScaleByAdam(beta1, beta2, epsilon).init(parameters), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    ScaleByAdam adam = new ScaleByAdam(beta1, beta2, epsilon);
    ScaleByAdam.State means = adam.next(gradients, state.means);
    Parameters friction =
        gradients.zip(state.gradient, (g, before) -> g.sub(before).abs().sigmoid());
    return new Updates<>(
        adam.ratio(means.mean(), means.square(), context).zip(friction, Tensor::mul),
        new State(means, gradients));
  }
}
