package org.thalweg.loss.generative;

import static org.thalweg.api.Checks.requireNonNegative;
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
import org.thalweg.api.tensor.Tensor;

/**
 * The gradient penalty {@code w (|g| - k)^2} of the Wasserstein critic, on its gradients g by
 * examples.
 *
 * <p>Predictions are gradients [N, ...], values are [N]. {@link #of} makes them of a critic: the
 * result is differentiable by whatever the critic is made of. The gradient of a length of 0 is 0.
 * Gulrajani et al., "Improved training of Wasserstein GANs", 2017.
 *
 * @param weight the factor w, above 0
 * @param norm the length k that gradients should have, 0 or more
 * @param oneSided whether gradients may be shorter
 */
@Named("gradient-penalty")
@Doc("How far the lengths of a critic's gradients are from 1, squared.")
@LossCard(
    family = Family.GENERATIVE,
    formula = "weight (|g| - norm)^2",
    shape = "N ...; -> N",
    use = "The critic of wasserstein-gan, at random points between real and made examples.",
    tasks = Task.GENERATION,
    paper = "Gulrajani et al. 2017, arXiv:1704.00028")
public record GradientPenalty(
    @Default("10.0") @Doc("The factor.") double weight,
    @Default("1.0") @Doc("The length that gradients should have.") double norm,
    @Default("false") @Doc("Whether gradients may be shorter.") boolean oneSided)
    implements Loss<Tensor, None> {
  /** Requires a positive factor and a length. */
  public GradientPenalty {
    requirePositive(weight, "weight");
    requireNonNegative(norm, "norm");
  }

  /** Makes the penalty of the source. */
  public GradientPenalty() {
    this(10, 1, false);
  }

  /**
   * Returns the penalties of a critic at examples, [N].
   *
   * @param critic maps examples to scores; the score of an example depends on that example alone
   * @param inputs where, [N, ...]; see {@link CriticGradients#between}
   */
  public Tensor of(Function<Tensor, Tensor> critic, Tensor inputs) {
    return loss(CriticGradients.at(critic, inputs), new None());
  }

  @Override
  public Tensor loss(Tensor gradients, None target) {
    Tensor excess = Gan.length(gradients).sub(norm);
    return (oneSided ? excess.relu() : excess).square().mul(weight);
  }
}
