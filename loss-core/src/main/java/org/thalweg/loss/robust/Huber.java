package org.thalweg.loss.robust;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * Huber's loss: quadratic near zero, linear beyond {@code delta}.
 *
 * <p>{@code e^2 / 2} where {@code |e| <= delta}, else {@code delta (|e| - delta / 2)}, with {@code
 * e = p - t}. Prediction and target are any numbers in one shape, which the values have too. Huber,
 * "Robust estimation of a location parameter", 1964.
 *
 * @param delta the largest error that counts as small, above 0, in the unit of the target
 */
@Named("huber")
@Doc("Quadratic for small errors, linear for large ones.")
@LossCard(
    family = Family.ROBUST,
    formula = "e^2/2 where |e| <= delta, else delta (|e| - delta/2)",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.ROBUST, Trait.ZERO_AT_TARGET, Trait.SYMMETRIC},
    paper = "Huber 1964, doi:10.1214/aoms/1177703732")
public record Huber(@Default("1.0") @Doc("The largest error that counts as small.") double delta)
    implements PointwiseLoss {
  /** Requires a positive delta. */
  public Huber {
    requirePositive(delta, "delta");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor error = prediction.sub(target);
    Tensor size = error.abs();
    return where(size.le(delta), error.square().mul(0.5), size.sub(0.5 * delta).mul(delta));
  }
}
