package org.thalweg.loss.imaging;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;

import java.util.List;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.loss.support.Images;

/**
 * One minus the structural similarity of two images at several resolutions: the product of powers
 * of the contrast and structure at each, and of the luminance at the coarsest, averaged over
 * channels.
 *
 * <p>Each level has half the extents of the one before, by means of pairs of pixels; an odd one at
 * the end is left out, an axis of extent 1 stays. A level whose similarity is not above 0 makes the
 * product 0, with a gradient of 0. Prediction and target are [N, C, H, W], values [N]. See {@link
 * Ssim}. Wang et al., "Multiscale structural similarity for image quality assessment", 2003.
 *
 * @param window the extent of the window, 1 or more
 * @param sigma the standard deviation of the window, in pixels
 * @param range the largest less the smallest value that pixels may have
 * @param k1 what steadies the luminance, relative to the range
 * @param k2 what steadies the contrast, relative to the range
 * @param exponents the exponents of the levels, finest first, above 0
 */
@Named("ms-ssim")
@Doc("One minus the structural similarity of two images at several resolutions.")
@LossCard(
    family = Family.IMAGING,
    formula = "1 - l_n^(w_n) prod_k(s_k^(w_k))",
    shape = "N C H W; N C H W -> N",
    traits = {Trait.SYMMETRIC, Trait.ZERO_AT_TARGET},
    use =
        "As ssim, when the distance from which the image is seen is not known; 0.84 of it and 0.16 of mae is a common mix.",
    tasks = Task.IMAGE,
    paper = "Wang et al. 2003, doi:10.1109/ACSSC.2003.1292216")
public record MsSsim(
    @Default("11") @Doc("The extent of the window.") int window,
    @Default("1.5") @Doc("The standard deviation of the window.") double sigma,
    @Default("1.0") @Doc("The largest less the smallest value of pixels.") double range,
    @Default("0.01") @Doc("What steadies the luminance.") double k1,
    @Default("0.03") @Doc("What steadies the contrast.") double k2,
    @Default("[0.0448, 0.2856, 0.3001, 0.2363, 0.1333]")
        @Doc("The exponents of the levels, finest first.")
        List<Double> exponents)
    implements Loss<Tensor, Tensor> {
  /** Requires positive numbers and at least one level. */
  public MsSsim {
    require(window >= 1, "window must be 1 or more, was %d", window);
    requirePositive(sigma, "sigma");
    requirePositive(range, "range");
    requirePositive(k1, "k1");
    requirePositive(k2, "k2");
    require(!exponents.isEmpty(), "exponents must not be empty");
    exponents.forEach(exponent -> requirePositive(exponent, "each of exponents"));
    exponents = List.copyOf(exponents);
  }

  /** Makes the loss of pixels from 0 to 1, with the numbers of its source. */
  public MsSsim() {
    this(11, 1.5, 1, 0.01, 0.03, List.of(0.0448, 0.2856, 0.3001, 0.2363, 0.1333));
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    double a = Math.pow(k1 * range, 2);
    double b = Math.pow(k2 * range, 2);
    Tensor x = prediction;
    Tensor y = target;
    Tensor product = Tensors.onesLike(x.select(3, 0).select(2, 0));
    for (int level = 0; level < exponents.size(); level++) {
      Similarity similarity = Similarity.of(x, y, window, sigma, a, b);
      boolean last = level == exponents.size() - 1;
      Tensor factor = last ? similarity.whole() : similarity.structure();
      product = product.mul(Images.power(factor, exponents.get(level)));
      x = halved(halved(x, 2), 3);
      y = halved(halved(y, 2), 3);
    }
    return product.mean(1).rsub(1);
  }

  private static Tensor halved(Tensor x, int axis) {
    long half = x.dim(axis) / 2;
    return half == 0
        ? x
        : x.slice(axis, 0, 2 * half, 2).add(x.slice(axis, 1, 2 * half, 2)).mul(0.5);
  }
}
