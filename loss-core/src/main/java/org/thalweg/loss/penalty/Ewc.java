package org.thalweg.loss.penalty;

import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The squared distance of parameters from those of an earlier task, by how much that task depends
 * on each: {@code strength F (w - w0)^2 / 2}. The importance F is the diagonal of the Fisher
 * information in elastic weight consolidation, a path integral in synaptic intelligence.
 *
 * <p>Predictions are any numbers; the target holds the earlier parameters and their importance, 0
 * or more, of the same shape; so have the values. Take the sum over elements.
 *
 * <p>Source: Kirkpatrick et al., "Overcoming catastrophic forgetting in neural networks", 2017;
 * Zenke et al., "Continual learning through synaptic intelligence", 2017.
 *
 * @param strength the strength, 0 or more
 */
@Named("ewc")
@Doc("The squared distance of parameters from earlier ones, by their importance.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "strength F (w - w0)^2 / 2",
    shape = "...; ..., ... -> ...",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "To learn a task after another without forgetting the first.",
    paper = "Kirkpatrick et al. 2017, arXiv:1612.00796")
public record Ewc(@Default("1.0") @Doc("The strength.") double strength)
    implements Loss<Tensor, Ewc.Anchor> {
  /**
   * What parameters should stay near to.
   *
   * @param values the earlier parameters
   * @param importance how much each matters
   */
  public record Anchor(Tensor values, @In(Domain.NON_NEGATIVE) Tensor importance) {}

  /** Requires a strength of 0 or more. */
  public Ewc {
    requireNonNegative(strength, "strength");
  }

  /**
   * Returns the importance of parameters: the mean of the squared gradients of the log-likelihood.
   *
   * @param gradients gradients of examples, shape [N, ...]
   */
  public static Tensor fisher(Tensor gradients) {
    return gradients.square().mean(0).stopGradient();
  }

  @Override
  public Tensor loss(Tensor parameters, Anchor anchor) {
    return parameters.sub(anchor.values()).square().mul(anchor.importance()).mul(strength / 2);
  }
}
