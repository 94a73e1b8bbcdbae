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
 * The generalised IoU loss of boxes: {@code 1 - I / (U + epsilon) + (H - U) / (H + epsilon)}, where
 * H is the area of the smallest box around both.
 *
 * <p>Prediction and target are boxes [..., 4], values [...], from 0 to 2. Two points at one place
 * give 1, as in torchvision. Rezatofighi et al., "Generalized intersection over union", 2019.
 *
 * @param epsilon what keeps boxes without area finite, 0 or more
 */
@Named("giou")
@Doc("The IoU loss of two boxes, and the share of their hull that neither covers.")
@LossCard(
    family = Family.DETECTION,
    formula = "1 - I / (U + epsilon) + (H - U) / (H + epsilon)",
    prediction = Domain.BOX,
    target = Domain.BOX,
    shape = "... 4; ... 4 -> ...",
    traits = Trait.SYMMETRIC,
    use = "Boxes of detectors, whether they meet the target yet or not.",
    tasks = Task.DETECTION,
    paper = "Rezatofighi et al. 2019, arXiv:1902.09630")
public record Giou(@Default("1e-7") @Doc("What keeps boxes without area finite.") double epsilon)
    implements Loss<Tensor, Tensor> {
  /** Requires a number of 0 or more. */
  public Giou {
    requireNonNegative(epsilon, "epsilon");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Overlap overlap = Overlap.of(prediction, target, epsilon);
    Tensor hull = overlap.hullWidth().mul(overlap.hullHeight());
    Tensor idle = hull.sub(overlap.union()).div(hull.add(epsilon));
    return idle.sub(overlap.iou()).add(1);
  }
}
