package org.thalweg.loss.multiclass;

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
 * The perceptron's loss of several classes: {@code max_c p_c - p_t}.
 *
 * <p>Predictions are any numbers of shape [N, C, d1, ...], targets are class indices of shape [N,
 * d1, ...], which the values have too. Scores that tie share the gradient. Equal scores have no
 * loss.
 */
@Named("multiclass-perceptron")
@Doc("How far the score of the class is below the best.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "max_c p_c - p_t",
    shape = "N C ...; N ... -> N ...",
    target = Domain.CLASS_INDEX,
    link = "argmax",
    traits = {Trait.CONVEX, Trait.ROBUST},
    use = "For online models where any separation of the classes is good enough.",
    tasks = Task.MULTICLASS,
    paper = "Collins 2002, doi:10.3115/1118693.1118694")
public record MulticlassPerceptron() implements Loss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return new CrammerSinger(0).loss(prediction, target);
  }
}
