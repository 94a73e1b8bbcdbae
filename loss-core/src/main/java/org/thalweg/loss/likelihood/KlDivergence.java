package org.thalweg.loss.likelihood;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The Kullback-Leibler divergence of the prediction from the target: {@code sum_c t_c (log t_c -
 * p_c)}, where p holds log-probabilities.
 *
 * <p>Prediction and target have one shape, [N, C] say; the sum runs over the last axis, so values
 * are [N] and their mean is PyTorch's "batchmean". A target of 0 adds nothing, whatever the
 * prediction. Kullback and Leibler, "On information and sufficiency", 1951.
 *
 * @param logTarget whether the target holds log-probabilities too
 */
@Named("kl-divergence")
@Doc("How far a distribution, given by its logarithms, is from the target's.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "sum_c t_c (log t_c - p_c)",
    prediction = Domain.LOG_PROBABILITY,
    target = Domain.PROBABILITY,
    link = "exp",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER, Trait.ZERO_AT_TARGET},
    elicits = Functional.MEAN,
    paper = "Kullback and Leibler 1951, doi:10.1214/aoms/1177729694")
public record KlDivergence(
    @Default("false") @Doc("Whether the target holds log-probabilities too.") boolean logTarget)
    implements RowwiseLoss {
  @Override
  public Domain targetDomain() {
    return logTarget ? Domain.LOG_PROBABILITY : Domain.PROBABILITY;
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor share = logTarget ? target.exp() : target;
    Tensor none = share.eq(0);
    Tensor log = logTarget ? target : where(none, 1, target).log();
    return share.mul(where(none, 0, log.sub(prediction))).sum(-1);
  }
}
