package org.thalweg.loss.detection;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * The smooth L1 loss of the shifts and scales that take an anchor to a box: {@code sum(smoothL1(p -
 * code))} with {@code code = (centerWeight (x - x_a) / w_a, ..., sizeWeight log(w / w_a), ...)}.
 *
 * <p>Predictions are codes [N, 4] for x, y, width and height; targets are anchors and boxes [N, 4],
 * both with extents above 0; values are [N]. Ren et al., "Faster R-CNN", 2015; numbers as in
 * torchvision.
 *
 * @param beta where the loss turns from a square to a line, 0 or more
 * @param centerWeight the factor of shifts, above 0
 * @param sizeWeight the factor of scales, above 0
 */
@Named("box-regression")
@Doc("The smooth L1 loss of the shifts and scales that take an anchor to a box.")
@LossCard(
    family = Family.DETECTION,
    formula = "sum_i(smoothL1(p_i - code_i))",
    shape = "N 4; N 4, N 4 -> N",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.ROBUST},
    use = "Detectors that refine anchors; 10 and 5 are the usual weights of a second stage.",
    tasks = Task.DETECTION,
    strengths = Strength.OUTLIERS,
    paper = "Ren et al. 2015, arXiv:1506.01497")
public record BoxRegression(
    @Default("0.1111111111111111") @Doc("Where the loss turns from a square to a line.")
        double beta,
    @Default("1.0") @Doc("The factor of shifts.") double centerWeight,
    @Default("1.0") @Doc("The factor of scales.") double sizeWeight)
    implements Loss<Tensor, BoxRegression.Target> {
  /**
   * Where a box is, and which anchor stands for it.
   *
   * @param anchor the anchor
   * @param box the box
   */
  public record Target(@In(Domain.BOX) Tensor anchor, @In(Domain.BOX) Tensor box) {}

  /** Requires a beta of 0 or more and positive factors. */
  public BoxRegression {
    requireNonNegative(beta, "beta");
    requirePositive(centerWeight, "centerWeight");
    requirePositive(sizeWeight, "sizeWeight");
  }

  /** Makes the loss of a first stage. */
  public BoxRegression() {
    this(1.0 / 9, 1, 1);
  }

  /**
   * Returns the code that takes anchors to boxes.
   *
   * @param anchors boxes [..., 4] with extents above 0
   * @param boxes others of the same shape
   */
  public Tensor encode(Tensor anchors, Tensor boxes) {
    return Tensors.stack(
        -1,
        shift(anchors, boxes, 0),
        shift(anchors, boxes, 1),
        scale(anchors, boxes, 0),
        scale(anchors, boxes, 1));
  }

  private Tensor shift(Tensor anchors, Tensor boxes, int axis) {
    Tensor off = Overlap.center(boxes, axis).sub(Overlap.center(anchors, axis));
    return off.mul(centerWeight).div(Overlap.extent(anchors, axis));
  }

  private Tensor scale(Tensor anchors, Tensor boxes, int axis) {
    Tensor growth = Overlap.extent(boxes, axis).div(Overlap.extent(anchors, axis));
    return growth.log().mul(sizeWeight);
  }

  @Override
  public Target adapt(Tensor prediction, Target target) {
    return new Target(solid(target.anchor(), "anchor"), solid(target.box(), "box"));
  }

  private static Tensor solid(Tensor box, String what) {
    Tensor extents = Tensors.stack(-1, Overlap.extent(box, 0), Overlap.extent(box, 1));
    return box.guard(
        extents.gt(0),
        "box-regression: the extent {value} at {at} of the %s is not above 0".formatted(what),
        extents);
  }

  @Override
  public Tensor loss(Tensor prediction, Target target) {
    return Parts.smoothL1(prediction, encode(target.anchor(), target.box()), beta);
  }
}
