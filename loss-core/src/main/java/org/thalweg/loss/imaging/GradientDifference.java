package org.thalweg.loss.imaging;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.support.Images;

/**
 * The gradient difference loss: the sum over both axes of the mean of {@code | |d p| - |d t|
 * |^alpha}, where d are differences of neighbours.
 *
 * <p>Prediction and target are [N, C, H, W], values [N]. Where neighbours are equal the gradient is
 * 0. Mathieu et al., "Deep multi-scale video prediction beyond mean square error", 2016, who sum
 * over the pixels.
 *
 * @param alpha the exponent, 1 or more
 */
@Named("gradient-difference")
@Doc("How much the steepness of two images differs.")
@LossCard(
    family = Family.IMAGING,
    formula = "sum_i(mean(||d_i p| - |d_i t||^alpha))",
    shape = "N C H W; N C H W -> N",
    traits = {Trait.SYMMETRIC},
    use = "Beside a loss of pixels, against blurred edges.",
    tasks = Task.IMAGE,
    paper = "Mathieu et al. 2016, arXiv:1511.05440")
public record GradientDifference(@Default("1.0") @Doc("The exponent.") double alpha)
    implements Loss<Tensor, Tensor> {
  /** Requires an exponent of 1 or more. */
  public GradientDifference {
    require(alpha >= 1 && alpha <= 100, "alpha must be from 1 to 100, was %s", alpha);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return along(prediction, target, 2).add(along(prediction, target, 3));
  }

  private Tensor along(Tensor x, Tensor y, int axis) {
    Tensor steep = Images.differences(x, axis).abs().sub(Images.differences(y, axis).abs());
    return Images.mean(Images.power(steep.abs(), alpha), 1);
  }
}
