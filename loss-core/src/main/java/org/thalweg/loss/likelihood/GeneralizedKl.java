package org.thalweg.loss.likelihood;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.support.Exponentials;

/**
 * The Kullback-Leibler divergence of measures: {@code sum_c t_c (log t_c - p_c) + exp(p_c) - t_c},
 * where p holds logarithms.
 *
 * <p>Prediction and target have one shape, [N, C] say; the sum runs over the last axis, so values
 * are [N]. Predictions are any numbers, targets are 0 or more; neither need sum to one. A target of
 * 0 adds {@code exp(p_c)}. No digits are lost near the target. Csiszar, "Why least squares and
 * maximum entropy?", 1991.
 */
@Named("generalized-kl")
@Doc("The Kullback-Leibler divergence of measures that need not sum to one.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "sum_c t_c (log t_c - p_c) + exp(p_c) - t_c",
    target = Domain.NON_NEGATIVE,
    link = "exp",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
    elicits = Functional.MEAN,
    reach = 600,
    use = "Spectra, topics and other measures whose total carries meaning too.",
    tasks = {Task.COUNTS, Task.DISTILLATION},
    paper = "Csiszar 1991, doi:10.1214/aos/1176348385")
public record GeneralizedKl() implements RowwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor none = target.eq(0);
    Tensor safe = where(none, 1, target);
    Tensor divergence = Exponentials.excess(where(none, 0, prediction.sub(safe.log()))).mul(safe);
    return where(none, where(none, prediction, 0).exp(), divergence).sum(-1);
  }
}
