package org.thalweg.loss.penalty;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * What a constraint costs: {@code multiplier c + strength c^2 / 2} for {@code c = 0}; for {@code c
 * <= 0}, {@code (max(0, multiplier + strength c)^2 - multiplier^2) / (2 strength)}. Multipliers are
 * renewed by the user from time to time, {@link #next}.
 *
 * <p>Predictions are the constraints c, any numbers; targets are their multipliers, any numbers in
 * the same shape, 0 or more for inequalities; so have the values.
 *
 * <p>Source: Hestenes, "Multiplier and gradient methods", 1969; Rockafellar, "The multiplier method
 * of Hestenes and Powell applied to convex programming", 1973.
 *
 * @param strength the strength of the square, above 0
 * @param inequality whether c may be below 0
 */
@Named("augmented-lagrangian")
@Doc("What a violated constraint costs: a multiplier times it, and its square.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "multiplier c + strength c^2 / 2",
    shape = "...; ... -> ...",
    traits = {Trait.CONVEX, Trait.SMOOTH},
    use = "For training under constraints that must hold exactly in the end.",
    paper = "Hestenes 1969")
public record AugmentedLagrangian(
    @Default("1.0") @Doc("The strength of the square.") double strength,
    @Default("false") @Doc("Whether the constraint may be below 0.") boolean inequality)
    implements Loss<Tensor, Tensor> {
  /** Requires a strength above 0. */
  public AugmentedLagrangian {
    requirePositive(strength, "strength");
  }

  /** Makes the cost of equalities. */
  public AugmentedLagrangian() {
    this(1, false);
  }

  /** Returns the multipliers of the next round. */
  public Tensor next(Tensor constraint, Tensor multiplier) {
    Tensor moved = multiplier.add(constraint.mul(strength));
    return (inequality ? moved.relu() : moved).stopGradient();
  }

  @Override
  public Tensor loss(Tensor constraint, Tensor multiplier) {
    if (inequality) {
      Tensor active = constraint.mul(strength).add(multiplier).relu();
      return active.square().sub(multiplier.square()).div(2 * strength);
    }
    return constraint.mul(multiplier).add(constraint.square().mul(strength / 2));
  }
}
