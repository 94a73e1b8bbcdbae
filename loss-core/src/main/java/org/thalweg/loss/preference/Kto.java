package org.thalweg.loss.preference;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * Kahneman-Tversky optimisation of single answers: {@code f(k - b l)} for one that is desirable,
 * {@code f(b l - k)} for one that is not, with the logistic function f and the log-ratio l of
 * policy and reference; {@code k = b KL} is how far the policy is from the reference on the whole.
 *
 * <p>Predictions are log-probabilities of answers by the policy [N]; targets are those by the
 * reference, whether answers are desirable, and the divergence, a scalar estimate of 0 or more that
 * the caller keeps, such as the mean log-ratio of answers to other prompts. Values are [N].
 * Ethayarajh et al., "KTO: model alignment as prospect theoretic optimization", 2024.
 *
 * @param beta the factor b of log-ratios, above 0
 * @param desirableWeight the factor of desirable answers, 0 or more
 * @param undesirableWeight the factor of others, 0 or more
 */
@Named("kto")
@Doc("Single answers that are desirable or not, valued as gains and losses to a reference.")
@LossCard(
    family = Family.PREFERENCE,
    formula = "f(k - beta l) where t = 1, else f(beta l - k)",
    shape = "N; N, N, -> N",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "Language models and answers with thumbs up or down, not in pairs.",
    tasks = Task.PREFERENCE,
    strengths = {Strength.IMBALANCE, Strength.LABEL_NOISE},
    paper = "Ethayarajh et al. 2024, arXiv:2402.01306")
public record Kto(
    @Default("0.1") @Doc("The factor of log-ratios.") double beta,
    @Default("1.0") @Doc("The factor of desirable answers.") double desirableWeight,
    @Default("1.0") @Doc("The factor of other answers.") double undesirableWeight)
    implements Loss<Tensor, Kto.Judged> {
  /** Requires a positive factor and weights. */
  public Kto {
    requirePositive(beta, "beta");
    requireNonNegative(desirableWeight, "desirableWeight");
    requireNonNegative(undesirableWeight, "undesirableWeight");
  }

  /** Makes the loss with a factor of 0.1. */
  public Kto() {
    this(0.1, 1, 1);
  }

  /**
   * What is known of answers.
   *
   * @param reference log-probabilities by the reference, [N]
   * @param desirable which answers are desirable, [N]
   * @param divergence how far the policy is from the reference, a scalar
   */
  public record Judged(
      Tensor reference,
      @In(Domain.FLAG) Tensor desirable,
      @In(Domain.NON_NEGATIVE) Tensor divergence) {}

  @Override
  public Tensor loss(Tensor prediction, Judged target) {
    Tensor gain = prediction.sub(target.reference()).sub(target.divergence()).mul(beta);
    return where(
        target.desirable(),
        gain.neg().sigmoid().mul(desirableWeight),
        gain.sigmoid().mul(undesirableWeight));
  }
}
