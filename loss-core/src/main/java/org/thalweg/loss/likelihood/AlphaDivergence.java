package org.thalweg.loss.likelihood;

import static org.thalweg.api.Checks.requireNonNegative;
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
 * Amari's alpha-divergence, {@code sum_c (a t_c + (1 - a) q_c - t_c^a q_c^(1 - a)) / (a (1 - a))}
 * with {@code q = exp(p)}; at 0 and 1 it is its limit: {@link ReverseKl} and {@link KlDivergence}.
 *
 * <p>Prediction and target have one shape, [N, C] say; the sum runs over the last axis, so values
 * are [N]. Predictions are logarithms of shares, targets are shares, above 0 if alpha is 0. Alpha
 * 1/2 gives four times the squared Hellinger distance. Amari, "Differential-geometrical methods in
 * statistics", 1985.
 *
 * @param alpha the order; the larger, the more does the prediction cover all of the target
 */
@Named("alpha-divergence")
@Doc("A family of divergences from the reverse to the forward Kullback-Leibler.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula =
        "sum_c (alpha t_c + (1 - alpha) exp(p_c) - t_c^alpha exp((1 - alpha) p_c))/(alpha (1 - alpha))",
    prediction = Domain.LOG_SHARES,
    target = Domain.SHARES,
    link = "exp",
    traits = Trait.SMOOTH,
    identities = "alpha=1 = generalized-kl",
    use = "A choice between covering all peaks of a teacher and being right about the main one.",
    tasks = Task.DISTILLATION,
    paper = "Amari 1985, doi:10.1007/978-1-4612-5056-2")
public record AlphaDivergence(
    @Default("0.5") @Doc("From 0, the reverse divergence, to 1, the forward one, and beyond.")
        double alpha)
    implements RowwiseLoss {
  /** Requires an alpha of 0 or more. */
  public AlphaDivergence {
    requireNonNegative(alpha, "alpha");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor none = target.eq(0);
    Tensor share = where(none, 1, target);
    Tensor ratio = where(none, 0, prediction.sub(share.log()));
    Tensor both = part(ratio, 1).sub(part(ratio, 1 - alpha));
    if (alpha == 0) {
      return share.mul(ratio.exp().mul(ratio).sub(ratio.expm1())).sum(-1);
    }
    return where(none, prediction.exp(), share.mul(both)).sum(-1).mul(1 / alpha);
  }

  @Override
  public Domain targetDomain() {
    return alpha == 0 ? Domain.POSITIVE : Domain.SHARES;
  }

  /** Returns {@code (exp(a x) - 1) / a}, which is x at 0. */
  private static Tensor part(Tensor x, double a) {
    return a == 0 ? x : x.mul(a).expm1().mul(1 / a);
  }
}
