package org.thalweg.loss.segmentation;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.support.DistanceTransform;
import org.thalweg.loss.support.Images;

/**
 * The Hausdorff loss by distance transforms: the mean over classes and pixels of {@code (q - t)^2
 * (d_q^alpha + d_t^alpha)}, where d is the distance of a pixel to the boundary of the region that
 * is claimed, or true.
 *
 * <p>Regions are where shares exceed 1/2; the distances have no gradient. A region that is empty,
 * or all there is, has distances of 0. Shapes are those of {@link RegionLoss}; as its source and
 * MONAI have it, the first of several classes is left out by default. Karimi and Salcudean,
 * "Reducing the Hausdorff distance in medical image segmentation with convolutional neural
 * networks", 2020.
 *
 * @param alpha the exponent of distances, above 0
 * @param includeBackground whether the first of several classes counts
 * @param activation how logits become shares
 */
@Named("hausdorff-distance-transform")
@Doc("Squared errors of pixels, weighted by their distance to the boundaries.")
@LossCard(
    family = Family.SEGMENTATION,
    formula = "mean((q - t)^2 (d_q^alpha + d_t^alpha))",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    use =
        "Outlines that must nowhere be far off; start with another loss, since far mistakes rule it.",
    tasks = Task.SEGMENTATION,
    paper = "Karimi and Salcudean 2020, arXiv:1904.10030")
public record HausdorffDistanceTransform(
    @Default("2.0") @Doc("The exponent of distances.") double alpha,
    @Default("false") @Doc("Whether the first of several classes counts.")
        boolean includeBackground,
    @Default("softmax") @Doc("How logits become shares.") ClassActivation activation)
    implements RegionLoss {
  /** Requires a positive exponent. */
  public HausdorffDistanceTransform {
    requirePositive(alpha, "alpha");
  }

  /** Makes the loss with squared distances. */
  public HausdorffDistanceTransform() {
    this(2, false, ClassActivation.SOFTMAX);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Regions all = Regions.of(this, prediction, target).classes(includeBackground);
    Tensor weight = far(all.shares()).add(far(all.truth()));
    Tensor each = all.shares().sub(all.truth()).square().mul(weight);
    return all.pixelMean(each).mul(1.0 / each.dim(1));
  }

  private Tensor far(Tensor shares) {
    Tensor region = shares.stopGradient().gt(0.5);
    Tensor inside = DistanceTransform.of(region, 2, shares.dtype());
    Tensor outside = DistanceTransform.of(region.not(), 2, shares.dtype());
    return Images.power(inside.add(outside), alpha);
  }
}
