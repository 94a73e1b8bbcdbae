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
 * Multi-task logistic regression of discrete times: {@link PmfSurvival} of logits that are the sums
 * of those of each interval and all after it.
 *
 * <p>Predictions are [N, K], values [N], in nats. Yu et al., "Learning patient-specific cancer
 * survival distributions as a sequence of dependent regressors", 2011.
 */
@Named("mtlr")
@Doc("How unlikely a discrete time is, by logits that add up from the last interval on.")
@LossCard(
    family = Family.SURVIVAL,
    formula =
        "-log softmax(q, 0)_t where event, else -log(sum_(k > t) softmax(q, 0)_k), q_k = sum_(j >= k) p_j",
    shape = "N K; N, N -> N",
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST, Trait.PROPER},
    use = "As pmf-survival, with curves that are smooth from interval to interval.",
    tasks = {Task.SURVIVAL},
    strengths = {Strength.CENSORING, Strength.SMOOTHNESS},
    paper = "Yu et al. 2011")
public record Mtlr() implements Loss<Tensor, Intervals> {
  @Override
  public Tensor loss(Tensor prediction, Intervals target) {
    return target.likelihood(prediction.flip(1).cumsum(1).flip(1));
  }
}
