package org.thalweg.loss.segmentation;

import static org.thalweg.api.Checks.require;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.MultiPart;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.support.Images;

/**
 * The asymmetric unified focal loss: {@code weight F + (1 - weight) T}, where F is a cross-entropy
 * that is damped for easy background, and T a Tversky loss that is sharpened for the other classes.
 *
 * <p>F is the mean over pixels of {@code (1 - delta) (1 - q_0)^gamma (-t_0 log q_0) + delta sum_c
 * (-t_c log q_c)}; T the mean over classes of {@code 1 - TI_0} and {@code (1 - TI_c)^(1 - gamma)}
 * for c above 0, with delta for the cost of false negatives. Class 0 is the background. Shapes are
 * those of {@link RegionLoss}. The parts are {@code focal} and {@code tversky}. Yeung et al.,
 * "Unified focal loss", 2022.
 *
 * @param weight the share of F, from 0 to 1
 * @param delta the cost of what is missed, from 0 to 1
 * @param gamma how much easy pixels are damped and hard classes sharpened, from 0 to 1
 */
@Named("unified-focal")
@Doc("A focal loss of pixels and a focal Tversky loss of regions, added.")
@LossCard(
    family = Family.SEGMENTATION,
    formula = "weight F + (1 - weight) T",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    use = "Small regions against much background, when dice-focal has too many numbers to tune.",
    tasks = Task.SEGMENTATION,
    strengths = {Strength.IMBALANCE, Strength.SMALL_REGIONS, Strength.EASY_EXAMPLES},
    paper = "Yeung et al. 2022, arXiv:2102.04525")
public record UnifiedFocal(
    @Default("0.5") @Doc("The share of the focal loss of pixels.") double weight,
    @Default("0.6") @Doc("The cost of what is missed.") double delta,
    @Default("0.5") @Doc("How much easy pixels are damped.") double gamma)
    implements RegionLoss, MultiPart<Tensor, Tensor> {
  private static final double SMOOTH = 1e-5;

  /** Requires numbers from 0 to 1. */
  public UnifiedFocal {
    require(0 <= weight && weight <= 1, "weight must lie between 0 and 1, was %s", weight);
    require(0 <= delta && delta <= 1, "delta must lie between 0 and 1, was %s", delta);
    require(0 <= gamma && gamma < 1, "gamma must be from 0 to below 1, was %s", gamma);
  }

  /** Makes the loss with the numbers of its source. */
  public UnifiedFocal() {
    this(0.5, 0.6, 0.5);
  }

  @Override
  public ClassActivation activation() {
    return ClassActivation.SOFTMAX;
  }

  @Override
  public SequencedMap<String, Tensor> terms(Tensor prediction, Tensor target) {
    Regions all = Regions.of(this, prediction, target);
    long classes = prediction.dim(1);
    Tensor entropy = all.truth().mul(all.logs()).neg();
    Tensor easy = Images.power(all.logs().slice(1, 0, 1).expm1().neg(), gamma);
    Tensor behind = entropy.slice(1, 0, 1).mul(easy).mul(1 - delta);
    Tensor ahead = entropy.slice(1, 1, classes).mul(delta);
    Tensor lack = all.tversky(1 - delta, delta, SMOOTH).rsub(1);
    Tensor sharp = Images.power(lack.slice(1, 1, classes), 1 - gamma);
    SequencedMap<String, Tensor> terms = new LinkedHashMap<>();
    terms.put("focal", all.pixelMean(behind).add(all.pixelMean(ahead)).mul(weight));
    Tensor regions = lack.slice(1, 0, 1).sum(1).add(sharp.sum(1));
    terms.put("tversky", regions.mul((1 - weight) / classes));
    return terms;
  }
}
