package org.thalweg.loss.preference;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

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
import org.thalweg.loss.embedding.Pair;

/**
 * The critics' loss of the soft actor-critic: {@code ((q_1 - y)^2 + (q_2 - y)^2) / 2} with {@code y
 * = r + g (min(v_1, v_2) - a l)}, where l is the log-probability of the next action and a the
 * temperature.
 *
 * <p>Predictions are both critics' values [N]; targets are rewards r, whether the state is the
 * last, both target critics' values v of the next state and action, its log-probability, [N] each,
 * and the temperature, a scalar; the loss's values are [N]. Haarnoja et al., "Soft actor-critic
 * algorithms and applications", 2018.
 *
 * @param discount the factor g of what comes later, from 0 to 1
 */
@Named("sac-critic")
@Doc("The squared errors of two critics against the softened value of what comes next.")
@LossCard(
    family = Family.PREFERENCE,
    formula = "((q_1 - y)^2 + (q_2 - y)^2) / 2",
    shape = "N, N; N, N, N, N, N, -> N",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Reinforcement learning with continuous actions and costly trials.",
    tasks = Task.PREFERENCE,
    paper = "Haarnoja et al. 2018, arXiv:1812.05905")
public record SacCritic(@Default("0.99") @Doc("The factor of what comes later.") double discount)
    implements Loss<Pair, SacCritic.Step> {
  /** Requires a discount. */
  public SacCritic {
    require(0 <= discount && discount <= 1, "discount must lie between 0 and 1, was %s", discount);
  }

  /**
   * A step that was taken.
   *
   * @param reward what it earned, [N]
   * @param last whether there is no next state, [N]
   * @param firstNext the first target critic's value of what comes next, [N]
   * @param secondNext the second's, [N]
   * @param nextLogProbability the log-probability of the next action, [N]
   * @param temperature the factor of the entropy, a scalar
   */
  public record Step(
      Tensor reward,
      @In(Domain.FLAG) Tensor last,
      Tensor firstNext,
      Tensor secondNext,
      Tensor nextLogProbability,
      @In(Domain.NON_NEGATIVE) Tensor temperature) {}

  @Override
  public Tensor loss(Pair prediction, Step step) {
    Tensor entropy = step.nextLogProbability().mul(step.temperature());
    Tensor later = step.firstNext().minimum(step.secondNext()).sub(entropy);
    Tensor value = step.reward().add(where(step.last(), 0, later).mul(discount));
    Tensor first = prediction.first().sub(value).square();
    return first.add(prediction.second().sub(value).square()).mul(0.5);
  }
}
