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
 * Poisson with mean m, where it may be 0 too.
 *
 * <p>Logits of z, means and targets are in one shape, which the values have too. Means are above 0,
 * targets 0 or more. Lambert, "Zero-inflated Poisson regression", 1992.
 */
@Named("zero-inflated-poisson")
@Doc("The likelihood of a count that is zero for one of two reasons.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula =
        "-log(z + (1 - z) exp(-m)) where t = 0, else -log(1 - z) + m - t log(m) + log(gamma(t + 1))",
    target = Domain.NON_NEGATIVE,
    shape = "..., ...; ... -> ...",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
    use =
        "Counts with more zeros than their mean explains, some of which are of another kind: no fishing, not no fish.",
    tasks = Task.COUNTS,
    strengths = Strength.MANY_ZEROS,
    paper = "Lambert 1992, doi:10.2307/1269547")
public record ZeroInflatedPoisson() implements Loss<ZeroInflatedPoisson.Prediction, Tensor> {
  /**
   * Zeros and means.
   *
   * @param zeroLogit the logits of a zero apart from the counts, [...]
   * @param mean the means of the counts, [...]
   */
  public record Prediction(Tensor zeroLogit, @In(Domain.POSITIVE) Tensor mean) {}

  @Override
  public Tensor loss(ZeroInflatedPoisson.Prediction prediction, Tensor target) {
    Tensor mean = prediction.mean;
    Tensor logit = prediction.zeroLogit;
    Tensor counted = mean.sub(target.mul(mean.log())).add(target.add(1).lgamma());
    Tensor none = logAddExp(logit, mean.neg()).neg();
    return where(target.eq(0), none, counted).add(logit.softplus());
  }
}
