package org.thalweg.loss.preference;

import static org.thalweg.api.Checks.requireNonNegative;

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
 * The loss of a reward model by Bradley and Terry: {@code softplus(t - (c - r)) + k (c + r)^2}.
 *
 * <p>Predictions are scores of chosen and rejected answers, c and r; targets are margins t by which
 * they should differ, 0 if nothing is known; all in one shape, which the values have too. Bradley
 * and Terry, "Rank analysis of incomplete block designs", 1952; Touvron et al., "Llama 2", 2023,
 * for the margin.
 *
 * @param centering the factor k that holds scores near zero, 0 or more
 */
@Named("bradley-terry")
@Doc("The logistic loss of how much higher the preferred answer scores than the other.")
@LossCard(
    family = Family.PREFERENCE,
    formula = "log(1 + exp(t - (c - r))) + centering (c + r)^2",
    shape = "..., ...; ... -> ...",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Models of reward, of strength in games, of worth, from comparisons of two.",
    tasks = {Task.PREFERENCE, Task.RANKING},
    paper = "Bradley and Terry 1952, doi:10.2307/2334029")
public record BradleyTerry(
    @Default("0.0") @Doc("The factor that holds scores near zero.") double centering)
    implements Loss<Choice, Tensor> {
  /** Requires a factor of 0 or more. */
  public BradleyTerry {
    requireNonNegative(centering, "centering");
  }

  @Override
  public Tensor loss(Choice scores, Tensor target) {
    Tensor cost = target.sub(scores.chosen().sub(scores.rejected())).softplus();
    return centering == 0
        ? cost
        : cost.add(scores.chosen().add(scores.rejected()).square().mul(centering));
  }
}
