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
 * The distance IoU loss of boxes: {@code 1 - I / (U + epsilon) + d^2 / (c^2 + epsilon)}, where d is
 * the distance of their centres and c the diagonal of the smallest box around both.
 *
 * <p>Prediction and target are boxes [..., 4], values [...]. Zheng et al., "Distance-IoU loss",
 * 2020.
 *
 * @param epsilon what keeps boxes without area finite, 0 or more
 */
@Named("diou")
@Doc("The IoU loss of two boxes, and the squared distance of their centres.")
@LossCard(
    family = Family.DETECTION,
    formula = "1 - I / (U + epsilon) + d^2 / (c^2 + epsilon)",
    prediction = Domain.BOX,
    target = Domain.BOX,
    shape = "... 4; ... 4 -> ...",
    traits = Trait.SYMMETRIC,
    use = "As giou; it also tells where a box lies inside another, and converges faster.",
    tasks = Task.DETECTION,
    paper = "Zheng et al. 2020, arXiv:1911.08287")
public record Diou(@Default("1e-7") @Doc("What keeps boxes without area finite.") double epsilon)
    implements Loss<Tensor, Tensor> {
  /** Requires a number of 0 or more. */
  public Diou {
    requireNonNegative(epsilon, "epsilon");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Overlap overlap = Overlap.of(prediction, target, epsilon);
    return overlap.distance(prediction, target, epsilon).sub(overlap.iou()).add(1);
  }
}
