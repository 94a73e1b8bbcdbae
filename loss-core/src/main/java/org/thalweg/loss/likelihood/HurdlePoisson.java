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
 * Poisson with parameter m, given that it is not 0.
 *
 * <p>Logits of z, parameters and targets are in one shape, which the values have too. Parameters
 * are above 0, targets 0 or more. Mullahy, "Specification and testing of some modified count data
 * models", 1986.
 */
@Named("hurdle-poisson")
@Doc("The likelihood of whether a count is zero, and of its size if not.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula =
        "-log(z) where t = 0, else -log(1 - z) + m - t log(m) + log(gamma(t + 1)) + log(1 - exp(-m))",
    target = Domain.NON_NEGATIVE,
    shape = "..., ...; ... -> ...",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
    use = "Whether anything happens and how much are two questions: both parts are trained apart.",
    tasks = Task.COUNTS,
    strengths = Strength.MANY_ZEROS,
    paper = "Mullahy 1986, doi:10.1016/0304-4076(86)90002-3")
public record HurdlePoisson() implements Loss<HurdlePoisson.Prediction, Tensor> {
  /**
   * Zeros and means.
   *
   * @param zeroLogit the logits of a zero, [...]
   * @param mean the means that the counts would have without the hurdle, [...]
   */
  public record Prediction(Tensor zeroLogit, @In(Domain.POSITIVE) Tensor mean) {}

  @Override
  public Tensor loss(HurdlePoisson.Prediction prediction, Tensor target) {
    Tensor mean = prediction.mean;
    Tensor counted =
        mean.sub(target.mul(mean.log()))
            .add(target.add(1).lgamma())
            .add(Exponentials.logComplement(mean))
            .add(prediction.zeroLogit.softplus());
    return where(target.eq(0), prediction.zeroLogit.neg().softplus(), counted);
  }
}
