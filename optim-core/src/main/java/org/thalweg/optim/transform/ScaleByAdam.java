package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requireNonNegative;
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
 * The mean of gradients over the root of their mean square, both running and freed of their bias
 * towards 0: {@code m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon)}, with {@code m = beta1
 * m + (1 - beta1) g} and {@code v = beta2 v + (1 - beta2) g^2}.
 *
 * <p>Kingma and Ba, "Adam: a method for stochastic optimization", 2015, arXiv:1412.6980.
 *
 * @param beta1 the share of itself that the mean keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root, 0 or more, in the unit of the gradient
 */
@Named("scale-by-adam")
@Doc("The running mean of gradients over the root of their mean square.")
public record ScaleByAdam(
    @Default("0.9") @Doc("The share of itself that the mean keeps at a step.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root.") double epsilon)
    implements GradientTransform<ScaleByAdam.State> {
  /**
   * Two running means, zero at first.
   *
   * @param mean of gradients
   * @param square of squared gradients
   */
  public record State(Parameters mean, Parameters square) {}

  /** Requires shares from 0 to below 1 and an epsilon of 0 or more. */
  public ScaleByAdam {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requireNonNegative(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike(), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    State next = next(gradients, state);
    return new Updates<>(ratio(next.mean, next.square, context), next);
  }

  /** Returns the means with new gradients in them. */
  State next(Parameters gradients, State state) {
    return new State(
        Averages.mean(state.mean, gradients, beta1),
        Averages.square(state.square, gradients, beta2));
  }

  /** Returns a mean over the root of a mean square, both freed of their bias. */
  Parameters ratio(Parameters mean, Parameters square, Context context) {
    Tensor upper = Averages.unbias(beta1, context);
    Tensor lower = Averages.unbias(beta2, context).sqrt();
    return mean.zip(
        square,
        (m, v) -> m.mul(upper.to(m.dtype())).div(v.sqrt().mul(lower.to(v.dtype())).add(epsilon)));
  }
}
