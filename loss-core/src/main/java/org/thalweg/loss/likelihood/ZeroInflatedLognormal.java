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

/**
 * The negative logarithm of the density of an amount that is 0 with probability z, and else
 * lognormal.
 *
 * <p>Logits of z, means and standard deviations of the logarithm, and targets are in one shape,
 * which the values have too. Deviations are above 0, targets 0 or more. An amount above 0 is never
 * from the part of zeros, so that this is a hurdle too. Wang, Liu and Miao, "A deep probabilistic
 * model for customer lifetime value prediction", 2019.
 */
@Named("zero-inflated-lognormal")
@Doc("The likelihood of an amount that is zero or lognormal.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula =
        "-log(z) where t = 0, else -log(1 - z) + log(t s sqrt(2 pi)) + (log(t) - m)^2/(2 s^2)",
    target = Domain.NON_NEGATIVE,
    shape = "..., ..., ...; ... -> ...",
    traits = Trait.PROPER,
    use =
        "Amounts most of which are zero and a few very large: what customers will spend, insured losses.",
    tasks = Task.AMOUNTS,
    strengths = {Strength.MANY_ZEROS, Strength.SKEW, Strength.HEAVY_TAILS},
    paper = "Wang et al. 2019, arXiv:1912.07753")
public record ZeroInflatedLognormal() implements Loss<ZeroInflatedLognormal.Prediction, Tensor> {
  /**
   * Zeros, and the distribution of the rest.
   *
   * @param zeroLogit the logits of a zero, [...]
   * @param location the means of the logarithm, [...]
   * @param scale the standard deviations of the logarithm, [...]
   */
  public record Prediction(Tensor zeroLogit, Tensor location, @In(Domain.POSITIVE) Tensor scale) {}

  @Override
  public Tensor loss(ZeroInflatedLognormal.Prediction prediction, Tensor target) {
    Tensor none = target.eq(0);
    Tensor log = where(none, 1, target).log();
    Tensor z = log.sub(prediction.location).div(prediction.scale);
    Tensor amount =
        z.square()
            .mul(0.5)
            .add(prediction.scale.log())
            .add(log)
            .add(0.5 * Math.log(2 * Math.PI))
            .add(prediction.zeroLogit.softplus());
    return where(none, prediction.zeroLogit.neg().softplus(), amount);
  }
}
