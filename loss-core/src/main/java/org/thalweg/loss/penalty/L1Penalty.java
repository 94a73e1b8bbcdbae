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
 * The size of parameters, {@code strength |w|} for each element: it makes some of them 0.
 *
 * <p>Predictions are parameters of a model, any numbers; there is no target. Take the sum over
 * elements ({@link Penalties#sum}). The gradient at 0 is 0.
 *
 * @param strength the strength, 0 or more
 */
@Named("l1-penalty")
@Doc("The size of parameters, times a strength.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "strength |w|",
    shape = "...; -> ...",
    traits = {Trait.CONVEX, Trait.ROBUST},
    use =
        "To make a model sparse; with plain gradient steps, parameters come near 0 and seldom are 0.",
    paper = "Tibshirani 1996")
public record L1Penalty(@Default("0.01") @Doc("The strength.") double strength)
    implements Loss<Tensor, None> {
  /** Requires a strength of 0 or more. */
  public L1Penalty {
    requireNonNegative(strength, "strength");
  }

  @Override
  public Tensor loss(Tensor parameters, None none) {
    return parameters.abs().mul(strength);
  }
}
