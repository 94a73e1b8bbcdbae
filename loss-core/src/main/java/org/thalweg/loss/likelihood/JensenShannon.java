package org.thalweg.loss.likelihood;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The Jensen-Shannon divergence: the mean of the Kullback-Leibler divergences of both distributions
 * from their mixture. It is at most log 2.
 *
 * <p>Prediction and target have one shape, [N, C] say; the sum runs over the last axis, so values
 * are [N]. Predictions are logarithms of shares, targets are shares. Shares of 0 are no trouble on
 * either side. Lin, "Divergence measures based on the Shannon entropy", 1991.
 */
@Named("jensen-shannon")
@Doc("A bounded divergence of two distributions.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula =
        "sum_c (t_c log(2 t_c/(t_c + exp(p_c))) + exp(p_c) log(2 exp(p_c)/(t_c + exp(p_c))))/2",
    prediction = Domain.LOG_SHARES,
    target = Domain.SHARES,
    link = "exp",
    traits = {Trait.SMOOTH, Trait.ROBUST},
    use =
        "Two distributions should agree and neither is the truth, as between augmented views or a student and a teacher.",
    tasks = Task.DISTILLATION,
    strengths = {Strength.LABEL_NOISE, Strength.OUTLIERS},
    paper = "Lin 1991, doi:10.1109/18.61115")
public record JensenShannon() implements RowwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor none = target.eq(0);
    Tensor log = where(none, 1, target).log();
    Tensor ratio = where(none, 0, prediction.sub(log));
    Tensor fromTarget = ratio.softplus().rsub(Math.log(2)).mul(target);
    Tensor fromMixture = where(none, Math.log(2), ratio.neg().softplus().rsub(Math.log(2)));
    return fromTarget.add(prediction.exp().mul(fromMixture)).sum(-1).mul(0.5);
  }
}
