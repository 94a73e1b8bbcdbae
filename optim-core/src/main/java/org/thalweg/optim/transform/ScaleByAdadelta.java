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
 * Gradients scaled to the size of past updates: {@code d = sqrt(u + epsilon) / sqrt(v + epsilon) g}
 * with {@code v = rho v + (1 - rho) g^2}, then {@code u = rho u + (1 - rho) d^2}.
 *
 * <p>Zeiler, "Adadelta: an adaptive learning rate method", 2012, arXiv:1212.5701. PyTorch's
 * Adadelta and Optax's scale_by_adadelta.
 *
 * @param rho the share of itself that a mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added under the roots, above 0
 */
@Named("scale-by-adadelta")
@Doc("Gradients in the unit of parameters, by past steps over past gradients.")
public record ScaleByAdadelta(
    @Default("0.9") @Doc("The share of itself that a mean square keeps.") double rho,
    @Default("1e-6") @Doc("What is added under the roots.") double epsilon)
    implements GradientTransform<ScaleByAdadelta.State> {
  /**
   * Running means, zero at first.
   *
   * @param square the running mean of squared gradients
   * @param update that of squared updates
   */
  public record State(Parameters square, Parameters update) {}

  /** Requires numbers in their ranges. */
  public ScaleByAdadelta {
    requireDecay(rho, "rho");
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike(), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters square = square(state.square, gradients, rho);
    Parameters updates =
        gradients.map((name, g) ->
            state
                .update
                .get(name)
                .add(epsilon)
                .sqrt()
                .div(square.get(name).add(epsilon).sqrt())
                .mul(g));
    return new Updates<>(updates, new State(square, square(state.update, updates, rho)));
  }
}
