package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.transform.Averages.square;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;

/**
 * Gradients over the root of their running mean square: {@code g / (sqrt(v) + epsilon)} with {@code
 * v = decay v + (1 - decay) g^2}.
 *
 * <p>Tieleman and Hinton, "RMSprop", Coursera lecture 6.5, 2012. Numbers are those of PyTorch,
 * whose epsilon is outside the root and whose means keep their bias.
 *
 * @param decay the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 */
@Named("scale-by-rms")
@Doc("Gradients over the root of their mean square.")
public record ScaleByRms(
    @Default("0.99") @Doc("The share of itself that the mean square keeps.") double decay,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon)
    implements GradientTransform<ScaleByRms.State> {
  /**
   * The mean square, zero at first.
   *
   * @param square the running mean of squared gradients
   */
  public record State(Parameters square) {}

  /** Requires numbers in their ranges. */
  public ScaleByRms {
    requireDecay(decay, "decay");
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters square = square(state.square, gradients, decay);
    return new Updates<>(
        gradients.zip(square, (g, v) -> g.div(v.sqrt().add(epsilon))), new State(square));
  }
}
