package org.thalweg.loss.imaging;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;

import java.util.Arrays;
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
 * The local normalised cross-correlation with its sign changed: the mean over places and channels
 * of {@code -cov^2 / (var_p var_t + epsilon)} under a square window.
 *
 * <p>Prediction and target are images or volumes [N, C, d1, ...], values [N], from -1 to 0. The
 * images are continued by zeros, as in MONAI and VoxelMorph. Avants et al. 2008.
 *
 * @param window the extent of the window, odd
 * @param epsilon what keeps flat places finite, above 0
 */
@Named("local-ncc")
@Doc("How little two images vary together under a window, below 0 the more they do.")
@LossCard(
    family = Family.IMAGING,
    formula = "-mean(cov(p, t)^2 / (var(p) var(t) + epsilon))",
    shape = "N C ...; N C ... -> N",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.SYMMETRIC},
    use = "Registration of images of one kind whose brightness differs from place to place.",
    tasks = Task.IMAGE,
    paper = "Avants et al. 2008, doi:10.1016/j.media.2007.06.004")
public record LocalNcc(
    @Default("3") @Doc("The extent of the window.") int window,
    @Default("1e-5") @Doc("What keeps flat places finite.") double epsilon)
    implements Loss<Tensor, Tensor> {
  /** Requires an odd window and a positive number. */
  public LocalNcc {
    require(window >= 1 && window % 2 == 1, "window must be odd, was %d", window);
    requirePositive(epsilon, "epsilon");
  }

  /** Makes the loss with a window of 3. */
  public LocalNcc() {
    this(3, 1e-5);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    double share = Math.pow(window, 2 - prediction.rank());
    Tensor sumLeft = box(prediction);
    Tensor sumRight = box(target);
    Tensor cross = box(prediction.mul(target)).sub(sumLeft.mul(sumRight).mul(share));
    Tensor left = box(prediction.square()).sub(sumLeft.square().mul(share)).relu();
    Tensor right = box(target.square()).sub(sumRight.square().mul(share)).relu();
    return Images.mean(cross.square().div(left.mul(right).add(epsilon)), 1).neg();
  }

  /** Returns sums over windows around each place. */
  private Tensor box(Tensor x) {
    double[] ones = new double[window];
    Arrays.fill(ones, 1);
    Tensor sum = x;
    for (int axis = 2; axis < x.rank(); axis++) {
      sum = Images.filter(sum.pad(axis, window / 2, window / 2, 0), axis, ones);
    }
    return sum;
  }
}
