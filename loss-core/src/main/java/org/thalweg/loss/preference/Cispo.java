package org.thalweg.loss.preference;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The clipped importance-sampling loss {@code -min(r, m) A p}, where the ratio {@code r = exp(p -
 * q)} of new and old probability is constant to the gradient.
 *
 * <p>No token loses its gradient, however much its probability changed. Predictions are
 * log-probabilities p of tokens by the policy; targets are those q by the policy that acted, and
 * advantages A; all in one shape, which the values have too. MiniMax, "MiniMax-M1", 2025.
 *
 * @param maxRatio the largest ratio m, above 0
 */
@Named("cispo")
@Doc("The policy gradient with importance weights that are cut at a bound.")
@LossCard(
    family = Family.PREFERENCE,
    formula = "-min(r, maxRatio) A p",
    shape = "...; ..., ... -> ...",
    reach = 600,
    traits = Trait.PARTIAL_GRADIENT,
    use = "As grpo by token, where rare tokens that turn an answer must not be clipped away.",
    tasks = Task.PREFERENCE,
    paper = "MiniMax 2025, arXiv:2506.13585")
public record Cispo(@Default("5.0") @Doc("The largest ratio.") double maxRatio)
    implements Loss<Tensor, PpoClip.Tried> {
  /** Requires a positive bound. */
  public Cispo {
    requirePositive(maxRatio, "maxRatio");
  }

  @Override
  public Tensor loss(Tensor prediction, PpoClip.Tried target) {
    Tensor ratio = prediction.sub(target.logProbability()).stopGradient().exp();
    return ratio.minimum(maxRatio).mul(target.advantage()).mul(prediction).neg();
  }
}
