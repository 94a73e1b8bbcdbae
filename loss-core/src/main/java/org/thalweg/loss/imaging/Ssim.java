package org.thalweg.loss.imaging;

import static org.thalweg.api.Checks.require;
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

/**
 * One minus the structural similarity of two images, averaged over channels and over the places of
 * a Gaussian window that lie within the image.
 *
 * <p>With means m, variances v and covariance c under the window the similarity is {@code (2 m_p
 * m_t + a) (2 c + b) / ((m_p^2 + m_t^2 + a) (v_p + v_t + b))}, {@code a = (k1 range)^2}, {@code b =
 * (k2 range)^2}. Prediction and target are [N, C, H, W], values [N], from 0 to 2. A window that is
 * larger than the image is cut to it. Wang et al., "Image quality assessment: from error visibility
 * to structural similarity", 2004.
 *
 * @param window the extent of the window, 1 or more
 * @param sigma the standard deviation of the window, in pixels
 * @param range the largest less the smallest value that pixels may have
 * @param k1 what steadies the luminance, relative to the range
 * @param k2 what steadies the contrast, relative to the range
 */
@Named("ssim")
@Doc("One minus the structural similarity of two images.")
@LossCard(
    family = Family.IMAGING,
    formula = "1 - mean((2 m_p m_t + a) (2 c + b) / ((m_p^2 + m_t^2 + a) (v_p + v_t + b)))",
    shape = "N C H W; N C H W -> N",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.SYMMETRIC, Trait.ZERO_AT_TARGET},
    use =
        "Restored or drawn images that people look at; add a little mae for the level of brightness.",
    tasks = Task.IMAGE,
    paper = "Wang et al. 2004, doi:10.1109/TIP.2003.819861")
public record Ssim(
    @Default("11") @Doc("The extent of the window.") int window,
    @Default("1.5") @Doc("The standard deviation of the window.") double sigma,
    @Default("1.0") @Doc("The largest less the smallest value of pixels.") double range,
    @Default("0.01") @Doc("What steadies the luminance.") double k1,
    @Default("0.03") @Doc("What steadies the contrast.") double k2)
    implements Loss<Tensor, Tensor> {
  /** Requires positive numbers. */
  public Ssim {
    require(window >= 1, "window must be 1 or more, was %d", window);
    requirePositive(sigma, "sigma");
    requirePositive(range, "range");
    requirePositive(k1, "k1");
    requirePositive(k2, "k2");
  }

  /** Makes the loss of pixels from 0 to 1, with the numbers of its source. */
  public Ssim() {
    this(11, 1.5, 1, 0.01, 0.03);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    double a = Math.pow(k1 * range, 2);
    double b = Math.pow(k2 * range, 2);
    return Similarity.of(prediction, target, window, sigma, a, b).whole().mean(1).rsub(1);
  }
}
