package org.thalweg.loss.preference;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * The loss of the soft actor-critic's temperature: {@code -exp(p) (l + h)} with the log-probability
 * l of an action, which is constant to the gradient, and the entropy h that is wanted.
 *
 * <p>The prediction is the logarithm p of the temperature, a scalar; targets are log-probabilities
 * of actions [N]; values are [N]. Haarnoja et al., "Soft actor-critic algorithms and applications",
 * 2018.
 *
 * @param targetEntropy the entropy h that is wanted; minus the number of an action's components is
 *     usual
 */
@Named("sac-temperature")
@Doc("Moves the temperature until the policy has the entropy that is wanted.")
@LossCard(
    family = Family.PREFERENCE,
    formula = "-exp(p) (t + targetEntropy)",
    shape = "; N -> N",
    reach = 600,
    use = "The factor of the entropy beside sac-actor and sac-critic.",
    tasks = Task.PREFERENCE,
    paper = "Haarnoja et al. 2018, arXiv:1812.05905")
public record SacTemperature(
    @Default("-1.0") @Doc("The entropy that is wanted.") double targetEntropy)
    implements Loss<Tensor, Tensor> {
  /** Requires a finite entropy. */
  public SacTemperature {
    require(Double.isFinite(targetEntropy), "targetEntropy must be finite, was %s", targetEntropy);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return target.add(targetEntropy).mul(prediction.exp()).neg();
  }
}
