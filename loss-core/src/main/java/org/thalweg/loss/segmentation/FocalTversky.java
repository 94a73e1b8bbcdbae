package org.thalweg.loss.segmentation;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.support.Images;

/**
 * The focal Tversky loss: the mean over classes of {@code (1 - TI)^gamma}, where TI is the Tversky
 * index of a class; see {@link Tversky}.
 *
 * <p>A gamma below 1 keeps the slope up where the overlap is already good; at a perfect overlap the
 * gradient is 0. Shapes are those of {@link RegionLoss}. Abraham and Khan, "A novel focal Tversky
 * loss function with improved attention U-Net for lesion segmentation", 2019, who write 1/gamma for
 * gamma and sum over the classes.
 *
 * @param gamma the exponent, above 0
 * @param alpha the cost of false positives, 0 or more
 * @param beta the cost of false negatives, 0 or more
 * @param smooth what is added above and below, 0 or more
 * @param includeBackground whether the first of several classes counts
 * @param activation how logits become shares
 */
@Named("focal-tversky")
@Doc("A power of the Tversky loss of each class.")
@LossCard(
    family = Family.SEGMENTATION,
    formula = "mean_c((1 - (TP_c + smooth) / (TP_c + alpha FP_c + beta FN_c + smooth))^gamma)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    identities = {"gamma=1 = tversky alpha=0.3 beta=0.7"},
    use = "Small regions that must not be missed, when the Tversky loss neglects the hard classes.",
    tasks = Task.SEGMENTATION,
    strengths = {Strength.IMBALANCE, Strength.SMALL_REGIONS, Strength.ASYMMETRIC_COST},
    paper = "Abraham and Khan 2019, arXiv:1810.07842")
public record FocalTversky(
    @Default("0.75") @Doc("The exponent.") double gamma,
    @Default("0.3") @Doc("The cost of false positives.") double alpha,
    @Default("0.7") @Doc("The cost of false negatives.") double beta,
    @Default("1e-5") @Doc("What is added above and below.") double smooth,
    @Default("true") @Doc("Whether the first of several classes counts.") boolean includeBackground,
    @Default("softmax") @Doc("How logits become shares.") ClassActivation activation)
    implements RegionLoss {
  /** Requires a positive exponent, and costs and an addition of 0 or more. */
  public FocalTversky {
    requirePositive(gamma, "gamma");
    requireNonNegative(alpha, "alpha");
    requireNonNegative(beta, "beta");
    requireNonNegative(smooth, "smooth");
  }

  /** Makes the loss with the numbers of its source. */
  public FocalTversky() {
    this(0.75, 0.3, 0.7, 1e-5, true, ClassActivation.SOFTMAX);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Regions all = Regions.of(this, prediction, target).classes(includeBackground);
    return Images.power(all.tversky(alpha, beta, smooth).rsub(1), gamma).mean(1);
  }
}
