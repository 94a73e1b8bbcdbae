package org.thalweg.loss.adaptation;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The squared size of the derivatives of a layer of sigmoid units by its inputs: {@code sum_h (h (1
 * - h))^2 sum_d W_hd^2}. For any model see {@link org.thalweg.loss.responsible.JacobianPenalty}.
 *
 * <p>Units are from 0 to 1 of shape [N, H], weights are any numbers of shape [H, D]; there is no
 * target; values have shape [N].
 *
 * <p>Source: Rifai et al., "Contractive auto-encoders", 2011.
 */
@Named("contractive")
@Doc("The squared size of the derivatives of a layer of sigmoids by its inputs.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "sum_h (h_h (1-h_h))^2 sum_d W_hd^2",
    shape = "N H, H D; -> N",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Added to a reconstruction loss, so that the code changes little with the input.",
    tasks = {Task.ADAPTATION},
    paper = "Rifai et al. 2011")
public record Contractive() implements Loss<Contractive.Units, None> {
  /**
   * A layer.
   *
   * @param values what its units give
   * @param weights those of each unit
   */
  public record Units(@In(Domain.PROBABILITY) Tensor values, Tensor weights) {}

  @Override
  public Tensor loss(Units units, None none) {
    Tensor slope = units.values().mul(units.values().rsub(1));
    return slope.square().mul(units.weights().square().sum(1)).sum(1);
  }
}
