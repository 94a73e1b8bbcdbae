package org.thalweg.optim.transform;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * {@link ScaleByAdam} with the largest mean square so far in place of the mean square. As in
 * PyTorch, the largest is taken before the bias is.
 *
 * <p>Reddi, Kale and Kumar, "On the convergence of Adam and beyond", 2018, arXiv:1904.09237.
 *
 * @param beta1 the share of itself that the mean keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root, 0 or more, in the unit of the gradient
 */
@Named("scale-by-amsgrad")
@Doc("The running mean of gradients over the root of their largest mean square.")
public record ScaleByAmsgrad(
    @Default("0.9") @Doc("The share of itself that the mean keeps at a step.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root.") double epsilon)
    implements GradientTransform<ScaleByAmsgrad.State> {
  /**
   * Two running means and the largest of one, zero at first.
   *
   * @param means of gradients and their squares
   * @param largest the largest mean square so far
   */
  public record State(ScaleByAdam.State means, Parameters largest) {}

  /** Requires shares from 0 to below 1 and an epsilon of 0 or more. */
  public ScaleByAmsgrad {
    var _ = new ScaleByAdam(beta1, beta2, epsilon);
  }

  @Override
  public State init(Parameters parameters) {
    return new State(adam().init(parameters), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    ScaleByAdam.State means = adam().next(gradients, state.means);
    Parameters largest = state.largest.zip(means.square(), Tensor::maximum);
    return new Updates<>(adam().ratio(means.mean(), largest, context), new State(means, largest));
  }

  private ScaleByAdam adam() {
    return new ScaleByAdam(beta1, beta2, epsilon);
  }
}
