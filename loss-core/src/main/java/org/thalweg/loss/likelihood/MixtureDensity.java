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

/**
 * The negative logarithm of the density of a mixture of K normal distributions with independent
 * components.
 *
 * <p>Logits of the shares are [N, K], means and standard deviations are [N, K, D], the latter above
 * 0; targets are [N, D], values [N]. All is summed as logarithms. Nothing keeps a standard
 * deviation from shrinking to a single target: add a floor to it in the model. Bishop, "Mixture
 * density networks", 1994.
 */
@Named("mixture-density")
@Doc("The negative logarithm of a mixture of normal densities.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "- log(sum_k softmax(z)_k prod_d normal(t_d, m_kd, s_kd))",
    shape = "N K, N K D, N K D; N D -> N",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.PROPER},
    reach = 1e9,
    use = "One input has several answers, as in inverse problems, and a mean of them is none.",
    tasks = {Task.REGRESSION, Task.INTERVALS, Task.GENERATION},
    strengths = {Strength.VARYING_NOISE, Strength.HEAVY_TAILS},
    paper = "Bishop 1994")
public record MixtureDensity() implements Loss<MixtureDensity.Prediction, Tensor> {
  /**
   * The parts of the mixture.
   *
   * @param logits the logits of the shares, [N, K]
   * @param means the means, [N, K, D]
   * @param deviations the standard deviations, [N, K, D]
   */
  public record Prediction(Tensor logits, Tensor means, @In(Domain.POSITIVE) Tensor deviations) {}

  @Override
  public Tensor loss(MixtureDensity.Prediction prediction, Tensor target) {
    Tensor z = target.unsqueeze(1).sub(prediction.means).div(prediction.deviations);
    double constant = 0.5 * Math.log(2 * Math.PI);
    Tensor each = z.square().mul(0.5).add(prediction.deviations.log()).add(constant).sum(-1);
    return prediction.logits.logSoftmax(-1).sub(each).logSumExp(-1).neg();
  }
}
