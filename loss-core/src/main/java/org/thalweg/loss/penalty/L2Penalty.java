package org.thalweg.loss.penalty;

import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The square of parameters, {@code strength w^2} for each element.
 *
 * <p>Predictions are parameters of a model, any numbers; there is no target. Take the sum over
 * elements ({@link Penalties#sum}). As in Keras, the square is not halved: it equals a weight decay
 * of {@code 2 strength} in plain gradient descent.
 *
 * @param strength the strength, 0 or more
 */
@Named("l2-penalty")
@Doc("The square of parameters, times a strength.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "strength w^2",
    shape = "...; -> ...",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "To keep parameters small. With Adam, prefer the decoupled weight decay of AdamW.",
    paper = "Hoerl and Kennard 1970")
public record L2Penalty(@Default("0.01") @Doc("The strength.") double strength)
    implements Loss<Tensor, None> {
  /** Requires a strength of 0 or more. */
  public L2Penalty {
    requireNonNegative(strength, "strength");
  }

  @Override
  public Tensor loss(Tensor parameters, None none) {
    return parameters.square().mul(strength);
  }
}
