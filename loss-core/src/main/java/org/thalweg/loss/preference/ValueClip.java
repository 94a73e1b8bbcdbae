package org.thalweg.loss.preference;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * The clipped loss of a value function: {@code max((v - R)^2, (w + clip(v - w, -e, e) - R)^2) / 2}
 * with the return R and the old value w.
 *
 * <p>Predictions are values v; targets are the old values and returns; all in one shape, which the
 * values of the loss have too. As in the reference code of proximal policy optimisation.
 *
 * @param epsilon how far a value may move to any gain, above 0
 */
@Named("value-clip")
@Doc("The squared error of a value, for small changes of it only.")
@LossCard(
    family = Family.PREFERENCE,
    formula = "max((v - R)^2, (w + clip(v - w, -epsilon, epsilon) - R)^2) / 2",
    shape = "...; ..., ... -> ...",
    use = "The value function beside ppo-clip, if its steps are too large.",
    tasks = {Task.PREFERENCE, Task.REGRESSION},
    paper = "Schulman et al. 2017, arXiv:1707.06347")
public record ValueClip(
    @Default("0.2") @Doc("How far a value may move to any gain.") double epsilon)
    implements Loss<Tensor, ValueClip.Outcome> {
  /** Requires a positive distance. */
  public ValueClip {
    requirePositive(epsilon, "epsilon");
  }

  /**
   * What came of it.
   *
   * @param value the value before the update
   * @param total the return, which is the discounted sum of rewards
   */
  public record Outcome(Tensor value, Tensor total) {}

  @Override
  public Tensor loss(Tensor prediction, Outcome target) {
    Tensor step = prediction.sub(target.value()).clamp(-epsilon, epsilon);
    Tensor clipped = target.value().add(step).sub(target.total()).square();
    return prediction.sub(target.total()).square().maximum(clipped).mul(0.5);
  }
}
