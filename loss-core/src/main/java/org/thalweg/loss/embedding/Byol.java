package org.thalweg.loss.embedding;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The squared distance of both vectors at length 1, {@code |p / |p| - t / |t||^2 = 2 - 2 cos(p,
 * t)}.
 *
 * <p>The prediction is what the online network predicts of the target network's projection, which
 * is the target: vectors along the last axis, in one shape; values lack it. The loss of both views
 * is the sum of two. Grill et al., "Bootstrap your own latent", 2020.
 */
@Named("byol")
@Doc("The squared distance of both vectors at length 1.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "2 - 2 cos(p, t)",
    traits = {Trait.SYMMETRIC, Trait.ZERO_AT_TARGET, Trait.SCALE_INVARIANT},
    use = "Self-supervised learning with a teacher that is the running mean of the student.",
    tasks = Task.EMBEDDING,
    strengths = Strength.FEW_LABELS,
    paper = "Grill et al. 2020, arXiv:2006.07733")
public record Byol() implements RowwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return Vectors.unit(prediction).sub(Vectors.unit(target)).square().sum(-1);
  }
}
