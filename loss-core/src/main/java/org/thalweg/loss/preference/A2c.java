package org.thalweg.loss.preference;

import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
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
import org.thalweg.loss.multiclass.CrossEntropy;

/**
 * Advantage actor-critic: {@code -A log softmax(p)_a + c (R - v)^2 - e H(softmax(p))} with the
 * advantage {@code A = R - v}, which is constant to the gradient of the policy.
 *
 * <p>Predictions are logits p of actions [N, C] and values v [N]; targets are the actions a that
 * were taken and the returns R, [N] each; the loss's values are [N]. Mnih et al., "Asynchronous
 * methods for deep reinforcement learning", 2016.
 *
 * @param valueCoefficient the factor c of the squared error, 0 or more
 * @param entropyCoefficient the factor e of the entropy H, 0 or more
 */
@Named("a2c")
@Doc("The policy gradient, the error of the value, and the entropy of the policy.")
@LossCard(
    family = Family.PREFERENCE,
    formula = "-A log softmax(p)_a + valueCoefficient (R - v)^2 - entropyCoefficient H(softmax(p))",
    shape = "N C, N; N, N -> N",
    traits = Trait.PARTIAL_GRADIENT,
    use = "Reinforcement learning with few discrete actions and cheap trials.",
    tasks = Task.PREFERENCE,
    paper = "Mnih et al. 2016, arXiv:1602.01783")
public record A2c(
    @Default("0.5") @Doc("The factor of the squared error.") double valueCoefficient,
    @Default("0.01") @Doc("The factor of the entropy.") double entropyCoefficient)
    implements Loss<A2c.ActorCritic, A2c.Taken> {
  /** Requires factors of 0 or more. */
  public A2c {
    requireNonNegative(valueCoefficient, "valueCoefficient");
    requireNonNegative(entropyCoefficient, "entropyCoefficient");
  }

  /** Makes the loss with factors of 0.5 and 0.01. */
  public A2c() {
    this(0.5, 0.01);
  }

  /**
   * What the networks say of states.
   *
   * @param logits those of actions, [N, C]
   * @param value the expected return, [N]
   */
  public record ActorCritic(Tensor logits, Tensor value) {}

  /**
   * What was done and came of it.
   *
   * @param action the index of the action, [N]
   * @param total the return, [N]
   */
  public record Taken(@In(Domain.CLASS_INDEX) Tensor action, Tensor total) {}

  @Override
  public Tensor loss(ActorCritic prediction, Taken target) {
    Tensor error = target.total().sub(prediction.value());
    Tensor logs = prediction.logits().logSoftmax(1);
    Tensor surprise = new CrossEntropy(0).loss(prediction.logits(), target.action());
    Tensor entropy = logs.exp().mul(logs).sum(1).neg();
    return error
        .stopGradient()
        .mul(surprise)
        .add(error.square().mul(valueCoefficient))
        .sub(entropy.mul(entropyCoefficient));
  }
}
