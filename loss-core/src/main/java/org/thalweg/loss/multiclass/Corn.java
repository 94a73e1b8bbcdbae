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
 * The cross-entropies of whether an ordered class is above each rank, given that it is above the
 * one before: {@code softplus(p_k) - [t > k] p_k} for {@code k <= t}.
 *
 * <p>Predictions are any numbers of shape [N, C - 1], targets are class indices of shape [N];
 * values are [N, C - 1], of which those count whose condition holds. The probability that the class
 * is above k is the product of the sigmoids up to k. Shi, Cao and Raschka, "Deep neural networks
 * for rank-consistent ordinal regression based on conditional probabilities", 2023.
 */
@Named("corn")
@Doc("The cross-entropies of whether an ordered class is above each rank, once above the last.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "[t > k] softplus(-p_k) + [t = k] softplus(p_k), for k <= t",
    shape = "N C-1; N -> N C-1",
    target = Domain.CLASS_INDEX,
    link = "logistic",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "As coral, without its one score: the ranks stay consistent whatever the model is.",
    tasks = Task.ORDINAL,
    strengths = Strength.CALIBRATION,
    paper = "Shi et al. 2023, arXiv:2111.08851")
public record Corn() implements Loss<Tensor, Tensor> {
  @Override
  public Tensor counts(Tensor prediction, Tensor target) {
    return target.unsqueeze(1).ge(arange(prediction.dim(1), target.dtype()));
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor above = target.unsqueeze(1).gt(arange(prediction.dim(1), target.dtype()));
    Tensor each = where(above, prediction.neg().softplus(), prediction.softplus());
    return where(counts(prediction, target), each, 0);
  }
}
