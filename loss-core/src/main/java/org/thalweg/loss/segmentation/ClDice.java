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

/**
 * The centreline Dice loss of tubes: one minus the harmonic mean of how much of the predicted
 * skeleton lies in the true region and how much of the true skeleton in the predicted one.
 *
 * <p>Skeletons are made by differentiable erosions and openings. Shapes are those of {@link
 * RegionLoss}, with one to three spatial axes; sums run over classes and pixels, and the first of
 * several classes is left out by default, as in its source. Shit et al., "clDice: a novel
 * topology-preserving loss function for tubular structure segmentation", 2021.
 *
 * @param iterations how often the regions are eroded: the radius of the thickest tube
 * @param smooth what is added above and below, above 0
 * @param includeBackground whether the first of several classes counts
 * @param activation how logits become shares
 */
@Named("cl-dice")
@Doc("One minus the overlap of centrelines, for vessels, roads and other networks.")
@LossCard(
    family = Family.SEGMENTATION,
    formula = "1 - 2 T S / (T + S)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    use = "Thin connected structures, whose breaks cost more than their width; beside dice.",
    tasks = Task.SEGMENTATION,
    strengths = {Strength.SMALL_REGIONS},
    paper = "Shit et al. 2021, arXiv:2003.07311")
public record ClDice(
    @Default("3") @Doc("How often regions are eroded.") int iterations,
    @Default("1.0") @Doc("What is added above and below.") double smooth,
    @Default("false") @Doc("Whether the first of several classes counts.")
        boolean includeBackground,
    @Default("softmax") @Doc("How logits become shares.") ClassActivation activation)
    implements RegionLoss {
  /** Requires erosions of 0 or more and a positive addition. */
  public ClDice {
    requireNonNegative(iterations, "iterations");
    requirePositive(smooth, "smooth");
  }

  /** Makes the loss with the numbers of its source. */
  public ClDice() {
    this(3, 1, false, ClassActivation.SOFTMAX);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Regions all = Regions.of(this, prediction, target).classes(includeBackground);
    Tensor precision = covered(skeleton(all.shares()), all.truth());
    Tensor recall = covered(skeleton(all.truth()), all.shares());
    return precision.mul(recall).mul(2).div(precision.add(recall)).rsub(1);
  }

  private Tensor covered(Tensor skeleton, Tensor region) {
    Tensor inside = Regions.sum(skeleton.mul(region)).sum(1);
    return Regions.ratio(inside, Regions.sum(skeleton).sum(1), smooth);
  }

  private Tensor skeleton(Tensor region) {
    Tensor left = region;
    Tensor skeleton = left.sub(open(left)).relu();
    for (int i = 0; i < iterations; i++) {
      left = erode(left);
      Tensor rest = left.sub(open(left)).relu();
      skeleton = skeleton.add(rest.sub(skeleton.mul(rest)).relu());
    }
    return skeleton;
  }

  private static Tensor open(Tensor region) {
    Tensor wider = erode(region);
    for (int axis = 2; axis < region.rank(); axis++) {
      wider = around(wider, axis);
    }
    return wider;
  }

  /** Returns the least value among a pixel and its neighbours along each axis. */
  private static Tensor erode(Tensor region) {
    Tensor upside = region.neg();
    Tensor largest = upside;
    for (int axis = 2; axis < region.rank(); axis++) {
      largest = largest.maximum(around(upside, axis));
    }
    return largest.neg();
  }

  /** Returns the largest of each value and its two neighbours along an axis. */
  private static Tensor around(Tensor x, int axis) {
    Tensor wide = x.pad(axis, 1, 1, -2); // below all shares, and those upside down
    long extent = x.dim(axis);
    return x.maximum(wide.slice(axis, 0, extent)).maximum(wide.slice(axis, 2, extent + 2));
  }
}
