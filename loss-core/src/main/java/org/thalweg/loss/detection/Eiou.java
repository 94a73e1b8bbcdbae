package org.thalweg.loss.detection;

import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The efficient IoU loss of boxes: that of {@link Diou} and the squared differences of widths and
 * heights over those of the smallest box around both.
 *
 * <p>Prediction and target are boxes [..., 4], values [...]. Zhang et al., "Focal and efficient IoU
 * loss for accurate bounding box regression", 2022.
 *
 * @param epsilon what keeps boxes without area finite, 0 or more
 */
@Named("eiou")
@Doc("The IoU loss of two boxes, the distance of their centres, and how their extents differ.")
@LossCard(
    family = Family.DETECTION,
    formula =
        "1 - I / (U + epsilon) + d^2 / (c^2 + epsilon) + (w_p - w_t)^2 / (c_w^2 + epsilon) + (h_p - h_t)^2 / (c_h^2 + epsilon)",
    prediction = Domain.BOX,
    target = Domain.BOX,
    shape = "... 4; ... 4 -> ...",
    traits = Trait.SYMMETRIC,
    use = "As ciou, without its dead zone where aspects agree and extents do not.",
    tasks = Task.DETECTION,
    paper = "Zhang et al. 2022, arXiv:2101.08158")
public record Eiou(@Default("1e-7") @Doc("What keeps boxes without area finite.") double epsilon)
    implements Loss<Tensor, Tensor> {
  /** Requires a number of 0 or more. */
  public Eiou {
    requireNonNegative(epsilon, "epsilon");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Overlap overlap = Overlap.of(prediction, target, epsilon);
    Tensor width = off(prediction, target, 0, overlap.hullWidth());
    Tensor height = off(prediction, target, 1, overlap.hullHeight());
    Tensor distance = overlap.distance(prediction, target, epsilon);
    return distance.add(width).add(height).sub(overlap.iou()).add(1);
  }

  private Tensor off(Tensor prediction, Tensor target, int axis, Tensor hull) {
    Tensor off = Overlap.extent(prediction, axis).sub(Overlap.extent(target, axis));
    return off.square().div(hull.square().add(epsilon));
  }
}
