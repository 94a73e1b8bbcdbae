package org.thalweg.loss.generative;

import static org.thalweg.api.Checks.requirePositive;

import java.util.function.Function;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The penalty {@code w |g|^2 / 2} on a critic's gradients g by examples: R1 at real ones, R2 at
 * made ones.
 *
 * <p>Predictions are gradients [N, ...], values are [N]. {@link #of} makes them of a critic: the
 * result is differentiable by whatever the critic is made of. Mescheder, Geiger and Nowozin, "Which
 * training methods for GANs do actually converge?", 2018.
 *
 * @param weight the factor w, above 0
 */
@Named("r1-penalty")
@Doc("Half the squared length of a critic's gradients.")
@LossCard(
    family = Family.GENERATIVE,
    formula = "weight |g|^2 / 2",
    shape = "N ...; -> N",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "The critic of non-saturating-gan, at real examples; lighter than gradient-penalty.",
    tasks = Task.GENERATION,
    paper = "Mescheder et al. 2018, arXiv:1801.04406")
public record R1Penalty(@Default("10.0") @Doc("The factor.") double weight)
    implements Loss<Tensor, None> {
  /** Requires a positive factor. */
  public R1Penalty {
    requirePositive(weight, "weight");
  }

  /**
   * Returns the penalties of a critic at examples, [N].
   *
   * @param critic maps examples to scores; the score of an example depends on that example alone
   * @param inputs where, [N, ...]
   */
  public Tensor of(Function<Tensor, Tensor> critic, Tensor inputs) {
    return loss(CriticGradients.at(critic, inputs), new None());
  }

  @Override
  public Tensor loss(Tensor gradients, None target) {
    return gradients.flatten(1).square().sum(1).mul(0.5 * weight);
  }
}
