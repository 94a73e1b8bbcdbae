package org.thalweg.loss.survival;

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
 * The negative log-likelihood of discrete times by the probability of each interval.
 *
 * <p>Predictions are logits [N, K]; their softmax, with a logit of 0 added for times after the last
 * interval, is the probability of an event in each. A censored example has its event after its
 * interval. Values are [N], in nats. Lee et al., "DeepHit", 2018; Kvamme and Borgan, "Continuous
 * and discrete-time survival prediction with neural networks", 2021.
 */
@Named("pmf-survival")
@Doc("How unlikely a discrete time is, by the probability of each interval.")
@LossCard(
    family = Family.SURVIVAL,
    formula = "-log softmax(p, 0)_t where event, else -log(sum_(k > t) softmax(p, 0)_k)",
    shape = "N K; N, N -> N",
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST, Trait.PROPER},
    use = "As logistic-hazard, where probabilities of times are wanted.",
    tasks = {Task.SURVIVAL},
    strengths = {Strength.CENSORING},
    paper = "Kvamme and Borgan 2021, arXiv:1910.06724")
public record PmfSurvival() implements Loss<Tensor, Intervals> {
  @Override
  public Tensor loss(Tensor prediction, Intervals target) {
    return target.likelihood(prediction);
  }
}
