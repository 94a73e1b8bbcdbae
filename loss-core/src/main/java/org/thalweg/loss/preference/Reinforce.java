package org.thalweg.loss.preference;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The policy gradient {@code -A p}: the log-probability p of an action, weighted by its advantage
 * A.
 *
 * <p>Prediction and target are log-probabilities and advantages, or returns, in one shape, which
 * the values have too. Its gradient means something, its value does not. Williams, "Simple
 * statistical gradient-following algorithms for connectionist reinforcement learning", 1992.
 */
@Named("reinforce")
@Doc("The log-probability of an action, weighted by its advantage (REINFORCE).")
@LossCard(
    family = Family.PREFERENCE,
    formula = "-t p",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Reinforcement learning from what the policy itself just did.",
    tasks = Task.PREFERENCE,
    paper = "Williams 1992, doi:10.1007/BF00992696")
public record Reinforce() implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return prediction.mul(target).neg();
  }
}
