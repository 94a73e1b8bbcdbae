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
 * The absolute error relative to the mean of the sizes of prediction and target, {@code 2 |p - t| /
 * max(|p| + |t|, epsilon)}; it is from 0 to 2, and not in percent. Its gradient at the target is 0.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too. Makridakis,
 * "Accuracy measures: theoretical and practical concerns", 1993.
 *
 * @param epsilon the least sum of both sizes that counts, above 0, in the unit of the target
 */
@Named("smape")
@Doc("The absolute error over the mean size of prediction and target.")
@LossCard(
    family = Family.REGRESSION,
    formula = "2 |e| / max(|p| + |t|, epsilon)",
    traits = {Trait.ZERO_AT_TARGET, Trait.SYMMETRIC},
    use =
        "A relative error that is bounded and treats prediction and target alike. Its gradient vanishes for predictions far too large, so it suits comparison more than training.",
    tasks = {Task.REGRESSION, Task.AMOUNTS},
    strengths = {Strength.RELATIVE_ERROR, Strength.OUTLIERS},
    paper = "Makridakis 1993, doi:10.1016/0169-2070(93)90079-3")
public record Smape(@Default("1.17e-6") @Doc("The least sum of both sizes.") double epsilon)
    implements PointwiseLoss {
  /** Requires a positive epsilon. */
  public Smape {
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor own = prediction.abs();
    Tensor other = target.abs();
    Tensor size = own.add(other);
    Tensor safe = where(size.gt(epsilon), size, epsilon);
    // two forms, for the digits of small values and of small gradients
    Tensor sameSign = prediction.mul(target).gt(0).and(size.gt(epsilon));
    Tensor far = sameSign.and(own.gt(other.mul(3)).or(other.gt(own.mul(3))));
    Tensor share = own.minimum(other).mul(4).div(safe);
    return where(far, share.rsub(2), prediction.sub(target).abs().mul(2).div(safe));
  }
}
