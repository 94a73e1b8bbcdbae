package org.thalweg.loss.likelihood;

import static org.thalweg.api.tensor.Tensors.logAddExp;
import static org.thalweg.api.tensor.Tensors.where;

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
 * The negative logarithm of the probability of a count that is 0 with probability z, and else
 * negative binomial with mean m and size r, where it may be 0 too.
 *
 * <p>Logits of z, means, sizes and targets are in one shape, which the values have too. Means and
 * sizes are above 0, targets 0 or more. Greene, "Accounting for excess zeros and sample selection
 * in Poisson and negative binomial regression models", 1994.
 *
 * @see NegativeBinomialNll
 */
@Named("zero-inflated-negative-binomial")
@Doc("The likelihood of an overdispersed count that is zero for one of two reasons.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "-log(z + (1 - z) nb(0, m, r)) where t = 0, else -log(1 - z) - log(nb(t, m, r))",
    target = Domain.NON_NEGATIVE,
    shape = "..., ..., ...; ... -> ...",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
    use =
        "Counts with many zeros of another kind and a long tail, such as single-cell reads or purchases.",
    tasks = Task.COUNTS,
    strengths = {Strength.MANY_ZEROS, Strength.OVERDISPERSION, Strength.SKEW},
    paper = "Greene 1994")
public record ZeroInflatedNegativeBinomial()
    implements Loss<ZeroInflatedNegativeBinomial.Prediction, Tensor> {
  /**
   * Zeros, means and sizes.
   *
   * @param zeroLogit the logits of a zero apart from the counts, [...]
   * @param mean the means of the counts, [...]
   * @param size the sizes, [...]; the smaller, the more do counts vary
   */
  public record Prediction(
      Tensor zeroLogit, @In(Domain.POSITIVE) Tensor mean, @In(Domain.POSITIVE) Tensor size) {}

  @Override
  public Tensor loss(ZeroInflatedNegativeBinomial.Prediction prediction, Tensor target) {
    Tensor mean = prediction.mean;
    Tensor logit = prediction.zeroLogit;
    Tensor none = logAddExp(logit, NegativeBinomialNll.logNone(mean, prediction.size)).neg();
    Tensor counted = NegativeBinomialNll.nll(mean, prediction.size, target);
    return where(target.eq(0), none, counted).add(logit.softplus());
  }
}
