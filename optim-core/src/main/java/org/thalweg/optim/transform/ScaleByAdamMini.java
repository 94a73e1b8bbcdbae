package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.transform.Averages.axesAfterFirst;
import static org.thalweg.optim.transform.Averages.mean;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Adam with one mean square for each row of a tensor of rank 2 or more, which is what has one
 * position along the first axis, and one for each other tensor: {@code v = beta2 v + (1 - beta2)
 * mean(g^2)}.
 *
 * <p>Zhang et al., "Adam-mini: use fewer learning rates to gain more", 2024, arXiv:2406.16793, with
 * output neurons as blocks.
 *
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 */
@Named("scale-by-adam-mini")
@Doc("Adam with one mean square for each row.")
public record ScaleByAdamMini(
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon)
    implements GradientTransform<ScaleByAdamMini.State> {
  /**
   * Running means, zero at first.
   *
   * @param mean the running mean of gradients
   * @param square that of mean squares of rows
   */
  public record State(Parameters mean, Parameters square) {}

  /** Requires numbers in their ranges. */
  public ScaleByAdamMini {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike(), parameters.zerosLike().map(ScaleByAdamMini::rows));
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters mean = mean(state.mean, gradients, beta1);
    Parameters square = mean(state.square, gradients.map(ScaleByAdamMini::rows), beta2);
    ScaleByAdam adam = new ScaleByAdam(beta1, beta2, epsilon);
    return new Updates<>(adam.ratio(mean, square, context), new State(mean, square));
  }

  private static Tensor rows(Tensor tensor) {
    Tensor square = tensor.square();
    return tensor.rank() == 0
        ? square
        : square.meanKeep(tensor.rank() == 1 ? new int[] {0} : axesAfterFirst(tensor));
  }
}
