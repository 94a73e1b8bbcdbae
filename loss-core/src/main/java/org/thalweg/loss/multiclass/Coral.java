package org.thalweg.loss.multiclass;

import static org.thalweg.api.tensor.Tensors.arange;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The sum of cross-entropies of whether an ordered class is above each rank: {@code sum_k(
 * softplus(p_k) - [t > k] p_k)}.
 *
 * <p>Predictions are any numbers of shape [N, C - 1]: logits that the class is above 0, above 1,
 * and so on, which a model with one score and C - 1 biases keeps in order. Targets are class
 * indices of shape [N], which the values have too. Cao, Mirjalili and Raschka, "Rank consistent
 * ordinal regression for neural networks", 2020.
 */
@Named("coral")
@Doc("The cross-entropies of whether an ordered class is above each rank, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "sum_k ([t > k] softplus(-p_k) + [t <= k] softplus(p_k))",
    shape = "N C-1; N -> N",
    target = Domain.CLASS_INDEX,
    link = "logistic",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "For ages, grades and other ranks, with one score and a bias for each rank.",
    tasks = Task.ORDINAL,
    strengths = Strength.CALIBRATION,
    paper = "Cao et al. 2020, arXiv:1901.07884")
public record Coral() implements Loss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor above = target.unsqueeze(1).gt(arange(prediction.dim(1), target.dtype()));
    return where(above, prediction.neg().softplus(), prediction.softplus()).sum(1);
  }
}
