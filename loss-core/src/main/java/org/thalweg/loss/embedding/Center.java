package org.thalweg.loss.embedding;

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
 * The center loss {@code |x - c_t|^2 / 2}: half the squared distance to the learned center of its
 * class.
 *
 * <p>Predictions are vectors [N, D] and centers [C, D], targets class indices [N], values [N].
 * Centers learn by the gradient like the rest; the running means of the source are the same up to
 * the step length. Wen et al., "A discriminative feature learning approach for deep face
 * recognition", 2016.
 */
@Named("center")
@Doc("Half the squared distance to the learned center of the class.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "|x - c_t|^2 / 2",
    target = Domain.CLASS_INDEX,
    shape = "N D, C D; N -> N",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Beside a cross-entropy, with a small factor, to draw the vectors of a class together.",
    tasks = Task.EMBEDDING,
    paper = "Wen et al. 2016, doi:10.1007/978-3-319-46478-7_31")
public record Center() implements Loss<Prototypes, Tensor> {
  @Override
  public Tensor loss(Prototypes prediction, Tensor target) {
    Tensor own = prediction.prototypes().take(target, 0);
    return prediction.embedding().sub(own).square().sum(-1).mul(0.5);
  }
}
