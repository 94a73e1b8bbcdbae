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
 * Wing loss, {@code w log(1 + |e| / c)} where {@code |e| < w}, else {@code |e| - w + w log(1 + w /
 * c)}, with {@code e = p - t}; its gradient at 0 is 0, and beside 0 it is {@code w / c}.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too. Feng et al.,
 * "Wing loss for robust facial landmark localisation with convolutional neural networks", 2018.
 *
 * @param width the error from which on the loss is linear, above 0, in the unit of the target
 * @param curvature the size of errors below which the loss is nearly linear again, above 0, in the
 *     unit of the target
 */
@Named("wing")
@Doc("Logarithmic near zero, so that small errors count, linear beyond.")
@LossCard(
    family = Family.ROBUST,
    formula =
        "width log(1 + |e|/curvature) where |e| < width, else |e| - width + width log(1 + width/curvature)",
    traits = {Trait.ROBUST, Trait.ZERO_AT_TARGET, Trait.SYMMETRIC},
    use =
        "Landmarks and coordinates in pixels, where small and medium errors should go on shrinking.",
    tasks = {Task.REGRESSION, Task.DETECTION, Task.IMAGE},
    strengths = {Strength.OUTLIERS, Strength.EASY_EXAMPLES},
    paper = "Feng et al. 2018, arXiv:1711.06753")
public record Wing(
    @Default("10.0") @Doc("The error from which on the loss is linear.") double width,
    @Default("2.0") @Doc("The smaller, the steeper near zero.") double curvature)
    implements PointwiseLoss {
  /** Requires a positive width and curvature. */
  public Wing {
    requirePositive(width, "width");
    requirePositive(curvature, "curvature");
  }

  /** Makes the loss with the defaults. */
  public Wing() {
    this(10, 2);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor error = prediction.sub(target).abs();
    double offset = width - width * Math.log1p(width / curvature);
    return where(error.lt(width), error.div(curvature).log1p().mul(width), error.sub(offset));
  }
}
