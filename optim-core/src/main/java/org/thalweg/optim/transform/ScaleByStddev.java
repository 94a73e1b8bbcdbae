package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.transform.Averages.mean;
import static org.thalweg.optim.transform.Averages.square;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;

/**
 * Gradients over their running standard deviation: {@code g / (sqrt(v - m^2) + epsilon)} with
 * {@code m = decay m + (1 - decay) g} and {@code v = decay v + (1 - decay) g^2}. A variance that
 * rounding takes below 0 is 0.
 *
 * <p>Graves, "Generating sequences with recurrent neural networks", 2013, arXiv:1308.0850. Numbers
 * are those of PyTorch's centered RMSprop.
 *
 * @param decay the share of itself that the means keep at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 */
@Named("scale-by-stddev")
@Doc("Gradients over their running standard deviation.")
public record ScaleByStddev(
    @Default("0.99") @Doc("The share of itself that the means keep.") double decay,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon)
    implements GradientTransform<ScaleByStddev.State> {
  /**
   * Running means, zero at first.
   *
   * @param mean the running mean of gradients
   * @param square that of their squares
   */
  public record State(Parameters mean, Parameters square) {}

  /** Requires numbers in their ranges. */
  public ScaleByStddev {
    requireDecay(decay, "decay");
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike(), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters mean = mean(state.mean, gradients, decay);
    Parameters square = square(state.square, gradients, decay);
    Parameters variance = square.zip(mean, (v, m) -> v.sub(m.square()).maximum(0));
    return new Updates<>(
        gradients.zip(variance, (g, v) -> g.div(v.sqrt().add(epsilon))), new State(mean, square));
  }
}
