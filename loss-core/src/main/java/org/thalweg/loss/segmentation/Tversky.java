package org.thalweg.loss.segmentation;

import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The Tversky loss: the mean over classes of {@code 1 - (TP + smooth) / (TP + alpha FP + beta FN +
 * smooth)}, where TP, FP and FN are soft counts of pixels.
 *
 * <p>Alpha is the cost of what is wrongly claimed, beta that of what is missed. Shapes are those of
 * {@link RegionLoss}. Salehi et al., "Tversky loss function for image segmentation using 3D fully
 * convolutional deep networks", 2017.
 *
 * @param alpha the cost of false positives, 0 or more
 * @param beta the cost of false negatives, 0 or more
 * @param smooth what is added above and below, 0 or more
 * @param includeBackground whether the first of several classes counts
 * @param activation how logits become shares
 */
@Named("tversky")
@Doc("The Dice loss with a cost for what is wrongly claimed and another for what is missed.")
@LossCard(
    family = Family.SEGMENTATION,
    formula = "mean_c(1 - (TP_c + smooth) / (TP_c + alpha FP_c + beta FN_c + smooth))",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    identities = {"alpha=1 beta=1 = jaccard", "smooth=0.5 = dice smooth=1"},
    use = "Regions that must not be missed, as lesions: raise beta over alpha.",
    tasks = Task.SEGMENTATION,
    strengths = {Strength.IMBALANCE, Strength.SMALL_REGIONS, Strength.ASYMMETRIC_COST},
    paper = "Salehi et al. 2017, arXiv:1706.05721")
public record Tversky(
    @Default("0.5") @Doc("The cost of false positives.") double alpha,
    @Default("0.5") @Doc("The cost of false negatives.") double beta,
    @Default("1e-5") @Doc("What is added above and below.") double smooth,
    @Default("true") @Doc("Whether the first of several classes counts.") boolean includeBackground,
    @Default("softmax") @Doc("How logits become shares.") ClassActivation activation)
    implements RegionLoss {
  /** Requires costs and an addition of 0 or more. */
  public Tversky {
    requireNonNegative(alpha, "alpha");
    requireNonNegative(beta, "beta");
    requireNonNegative(smooth, "smooth");
  }

  /** Makes the loss with equal costs. */
  public Tversky() {
    this(0.5, 0.5, 1e-5, true, ClassActivation.SOFTMAX);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Regions all = Regions.of(this, prediction, target).classes(includeBackground);
    return all.tversky(alpha, beta, smooth).rsub(1).mean(1);
  }
}
