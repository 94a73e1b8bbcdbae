package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensors;

/**
 * Gradients over the root of the sum of all their squares so far: {@code g / (sqrt(h) + epsilon)}
 * with {@code h = h + g^2}.
 *
 * <p>Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic
 * optimization", 2011. Numbers are those of PyTorch's Adagrad, whose epsilon is outside the root.
 *
 * @param initial the sum before the first step, 0 or more
 * @param epsilon what is added to the root, above 0
 */
@Named("scale-by-rss")
@Doc("Gradients over the root of the sum of all their squares.")
public record ScaleByRss(
    @Default("0.0") @Doc("The sum before the first step.") double initial,
    @Default("1e-10") @Doc("What is added to the root.") double epsilon)
    implements GradientTransform<ScaleByRss.State> {
  /**
   * The sum of squares.
   *
   * @param sum the sum of squared gradients
   */
  public record State(Parameters sum) {}

  /** Requires numbers in their ranges. */
  public ScaleByRss {
    requireNonNegative(initial, "initial");
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.map(p -> Tensors.fullLike(p, initial)));
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters sum = state.sum.zip(gradients, (h, g) -> h.add(g.square()));
    return new Updates<>(
        gradients.zip(sum, (g, h) -> g.div(h.sqrt().add(epsilon))), new State(sum));
  }
}
