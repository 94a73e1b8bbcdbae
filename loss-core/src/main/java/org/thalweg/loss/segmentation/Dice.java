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
 * The soft Dice loss: the mean over classes of {@code 1 - (2 sum(q t) + smooth) / (sum(q) + sum(t)
 * + smooth)}, where q are predicted shares, t true ones, and sums run over the pixels of an image.
 *
 * <p>Shapes are those of {@link RegionLoss}. A class that an image has not, and that is not
 * predicted, adds 0. Milletari et al., "V-Net", 2016.
 *
 * @param smooth what is added above and below, 0 or more; it decides how much a few pixels of a
 *     class that is absent cost
 * @param squared whether the sums below are of squares, as in V-Net
 * @param includeBackground whether the first of several classes counts
 * @param activation how logits become shares
 */
@Named("dice")
@Doc("One minus the overlap of predicted and true regions.")
@LossCard(
    family = Family.SEGMENTATION,
    formula = "mean_c(1 - (2 sum(q_c t_c) + smooth) / (sum(q_c) + sum(t_c) + smooth))",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use =
        "Regions whose overlap is what counts, when most pixels are background. Add a cross-entropy for steadier gradients.",
    tasks = Task.SEGMENTATION,
    strengths = {Strength.IMBALANCE, Strength.SMALL_REGIONS},
    paper = "Milletari et al. 2016, arXiv:1606.04797")
public record Dice(
    @Default("1e-5") @Doc("What is added above and below.") double smooth,
    @Default("false") @Doc("Whether the sums below are of squares.") boolean squared,
    @Default("true") @Doc("Whether the first of several classes counts.") boolean includeBackground,
    @Default("softmax") @Doc("How logits become shares.") ClassActivation activation)
    implements RegionLoss {
  /** Requires an addition of 0 or more. */
  public Dice {
    requireNonNegative(smooth, "smooth");
  }

  /** Makes the loss of classes that exclude each other. */
  public Dice() {
    this(1e-5, false, true, ClassActivation.SOFTMAX);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Regions all = Regions.of(this, prediction, target).classes(includeBackground);
    Tensor sizes =
        squared
            ? Regions.sum(all.shares().square().add(all.truth().square()))
            : all.claimed().add(all.actual());
    return Regions.ratio(all.hits().mul(2), sizes, smooth).rsub(1).mean(1);
  }
}
