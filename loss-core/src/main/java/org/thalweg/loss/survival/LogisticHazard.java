package org.thalweg.loss.survival;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The negative log-likelihood of discrete times by the hazard of each interval: a yes or no of each
 * interval that an example lived to see.
 *
 * <p>Predictions are logits [N, K] of hazards; values are [N], in nats. A censored example survived
 * its interval. Gensheimer and Narasimhan, "A scalable discrete-time survival model for neural
 * networks", 2019; Kvamme and Borgan, "Continuous and discrete-time survival prediction with neural
 * networks", 2021.
 */
@Named("logistic-hazard")
@Doc("How unlikely a discrete time is, by the hazard of each interval.")
@LossCard(
    family = Family.SURVIVAL,
    formula = "sum_(k <= t) softplus(p_k) - event p_t",
    shape = "N K; N, N -> N",
    link = "logistic",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST, Trait.PROPER},
    use =
        "The first choice for times cut into intervals: whole survival curves, hazards of any shape.",
    tasks = {Task.SURVIVAL},
    strengths = {Strength.CENSORING},
    paper = "Gensheimer and Narasimhan 2019, arXiv:1805.00917")
public record LogisticHazard() implements Loss<Tensor, Intervals> {
  @Override
  public Tensor loss(Tensor prediction, Intervals target) {
    Tensor survived = where(target.before(prediction.dim(1)), prediction.softplus(), 0).sum(1);
    Tensor last = target.pick(prediction);
    return survived.add(where(target.events(), last.neg(), last).softplus());
  }
}
