package org.thalweg.loss.imaging;

import static org.thalweg.api.Checks.requirePositive;

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
 * The peak signal-to-noise ratio with its sign changed, in decibels: {@code 10 log10(mean(e^2) /
 * range^2 + epsilon)}.
 *
 * <p>Prediction and target are [N, ...], values [N], one for each image, most often below 0; equal
 * images give {@code 10 log10(epsilon)}.
 *
 * @param range the largest value that pixels may have
 * @param epsilon what keeps the logarithm finite, above 0
 */
@Named("psnr")
@Doc("The peak signal-to-noise ratio in decibels, with its sign changed.")
@LossCard(
    family = Family.IMAGING,
    formula = "10 log(mean(e^2) / range^2 + epsilon) / log(10)",
    shape = "N ...; N ... -> N",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.SYMMETRIC},
    use =
        "Restoration that is scored by this ratio: it gives easy and hard images the same weight, where mse follows the worst.",
    tasks = Task.IMAGE)
public record Psnr(
    @Default("1.0") @Doc("The largest value of pixels.") double range,
    @Default("1e-12") @Doc("What keeps the logarithm finite.") double epsilon)
    implements Loss<Tensor, Tensor> {
  /** Requires positive numbers. */
  public Psnr {
    requirePositive(range, "range");
    requirePositive(epsilon, "epsilon");
  }

  /** Makes the loss of pixels from 0 to 1. */
  public Psnr() {
    this(1, 1e-12);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor error = prediction.sub(target).mul(1 / range);
    return Images.mean(error.square(), 1).add(epsilon).log().mul(10 / Math.log(10));
  }
}
