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
 * The cross-entropy of survival at the end of each interval, where it is known.
 *
 * <p>Predictions are logits [N, K] of having survived each interval. An event in interval t says
 * that the earlier ones were survived and that one and all later were not; a censored example says
 * nothing of its interval and later ones. Values are [N], the mean over all K intervals, to which
 * one of which nothing is known adds 0. Kvamme and Borgan, "The Brier score under administrative
 * censoring", 2019, compare it.
 */
@Named("bce-survival")
@Doc("The cross-entropy of having survived each interval, where it is known.")
@LossCard(
    family = Family.SURVIVAL,
    formula = "(sum_(k < t) softplus(-p_k) + event sum_(k >= t) softplus(p_k)) / K",
    shape = "N K; N, N -> N",
    link = "logistic",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "Survival at a few fixed times, where censoring is rare.",
    tasks = {Task.SURVIVAL},
    strengths = {Strength.CENSORING},
    paper = "Kvamme and Borgan 2019, arXiv:1912.08581")
public record BceSurvival() implements Loss<Tensor, Intervals> {
  @Override
  public Tensor loss(Tensor prediction, Intervals target) {
    Tensor before = target.before(prediction.dim(1));
    Tensor dead = where(target.events().unsqueeze(1), prediction.softplus(), 0);
    return where(before, prediction.neg().softplus(), dead).mean(1);
  }
}
