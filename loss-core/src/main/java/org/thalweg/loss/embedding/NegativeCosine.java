package org.thalweg.loss.embedding;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The negative cosine {@code -cos(p, t)} of the angle between prediction and target.
 *
 * <p>Prediction and target are vectors along the last axis, in one shape; values lack it. A vector
 * of length zero has a cosine of 0, and no gradient.
 */
@Named("negative-cosine")
@Doc("The negative cosine of the angle to the target.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "-cos(p, t)",
    traits = {Trait.SYMMETRIC, Trait.SCALE_INVARIANT},
    use = "Vectors whose direction is known, such as those of a network that changes slowly.",
    tasks = Task.EMBEDDING)
public record NegativeCosine() implements RowwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return Vectors.cosine(prediction, target).neg();
  }
}
