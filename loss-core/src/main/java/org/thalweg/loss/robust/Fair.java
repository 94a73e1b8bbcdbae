package org.thalweg.loss.robust;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.support.Exponentials;

/**
 * Fair's loss, {@code c^2 (|e| / c - log(1 + |e| / c))} with {@code e = p - t} and the scale c.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too. No digits are
 * lost near the target. Fair, "On the robust estimation of econometric models", 1974.
 *
 * @param scale the size of errors that count as large, above 0, in the unit of the target
 */
@Named("fair")
@Doc("Quadratic for small errors, nearly linear for large ones.")
@LossCard(
    family = Family.ROBUST,
    formula = "scale^2 (|e|/scale - log(1 + |e|/scale))",
    traits = {
      Trait.CONVEX,
      Trait.SMOOTH,
      Trait.TWICE_SMOOTH,
      Trait.ROBUST,
      Trait.ZERO_AT_TARGET,
      Trait.SYMMETRIC
    },
    use = "Outliers, with a convex loss whose second derivative exists everywhere.",
    tasks = Task.REGRESSION,
    strengths = {Strength.OUTLIERS, Strength.HEAVY_TAILS, Strength.SMOOTHNESS},
    paper = "Fair 1974")
public record Fair(@Default("1.0") @Doc("The size of errors that count as large.") double scale)
    implements PointwiseLoss {
  /** Requires a positive scale. */
  public Fair {
    requirePositive(scale, "scale");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor error = prediction.sub(target).div(scale);
    Tensor size =
        where(error.lt(0), error.neg(), error); // of slope 1 at 0, for the second derivative
    return Exponentials.logExcess(size).mul(scale * scale);
  }
}
