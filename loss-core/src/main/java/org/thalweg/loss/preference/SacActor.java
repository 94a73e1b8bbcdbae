package org.thalweg.loss.preference;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The actor's loss of the soft actor-critic: {@code a l - min(q_1, q_2)}, of actions that the
 * policy drew.
 *
 * <p>Predictions are the log-probability l of each action and both critics' values of it, which
 * depend on the policy through the action, [N] each; the target is the temperature a, a scalar.
 * Values are [N]. Equal values of the critics share the gradient. Haarnoja et al., "Soft
 * actor-critic algorithms and applications", 2018.
 */
@Named("sac-actor")
@Doc("Actions of high value by both critics, and of high entropy.")
@LossCard(
    family = Family.PREFERENCE,
    formula = "a l - min(q_1, q_2)",
    target = Domain.NON_NEGATIVE,
    shape = "N, N, N; -> N",
    traits = Trait.CONVEX,
    use = "The policy beside sac-critic.",
    tasks = Task.PREFERENCE,
    paper = "Haarnoja et al. 2018, arXiv:1812.05905")
public record SacActor() implements Loss<SacActor.Drawn, Tensor> {
  /**
   * An action that was drawn.
   *
   * @param logProbability its log-probability, [N]
   * @param first the first critic's value of it, [N]
   * @param second the second's, [N]
   */
  public record Drawn(Tensor logProbability, Tensor first, Tensor second) {}

  @Override
  public Tensor loss(Drawn drawn, Tensor temperature) {
    Tensor value = drawn.first().minimum(drawn.second());
    return drawn.logProbability().mul(temperature).sub(value);
  }
}
