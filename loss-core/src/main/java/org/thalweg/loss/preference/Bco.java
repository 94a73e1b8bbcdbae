package org.thalweg.loss.preference;

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
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * Binary classifier optimisation of single answers: the logistic loss of {@code b l - d}, where l
 * is the log-ratio of policy and reference and d the mean reward so far.
 *
 * <p>Predictions are log-probabilities of answers by the policy [N]; targets are those by the
 * reference, whether answers are desirable, and the shift d, a scalar: a running mean of {@code b
 * l} over both kinds that the caller keeps. Values are [N]. Jung et al., "Binary classifier
 * optimization for large language model alignment", 2024.
 *
 * @param beta the factor b of log-ratios, above 0
 */
@Named("bco")
@Doc("The logistic loss of single answers that are desirable or not.")
@LossCard(
    family = Family.PREFERENCE,
    formula = "log(1 + exp(d - beta l)) where t = 1, else log(1 + exp(beta l - d))",
    shape = "N; N, N, -> N",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "As kto, where thumbs are reliable.",
    tasks = Task.PREFERENCE,
    paper = "Jung et al. 2024, arXiv:2404.04656")
public record Bco(@Default("0.1") @Doc("The factor of log-ratios.") double beta)
    implements Loss<Tensor, Bco.Judged> {
  /** Requires a positive factor. */
  public Bco {
    requirePositive(beta, "beta");
  }

  /**
   * What is known of answers.
   *
   * @param reference log-probabilities by the reference, [N]
   * @param desirable which answers are desirable, [N]
   * @param shift the mean reward so far, a scalar
   */
  public record Judged(Tensor reference, @In(Domain.FLAG) Tensor desirable, Tensor shift) {}

  @Override
  public Tensor loss(Tensor prediction, Judged target) {
    Tensor reward = prediction.sub(target.reference()).mul(beta).sub(target.shift());
    return where(target.desirable(), reward.neg(), reward).softplus();
  }
}
