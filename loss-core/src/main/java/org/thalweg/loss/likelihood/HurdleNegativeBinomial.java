package org.thalweg.loss.likelihood;

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
import org.thalweg.loss.support.Exponentials;

/**
 * The negative logarithm of the probability of a count that is 0 with probability z, and else
 * negative binomial with mean m and size r, given that it is not 0.
 *
 * <p>Logits of z, means, sizes and targets are in one shape, which the values have too. Means and
 * sizes are above 0, targets 0 or more. Mullahy, "Specification and testing of some modified count
 * data models", 1986.
 *
 * @see NegativeBinomialNll
 */
@Named("hurdle-negative-binomial")
@Doc("The likelihood of whether an overdispersed count is zero, and of its size if not.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "-log(z) where t = 0, else -log(1 - z) - log(nb(t, m, r)) + log(1 - nb(0, m, r))",
    target = Domain.NON_NEGATIVE,
    shape = "..., ..., ...; ... -> ...",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
    use = "As hurdle-poisson, for counts with a long tail.",
    tasks = Task.COUNTS,
    strengths = {Strength.MANY_ZEROS, Strength.OVERDISPERSION, Strength.SKEW},
    paper = "Mullahy 1986, doi:10.1016/0304-4076(86)90002-3")
public record HurdleNegativeBinomial() implements Loss<HurdleNegativeBinomial.Prediction, Tensor> {
  /**
   * Zeros, means and sizes.
   *
   * @param zeroLogit the logits of a zero, [...]
   * @param mean the means that the counts would have without the hurdle, [...]
   * @param size the sizes, [...]; the smaller, the more do counts vary
   */
  public record Prediction(
      Tensor zeroLogit, @In(Domain.POSITIVE) Tensor mean, @In(Domain.POSITIVE) Tensor size) {}

  @Override
  public Tensor loss(HurdleNegativeBinomial.Prediction prediction, Tensor target) {
    Tensor mean = prediction.mean;
    Tensor none = NegativeBinomialNll.logNone(mean, prediction.size);
    Tensor counted =
        NegativeBinomialNll.nll(mean, prediction.size, target)
            .add(Exponentials.logComplement(none.neg()))
            .add(prediction.zeroLogit.softplus());
    return where(target.eq(0), prediction.zeroLogit.neg().softplus(), counted);
  }
}
