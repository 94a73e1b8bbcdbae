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
 * The soft Jaccard loss, one minus intersection over union: the mean over classes of {@code 1 -
 * (sum(q t) + smooth) / (sum(q) + sum(t) - sum(q t) + smooth)}.
 *
 * <p>Shapes are those of {@link RegionLoss}. Rahman and Wang, "Optimizing intersection-over-union
 * in deep neural networks for image segmentation", 2016.
 *
 * @param smooth what is added above and below, 0 or more
 * @param includeBackground whether the first of several classes counts
 * @param activation how logits become shares
 */
@Named("jaccard")
@Doc("One minus the intersection of predicted and true regions over their union.")
@LossCard(
    family = Family.SEGMENTATION,
    formula = "mean_c(1 - (sum(q_c t_c) + smooth) / (sum(q_c) + sum(t_c) - sum(q_c t_c) + smooth))",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use =
        "Regions that are scored by intersection over union; lovasz-softmax follows that score more closely.",
    tasks = Task.SEGMENTATION,
    strengths = {Strength.IMBALANCE, Strength.SMALL_REGIONS},
    paper = "Rahman and Wang 2016, doi:10.1007/978-3-319-50835-1_22")
public record Jaccard(
    @Default("1e-5") @Doc("What is added above and below.") double smooth,
    @Default("true") @Doc("Whether the first of several classes counts.") boolean includeBackground,
    @Default("softmax") @Doc("How logits become shares.") ClassActivation activation)
    implements RegionLoss {
  /** Requires an addition of 0 or more. */
  public Jaccard {
    requireNonNegative(smooth, "smooth");
  }

  /** Makes the loss of classes that exclude each other. */
  public Jaccard() {
    this(1e-5, true, ClassActivation.SOFTMAX);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Regions all = Regions.of(this, prediction, target).classes(includeBackground);
    return all.tversky(1, 1, smooth).rsub(1).mean(1);
  }
}
