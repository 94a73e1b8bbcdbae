package org.thalweg.loss.sequence;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The criterion of policy gradients: {@code -A log softmax(p)_a} for the action a that was taken
 * and its advantage A.
 *
 * <p>Predictions are logits [..., C] of actions; actions and advantages have the shape without C,
 * and so have the values. An advantage is the reward less a baseline, and may be negative; it is no
 * part of what is differentiated. Its mean over what the policy did has the gradient of the
 * negative expected reward. Williams, "Simple statistical gradient-following algorithms", 1992.
 */
@Named("policy-gradient")
@Doc("The log-probability of the action that was taken, times its advantage.")
@LossCard(
    family = Family.SEQUENCE,
    formula = "-A log softmax(p)_a",
    shape = "... C; ..., ... -> ...",
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Choices and generated text that earn a reward which has no gradient (REINFORCE).",
    tasks = {Task.PREFERENCE, Task.SEQUENCE},
    paper = "Williams 1992, doi:10.1007/BF00992696")
public record PolicyGradient() implements Loss<Tensor, PolicyGradient.Target> {
  /**
   * What was done, and what it was worth.
   *
   * @param actions the action that was taken
   * @param advantages its reward less a baseline
   */
  public record Target(@In(Domain.CLASS_INDEX) Tensor actions, Tensor advantages) {}

  @Override
  public Tensor loss(Tensor prediction, Target target) {
    Tensor logs = prediction.logSoftmax(-1).takeAlong(target.actions().unsqueeze(-1), -1);
    return logs.squeeze(-1).mul(target.advantages().stopGradient()).neg();
  }
}
