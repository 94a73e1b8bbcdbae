package org.thalweg.loss.adaptation;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The cost of moving the numbers of a row onto those of another at least cost, {@code mean_i
 * |sort(p)_i - sort(t)_i|^power}: the Wasserstein distance of samples to its power.
 *
 * <p>Prediction and target are any numbers of one shape; rows are along the last axis, and values
 * have the shape without it. Of equal numbers, the first is the smaller; the gradient of a distance
 * of 0 is 0.
 *
 * @param power the power of distances, 1 or more
 */
@Named("wasserstein-1d")
@Doc("The cost of moving sorted numbers onto sorted numbers.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "mean_i |sort(p)_i - sort(t)_i|^power",
    traits = {Trait.SYMMETRIC},
    reach = 1e20,
    use =
        "For rows that are samples or histograms of equal length in no order, such as colours of pixels.",
    tasks = {Task.GENERATION},
    paper = "Villani 2003")
public record Wasserstein(@Default("1.0") @Doc("The power of distances.") double power)
    implements RowwiseLoss {
  /** Requires a power of 1 or more. */
  public Wasserstein {
    require(
        1 <= power && power < Double.POSITIVE_INFINITY, "power must be 1 or more, was %s", power);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor gap = prediction.sort(-1, false).sub(target.sort(-1, false));
    return distance(gap, power).mean(-1);
  }

  /** Returns the power of the size of differences. */
  static Tensor distance(Tensor gap, double power) {
    return power == 1 ? gap.abs() : power == 2 ? gap.square() : gap.abs().pow(power);
  }
}
