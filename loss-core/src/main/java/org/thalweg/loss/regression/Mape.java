package org.thalweg.loss.regression;

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

/**
 * The absolute error in percent of the target, {@code 100 |p - t| / max(|t|, epsilon)}; its
 * gradient at the target is 0.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too. Targets near 0
 * weigh as much as {@code epsilon} allows: choose it as the smallest target that matters, or take
 * {@link Wape} or {@link Smape}.
 *
 * @param epsilon the least size that a target counts with, above 0, in the unit of the target
 */
@Named("mape")
@Doc("The absolute error in percent of the target.")
@LossCard(
    family = Family.REGRESSION,
    formula = "100 |e| / max(|t|, epsilon)",
    traits = {Trait.CONVEX, Trait.ZERO_AT_TARGET},
    use =
        "Errors of one percent cost the same at every size. Low predictions are favoured; targets near zero need a larger epsilon or wape.",
    tasks = {Task.REGRESSION, Task.AMOUNTS},
    strengths = Strength.RELATIVE_ERROR)
public record Mape(@Default("1e-7") @Doc("The least size of a target.") double epsilon)
    implements PointwiseLoss {
  /** Requires a positive epsilon. */
  public Mape {
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor size = target.abs();
    return prediction.sub(target).abs().mul(100).div(where(size.gt(epsilon), size, epsilon));
  }
}
