package org.thalweg.loss.survival;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * Cox's negative partial log-likelihood within strata: {@link Cox}, where only examples of one
 * stratum are at risk together.
 *
 * <p>Predictions are log-hazards [N]; values are [N], 0 for censored examples, which do not count.
 * Strata may have hazards of any different shapes over time. Kalbfleisch and Prentice, "The
 * statistical analysis of failure time data", 1980.
 *
 * @param ties how equal times are told apart
 */
@Named("stratified-cox")
@Doc("As cox, where only examples of one stratum are at risk together.")
@LossCard(
    family = Family.SURVIVAL,
    formula = "log(sum_(t_j >= t_i, s_j = s_i) exp(p_j)) - p_i",
    shape = "N; N, N, N -> N",
    link = "exp",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "As cox, where sites or sexes have base hazards of their own.",
    tasks = {Task.SURVIVAL},
    strengths = {Strength.CENSORING},
    paper = "Kalbfleisch and Prentice 1980")
public record StratifiedCox(@Default("efron") @Doc("How equal times are told apart.") Ties ties)
    implements BatchLoss<Tensor, StratifiedCox.Target> {
  /**
   * Times in strata.
   *
   * @param durations times until the event or until the example was lost, 0 or more
   * @param events whether the event was seen
   * @param strata the number of the stratum of each example
   */
  public record Target(
      @In(Domain.NON_NEGATIVE) Tensor durations,
      @In(Domain.FLAG) Tensor events,
      @In(Domain.LABEL) Tensor strata) {}

  @Override
  public Tensor counts(Tensor prediction, Target target) {
    return target.events().to(DType.BOOL);
  }

  @Override
  public Tensor loss(Tensor prediction, Target target, Tensor counted) {
    Times times = new Times(target.durations(), target.events());
    return ties.loss(prediction, times, target.strata(), counted);
  }
}
