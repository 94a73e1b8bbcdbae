package org.thalweg.loss.segmentation;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;

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
import org.thalweg.api.tensor.Tensors;

/**
 * The generalised Dice loss: {@code 1 - (2 sum_c w_c sum(q_c t_c) + smooth) / (sum_c w_c (sum(q_c)
 * + sum(t_c)) + smooth)}, where each class has a weight by its size in the image.
 *
 * <p>A class that the image has not takes the largest weight of those it has; if it has none, all
 * weights are 1. Shapes are those of {@link RegionLoss}. Sudre et al., "Generalised Dice overlap as
 * a deep learning loss function for highly unbalanced segmentations", 2017.
 *
 * @param weighting how the weight of a class follows from its size
 * @param smooth what is added above and below, 0 or more
 * @param includeBackground whether the first of several classes counts
 * @param activation how logits become shares
 */
@Named("generalized-dice")
@Doc("The Dice loss of all classes together, each weighted by its size.")
@LossCard(
    family = Family.SEGMENTATION,
    formula =
        "1 - (2 sum_c(w_c sum(q_c t_c)) + smooth) / (sum_c(w_c (sum(q_c) + sum(t_c))) + smooth)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Several classes of very different size, none of which may drown the others.",
    tasks = Task.SEGMENTATION,
    strengths = {Strength.IMBALANCE, Strength.SMALL_REGIONS},
    paper = "Sudre et al. 2017, arXiv:1707.03237")
public record GeneralizedDice(
    @Default("square") @Doc("How the weight of a class follows from its size.") Weighting weighting,
    @Default("1e-5") @Doc("What is added above and below.") double smooth,
    @Default("true") @Doc("Whether the first of several classes counts.") boolean includeBackground,
    @Default("softmax") @Doc("How logits become shares.") ClassActivation activation)
    implements RegionLoss {
  /** How the weight of a class follows from its size. */
  public enum Weighting {
    /** One over the square of its size. */
    SQUARE,
    /** One over its size. */
    SIMPLE,
    /** All alike. */
    UNIFORM
  }

  /** Requires an addition of 0 or more. */
  public GeneralizedDice {
    requireNonNegative(smooth, "smooth");
  }

  /** Makes the loss of classes that exclude each other. */
  public GeneralizedDice() {
    this(Weighting.SQUARE, 1e-5, true, ClassActivation.SOFTMAX);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Regions all = Regions.of(this, prediction, target).classes(includeBackground);
    Tensor weight = weight(all.actual());
    Tensor hits = all.hits().mul(weight).sum(1);
    Tensor sizes = all.claimed().add(all.actual()).mul(weight).sum(1);
    return Regions.ratio(hits.mul(2), sizes, smooth).rsub(1);
  }

  private Tensor weight(Tensor size) {
    Tensor absent = size.le(0);
    Tensor weight =
        switch (weighting) {
          case SQUARE -> where(absent, 1, size).square().reciprocal();
          case SIMPLE -> where(absent, 1, size).reciprocal();
          case UNIFORM -> Tensors.onesLike(size);
        };
    Tensor largest = where(absent, 0, weight).maxKeep(1);
    return where(absent, where(largest.eq(0), 1, largest), weight).stopGradient();
  }
}
