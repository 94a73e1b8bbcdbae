package org.thalweg.loss.preference;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
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
import org.thalweg.loss.robust.Huber;

/**
 * Huber's loss of a temporal difference: of {@code q_a - (r + g v)}, with the value v of the next
 * state, 0 after the last.
 *
 * <p>Predictions are values q of actions [N, C]; targets are the action that was taken, its reward
 * r, the value v of the next state by a target network, and whether there is none, [N] each; the
 * loss's values are [N]. Mnih et al., "Human-level control through deep reinforcement learning",
 * 2015.
 *
 * @param discount the factor g of what comes later, from 0 to 1
 * @param delta the largest difference that counts as small, above 0
 */
@Named("td-huber")
@Doc("Huber's loss of the difference between an action's value and what came of it.")
@LossCard(
    family = Family.PREFERENCE,
    formula = "huber(q_a - (r + discount v))",
    shape = "N C; N, N, N, N -> N",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.ROBUST},
    use = "Deep Q-learning; v is the largest value of the next state, or double Q-learning's.",
    tasks = {Task.PREFERENCE, Task.REGRESSION},
    strengths = Strength.OUTLIERS,
    paper = "Mnih et al. 2015, doi:10.1038/nature14236")
public record TdHuber(
    @Default("0.99") @Doc("The factor of what comes later.") double discount,
    @Default("1.0") @Doc("The largest difference that counts as small.") double delta)
    implements Loss<Tensor, TdHuber.Step> {
  /** Requires a discount and a positive delta. */
  public TdHuber {
    require(0 <= discount && discount <= 1, "discount must lie between 0 and 1, was %s", discount);
    requirePositive(delta, "delta");
  }

  /** Makes the loss with a discount of 0.99. */
  public TdHuber() {
    this(0.99, 1);
  }

  /**
   * A step that was taken.
   *
   * @param action the index of the action, [N]
   * @param reward what it earned, [N]
   * @param nextValue the value of the next state, [N]
   * @param last whether there is no next state, [N]
   */
  public record Step(
      @In(Domain.CLASS_INDEX) Tensor action,
      Tensor reward,
      Tensor nextValue,
      @In(Domain.FLAG) Tensor last) {}

  @Override
  public Tensor loss(Tensor prediction, Step step) {
    Tensor value = prediction.takeAlong(step.action().unsqueeze(1), 1).squeeze(1);
    Tensor later = where(step.last(), 0, step.nextValue()).mul(discount);
    return new Huber(delta).loss(value, step.reward().add(later));
  }
}
