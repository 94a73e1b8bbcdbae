package org.thalweg.loss.survival;

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
 * The negative log-likelihood of times under hazards that are constant within intervals.
 *
 * <p>Predictions are [N, K]; their softplus is the hazard of each interval, per interval. Values
 * are [N], in nats. Kvamme and Borgan, "Continuous and discrete-time survival prediction with
 * neural networks", 2021.
 */
@Named("pc-hazard")
@Doc("How unlikely a time is, under hazards that are constant within intervals.")
@LossCard(
    family = Family.SURVIVAL,
    formula = "sum_(k < t) softplus(p_k) + fraction softplus(p_t) - event log(softplus(p_t))",
    shape = "N K; N, N, N -> N",
    link = "softplus",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST, Trait.PROPER},
    use = "Continuous times with few intervals: as logistic-hazard, without rounding times.",
    tasks = {Task.SURVIVAL},
    strengths = {Strength.CENSORING},
    paper = "Kvamme and Borgan 2021, arXiv:1910.06724")
public record PcHazard() implements Loss<Tensor, PcHazard.Target> {
  private static final double LOW = -30;

  /**
   * Times within intervals, [N] each.
   *
   * @param intervals the interval in which the event was, or in which the example was lost, from 0
   * @param events whether the event was seen
   * @param fractions how much of the interval had passed, from 0 to 1
   */
  public record Target(
      @In(value = Domain.CLASS_INDEX, of = "K") Tensor intervals,
      @In(Domain.FLAG) Tensor events,
      @In(Domain.PROBABILITY) Tensor fractions) {}

  @Override
  public Tensor loss(Tensor prediction, Target target) {
    Intervals times = new Intervals(target.intervals(), target.events());
    Tensor hazards = prediction.softplus();
    Tensor survived = where(times.before(prediction.dim(1)), hazards, 0).sum(1);
    Tensor last = times.pick(prediction);
    // the softplus of very low numbers is their exponential
    Tensor low = last.lt(LOW);
    Tensor log = where(low, last, where(low, 0, last).softplus().log());
    Tensor partly = times.pick(hazards).mul(target.fractions());
    return survived.add(partly).sub(where(target.events(), log, 0));
  }
}
