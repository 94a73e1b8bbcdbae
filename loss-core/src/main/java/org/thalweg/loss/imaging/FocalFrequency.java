package org.thalweg.loss.imaging;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.support.Fourier;
import org.thalweg.loss.support.Images;

/**
 * The focal frequency loss: the mean over frequencies and channels of {@code w |E|^2}, where E is
 * the orthonormal Fourier transform of the error and {@code w = |E|^alpha} over the largest of a
 * channel.
 *
 * <p>The weights have no gradient. Prediction and target are [N, C, H, W], values [N]. The
 * transform is a product of matrices, so extents of a few hundred are what it is for. Jiang et al.,
 * "Focal frequency loss for image reconstruction and synthesis", 2021.
 *
 * @param alpha the exponent of the weights, 0 or more
 */
@Named("focal-frequency")
@Doc("Squared errors of frequencies, the more so the worse they are met.")
@LossCard(
    family = Family.IMAGING,
    formula = "mean(w |E|^2)",
    shape = "N C H W; N C H W -> N",
    traits = {Trait.SYMMETRIC, Trait.ZERO_AT_TARGET, Trait.PARTIAL_GRADIENT},
    use = "Beside a loss of pixels, when drawn images lack fine texture.",
    tasks = Task.IMAGE,
    paper = "Jiang et al. 2021, arXiv:2012.12821")
public record FocalFrequency(@Default("1.0") @Doc("The exponent of the weights.") double alpha)
    implements Loss<Tensor, Tensor> {
  /** Requires an exponent of 0 or more. */
  public FocalFrequency {
    requireNonNegative(alpha, "alpha");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor error = prediction.sub(target);
    Tensor cosines = along(error, true);
    Tensor sines = along(error, false);
    Tensor real = down(cosines, true).sub(down(sines, false));
    Tensor imaginary = down(cosines, false).add(down(sines, true));
    Tensor power = real.square().add(imaginary.square());
    power = power.mul(1.0 / (error.dim(2) * error.dim(3)));
    Tensor weight = Images.power(power.stopGradient(), alpha / 2);
    Tensor largest = weight.maxKeep(2, 3);
    weight = weight.div(where(largest.eq(0), 1, largest));
    return Images.mean(weight.mul(power), 1);
  }

  private static Tensor along(Tensor x, boolean cosine) {
    return x.matmul(circle(x.dim(3), x.dtype(), cosine));
  }

  private static Tensor down(Tensor x, boolean cosine) {
    return circle(x.dim(2), x.dtype(), cosine).matmul(x);
  }

  private static Tensor circle(long size, DType dtype, boolean cosine) {
    int extent = Math.toIntExact(size);
    return cosine
        ? Fourier.cosines(extent, size, size, dtype)
        : Fourier.sines(extent, size, size, dtype);
  }
}
