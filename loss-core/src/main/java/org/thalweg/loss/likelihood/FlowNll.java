package org.thalweg.loss.likelihood;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The negative logarithm of the density of a normalising flow: that of its code under the standard
 * normal distribution, less the logarithm of the determinant of the flow's Jacobian.
 *
 * <p>Codes are [N, ...], logarithms of determinants [N], values [N], in nats per example; there is
 * no target. Rezende and Mohamed, "Variational inference with normalizing flows", 2015.
 */
@Named("flow-nll")
@Doc("The negative logarithm of the density that a normalising flow gives.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "sum_d (z_d^2 + log(2 pi))/2 - j",
    shape = "N ..., N; -> N",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Normalising flows, and densities for which likelihoods must be exact.",
    tasks = Task.GENERATION,
    paper = "Rezende and Mohamed 2015, arXiv:1505.05770")
public record FlowNll() implements Loss<FlowNll.Prediction, None> {
  /**
   * Codes and how the flow stretches space.
   *
   * @param code what the flow maps examples to, [N, ...]
   * @param logDeterminant the logarithms of the absolute determinants of its Jacobian, [N]
   */
  public record Prediction(Tensor code, Tensor logDeterminant) {}

  @Override
  public Tensor loss(FlowNll.Prediction prediction, None target) {
    Tensor density = prediction.code.square().add(Math.log(2 * Math.PI)).flatten(1).sum(1).mul(0.5);
    return density.sub(prediction.logDeterminant);
  }
}
