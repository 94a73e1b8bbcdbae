package org.thalweg.loss.multiclass;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The hinge loss of the best rival: {@code max(0, 1 + max_{c != t} p_c - p_t)}.
 *
 * <p>Predictions are any numbers of shape [N, C, d1, ...], targets are class indices of shape [N,
 * d1, ...], which the values have too. Rivals that tie share the gradient; at the margin it is 0.
 * Keras has no rival below 0, since it multiplies the scores with the absence of the class; here a
 * rival is a rival wherever its score is.
 */
@Named("categorical-hinge")
@Doc("How far the score of the class is not above the best other by a margin of 1.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "max(0, 1 + max_(c != t) p_c - p_t)",
    shape = "N C ...; N ... -> N ...",
    target = Domain.CLASS_INDEX,
    link = "argmax",
    traits = {Trait.CONVEX, Trait.ROBUST},
    identities = "= crammer-singer",
    use = "For classes with a margin, where scores are not to become probabilities.",
    tasks = Task.MULTICLASS,
    paper = "Crammer and Singer 2001")
public record CategoricalHinge() implements Loss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor own = ClassificationLoss.isLabel(prediction, target);
    Tensor rival = where(own, Double.NEGATIVE_INFINITY, prediction).max(1);
    return rival.sub(Classes.ofTarget(prediction, target)).add(1).relu();
  }
}
