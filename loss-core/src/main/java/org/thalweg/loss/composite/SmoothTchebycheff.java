package org.thalweg.loss.composite;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
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
 * A smooth maximum of the weighted losses of tasks, {@code mu log sum_k exp(w_k L_k / mu)}: within
 * {@code mu log K} above the largest.
 *
 * <p>Losses are any numbers of shape [..., K], less the best value of each where that is known;
 * targets are the weights, 0 or more, of shape [K]; values have shape [...].
 *
 * <p>Source: Lin et al., "Smooth Tchebycheff scalarization for multi-objective optimization", 2024.
 *
 * @param mu how smooth it is, above 0
 */
@Named("smooth-tchebycheff")
@Doc("A smooth maximum of the weighted losses of tasks.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "mu log(sum_k exp(w_k L_k / mu))",
    target = Domain.NON_NEGATIVE,
    shape = "... K; K -> ...",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "To find trade-offs between tasks that no weighted sum reaches.",
    tasks = {Task.COMPOSITE},
    paper = "Lin et al. 2024, arXiv:2402.19078")
public record SmoothTchebycheff(@Default("1.0") @Doc("How smooth it is.") double mu)
    implements Loss<Tensor, Tensor> {
  /** Requires a number above 0. */
  public SmoothTchebycheff {
    requirePositive(mu, "mu");
  }

  @Override
  public Tensor loss(Tensor losses, Tensor weights) {
    return losses.mul(weights).div(mu).logSumExp(-1).mul(mu);
  }
}
