package org.thalweg.loss.imaging;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

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

/**
 * The mutual information of two images with its sign changed: {@code -sum_{ab} P_ab log(P_ab / (P_a
 * P_b))}, where P is the joint histogram of soft bins.
 *
 * <p>Prediction and target are [N, ...], values [N], 0 or below. The centres of the bins are evenly
 * spread from 0 to 1; a pixel belongs to each by {@code exp(-(x - c)^2 / (2 s^2))} over the sum of
 * these, so pixels beyond 0 and 1 belong to the outermost. Maes et al. 1997; Parzen windows as in
 * MONAI.
 *
 * @param bins the number of bins, 2 or more
 * @param sigmaRatio the width s of a bin, as a share of the distance of their centres
 */
@Named("mutual-information")
@Doc("How little one image tells of another, below 0 the more it does.")
@LossCard(
    family = Family.IMAGING,
    formula = "-sum_ab(P_ab log(P_ab / (P_a P_b)))",
    shape = "N ...; N ... -> N",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.SYMMETRIC},
    use = "Registration of images of different kinds, such as CT and MR.",
    tasks = Task.IMAGE,
    paper = "Maes et al. 1997, doi:10.1109/42.563664")
public record MutualInformation(
    @Default("23") @Doc("The number of bins.") int bins,
    @Default("0.5") @Doc("The width of a bin, as a share of the distance of their centres.")
        double sigmaRatio)
    implements Loss<Tensor, Tensor> {
  /** Requires two bins and a positive width. */
  public MutualInformation {
    require(bins >= 2, "bins must be 2 or more, was %d", bins);
    requirePositive(sigmaRatio, "sigmaRatio");
  }

  /** Makes the loss with 23 bins. */
  public MutualInformation() {
    this(23, 0.5);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor left = shares(prediction.flatten(1));
    Tensor right = shares(target.flatten(1));
    Tensor joint = left.t().matmul(right).mul(1.0 / left.dim(1));
    Tensor apart = left.mean(1).unsqueeze(2).mul(right.mean(1).unsqueeze(1));
    Tensor none = joint.eq(0).or(apart.eq(0));
    Tensor ratio = where(none, 1, joint).div(where(none, 1, apart));
    return joint.mul(ratio.log()).sum(1, 2).neg();
  }

  /** Returns the shares of pixels in bins, [N, pixels, bins]. */
  private Tensor shares(Tensor x) {
    double sigma = sigmaRatio / (bins - 1);
    Tensor centre = Tensors.arange(bins, x.dtype()).mul(1.0 / (bins - 1));
    Tensor near = x.mul(bins - 1.0).round().clamp(0, bins - 1.0).mul(1.0 / (bins - 1));
    near = near.stopGradient().unsqueeze(2);
    // (x - near)^2 - (x - centre)^2, which keeps its digits far out and close by
    Tensor gain = centre.sub(near).mul(x.unsqueeze(2).mul(2).sub(centre).sub(near));
    return gain.mul(0.5 / (sigma * sigma)).softmax(2);
  }
}
