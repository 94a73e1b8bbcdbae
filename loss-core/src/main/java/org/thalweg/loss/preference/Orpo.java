package org.thalweg.loss.preference;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * Odds ratio preference optimisation: {@code -c + l softplus(-o)}, the negative log-likelihood of
 * the chosen answer and the logistic loss of the logarithm o of both answers' odds ratio.
 *
 * <p>{@code o = c - r - (log(1 - exp(c)) - log(1 - exp(r)))}. Predictions are mean
 * log-probabilities per token of chosen and rejected answers, c and r, 0 or less; one above -1e-12
 * counts as that, and has no odds gradient. Values have their shape. No reference is needed. Hong,
 * Lee and Thorne, "ORPO: monolithic preference optimization without reference model", 2024.
 *
 * @param lambda the factor l of the odds ratio, 0 or more
 */
@Named("orpo")
@Doc("The likelihood of the chosen answer, and the ratio of both answers' odds.")
@LossCard(
    family = Family.PREFERENCE,
    formula = "-c + lambda log(1 + exp(-o))",
    shape = "..., ...; -> ...",
    use = "Fine-tuning and preferences in one step, without a reference model.",
    tasks = Task.PREFERENCE,
    paper = "Hong et al. 2024, arXiv:2403.07691")
public record Orpo(@Default("0.1") @Doc("The factor of the odds ratio.") double lambda)
    implements Loss<Orpo.Means, None> {
  private static final double LARGEST = -1e-12;

  /** Requires a factor of 0 or more. */
  public Orpo {
    requireNonNegative(lambda, "lambda");
  }

  /**
   * Mean log-probabilities per token.
   *
   * @param chosen those of the preferred answers
   * @param rejected those of the others
   */
  public record Means(
      @In(Domain.LOG_PROBABILITY) Tensor chosen, @In(Domain.LOG_PROBABILITY) Tensor rejected) {}

  @Override
  public Tensor loss(Means policy, None target) {
    Tensor odds = logOdds(policy.chosen()).sub(logOdds(policy.rejected()));
    return odds.neg().softplus().mul(lambda).sub(policy.chosen());
  }

  /**
   * Returns {@code x - log(1 - exp(x))}, by the form that loses no digits on its side of -log 2.
   */
  private static Tensor logOdds(Tensor logs) {
    Tensor x = logs.minimum(LARGEST);
    Tensor near = x.gt(-Math.log(2));
    Tensor none = where(near, where(near, x, -1).expm1().neg(), 1).log();
    return x.sub(where(near, none, where(near, -1, x).exp().neg().log1p()));
  }
}
