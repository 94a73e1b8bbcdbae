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

/**
 * Tukey's biweight, {@code c^2 / 6 (1 - (1 - (e / c)^2)^3)} where {@code |e| <= c}, else {@code c^2
 * / 6}, with {@code e = p - t} and the scale c.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too. Beyond the
 * scale the gradient is 0: estimate the spread of errors robustly first, and start near a good
 * solution. Beaton and Tukey, "The fitting of power series, meaning polynomials, illustrated on
 * band-spectroscopic data", 1974.
 *
 * @param scale the error from which on none counts, above 0, in the unit of the target; 4.685
 *     standard deviations of normal errors waste 5 percent of the data
 */
@Named("tukey")
@Doc("Bounded: errors beyond a limit do not count.")
@LossCard(
    family = Family.ROBUST,
    formula = "scale^2/6 (1 - (1 - (e/scale)^2)^3) where |e| <= scale, else scale^2/6",
    traits = {
      Trait.SMOOTH,
      Trait.TWICE_SMOOTH,
      Trait.ROBUST,
      Trait.ZERO_AT_TARGET,
      Trait.SYMMETRIC
    },
    use =
        "The last stage of a robust fit: start from a convex robust loss, with a scale of 4.685 times the spread of its errors.",
    tasks = Task.REGRESSION,
    strengths = {Strength.OUTLIERS, Strength.HEAVY_TAILS, Strength.LABEL_NOISE},
    paper = "Beaton and Tukey 1974, doi:10.1080/00401706.1974.10489171")
public record Tukey(@Default("4.685") @Doc("The error from which on none counts.") double scale)
    implements PointwiseLoss {
  /** Requires a positive scale. */
  public Tukey {
    requirePositive(scale, "scale");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor error = prediction.sub(target);
    Tensor size = error.abs();
    Tensor square = error.div(scale).square();
    Tensor near = square.lt(0.5);
    Tensor cut = where(size.ge(scale), scale, size);
    Tensor rest = cut.rsub(scale).mul(cut.add(scale)).div(scale * scale);
    // two forms, for the digits of small values and of small gradients
    Tensor part = where(near, square, 0);
    Tensor small = part.mul(part.sub(3).mul(part).add(3));
    return where(near, small, rest.pow(3).rsub(1)).mul(scale * scale / 6);
  }
}
