package org.thalweg.loss.likelihood;

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
import org.thalweg.loss.support.Gammas;

/**
 * The negative logarithm of a negative binomial probability with mean m and size r, whose variance
 * is {@code m + m^2 / r}: {@code r log(1 + m / r) + t log(1 + r / m) - log(gamma(t + r) / (gamma(r)
 * gamma(t + 1)))}.
 *
 * <p>Means, sizes and targets are in one shape, which the values have too. Means and sizes are
 * above 0, targets 0 or more. For large sizes it tends to Poisson's without loss of digits.
 * Lawless, "Negative binomial and mixed Poisson regression", 1987.
 */
@Named("negative-binomial-nll")
@Doc("The negative logarithm of the probability of a count that varies more than a Poisson's.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "r log(1 + m/r) + t log(1 + r/m) - log(gamma(t + r) / (gamma(r) gamma(t + 1)))",
    target = Domain.NON_NEGATIVE,
    shape = "..., ...; ... -> ...",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
    use = "Counts that vary more than their mean, such as sales, reads of genes, visits.",
    tasks = {Task.COUNTS, Task.INTERVALS},
    strengths = {Strength.OVERDISPERSION, Strength.MANY_ZEROS, Strength.SKEW},
    paper = "Lawless 1987, doi:10.2307/3314912")
public record NegativeBinomialNll() implements Loss<NegativeBinomialNll.Prediction, Tensor> {
  /**
   * Means and sizes.
   *
   * @param mean the means, [...]
   * @param size the sizes, [...]; the smaller, the more do counts vary
   */
  public record Prediction(@In(Domain.POSITIVE) Tensor mean, @In(Domain.POSITIVE) Tensor size) {}

  @Override
  public Tensor loss(NegativeBinomialNll.Prediction prediction, Tensor target) {
    return nll(prediction.mean, prediction.size, target);
  }

  static Tensor nll(Tensor mean, Tensor size, Tensor target) {
    Tensor ways = Gammas.logRising(size, target).sub(target.add(1).lgamma());
    return logNone(mean, size).neg().add(target.mul(size.div(mean).log1p())).sub(ways);
  }

  /** Returns the logarithm of the probability of 0. */
  static Tensor logNone(Tensor mean, Tensor size) {
    return size.mul(mean.div(size).log1p()).neg();
  }
}
