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
 * One minus the intersection of two boxes over their union, {@code 1 - I / (U + epsilon)}.
 *
 * <p>Prediction and target are boxes [..., 4], values [...], from 0 to 1. Boxes that do not meet
 * give 1 and no gradient; {@link Giou} has one. Yu et al., "UnitBox", 2016, who take the logarithm.
 *
 * @param epsilon what keeps boxes without area finite, 0 or more
 */
@Named("iou")
@Doc("One minus the intersection of two boxes over their union.")
@LossCard(
    family = Family.DETECTION,
    formula = "1 - I / (U + epsilon)",
    prediction = Domain.BOX,
    target = Domain.BOX,
    shape = "... 4; ... 4 -> ...",
    traits = Trait.SYMMETRIC,
    use = "Boxes that already meet; giou, diou and ciou also pull those that do not.",
    tasks = Task.DETECTION,
    paper = "Yu et al. 2016, arXiv:1608.01471")
public record Iou(@Default("1e-7") @Doc("What keeps boxes without area finite.") double epsilon)
    implements Loss<Tensor, Tensor> {
  /** Requires a number of 0 or more. */
  public Iou {
    requireNonNegative(epsilon, "epsilon");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return Overlap.of(prediction, target, epsilon).iou().rsub(1);
  }
}
