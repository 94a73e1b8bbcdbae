package org.thalweg.loss.likelihood;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.RowwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * Renyi's divergence of the prediction from the target, {@code log(sum_c t_c^a q_c^(1 - a)) / (a -
 * 1)} with {@code q = exp(p)}; at 1 it is its limit, {@link KlDivergence}.
 *
 * <p>Prediction and target have one shape, [N, C] say; the sum runs over the last axis, so values
 * are [N]. Predictions are logarithms of shares, targets are shares, both summing to one. Renyi,
 * "On measures of entropy and information", 1961.
 *
 * @param alpha the order, above 0; the larger, the more do shares count that the prediction lacks
 */
@Named("renyi-divergence")
@Doc("Renyi's divergence of order alpha.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "log(sum_c t_c^alpha exp((1 - alpha) p_c))/(alpha - 1)",
    prediction = Domain.LOG_SHARES,
    target = Domain.SHARES,
    link = "exp",
    traits = Trait.SMOOTH,
    identities = "alpha=1 = kl-divergence",
    use = "Bounds on ratios of probabilities, as privacy and variational inference ask for.",
    tasks = Task.DISTILLATION,
    paper = "Renyi 1961")
public record RenyiDivergence(@Default("0.5") @Doc("The order.") double alpha)
    implements RowwiseLoss {
  /** Requires a positive alpha. */
  public RenyiDivergence {
    requirePositive(alpha, "alpha");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor none = target.eq(0);
    Tensor log = where(none, 1, target).log();
    if (alpha == 1) {
      return target.mul(where(none, 0, log.sub(prediction))).sum(-1);
    }
    Tensor terms = log.mul(alpha).add(prediction.mul(1 - alpha));
    return where(none, Double.NEGATIVE_INFINITY, terms).logSumExp(-1).mul(1 / (alpha - 1));
  }
}
