package org.thalweg.loss.survival;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * Cox's negative partial log-likelihood: {@code log sum_(j at risk) exp(p_j) - p_i} for each
 * example i that has its event, over those whose time is no shorter.
 *
 * <p>Predictions are log-hazards [N]; values are [N], 0 for censored examples, which do not count
 * but are at risk. A mean divides by the number of events. The examples depend on each other: those
 * of a batch are at risk together. Cox, "Regression models and life-tables", 1972; Efron, "The
 * efficiency of Cox's likelihood function for censored data", 1977.
 *
 * @param ties how equal times are told apart
 */
@Named("cox")
@Doc("How unlikely it is that of all at risk these had their event, by proportional hazards.")
@LossCard(
    family = Family.SURVIVAL,
    formula = "log(sum_(t_j >= t_i) exp(p_j)) - p_i",
    shape = "N; N, N -> N",
    link = "exp",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use =
        "Times to an event of which only the order of risks is of interest; batches must hold many"
            + " events.",
    tasks = {Task.SURVIVAL},
    strengths = {Strength.CENSORING},
    paper = "Cox 1972, doi:10.1111/j.2517-6161.1972.tb00899.x")
public record Cox(@Default("efron") @Doc("How equal times are told apart.") Ties ties)
    implements BatchLoss<Tensor, Times> {
  @Override
  public Tensor counts(Tensor prediction, Times target) {
    return target.events().to(DType.BOOL);
  }

  @Override
  public Tensor loss(Tensor prediction, Times target, Tensor counted) {
    return ties.loss(prediction, target, Tensors.zerosLike(target.durations()), counted);
  }
}
