package org.thalweg.loss.preference;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.arange;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.robust.Huber;

/**
 * Quantile regression of returns: {@code sum_i mean_j |tau_i - 1[u_ij < 0]| huber(u_ij) / k} with
 * {@code u_ij = t_j - p_i} and {@code tau_i = (i + 1/2) / n}.
 *
 * <p>Predictions are n quantiles of the return [N, C]; targets are samples of it, or quantiles of
 * the next state by Bellman's equation, [N, K]; values are [N]. Dabney et al., "Distributional
 * reinforcement learning with quantile regression", 2018.
 *
 * @param kappa the largest difference k that counts as small, above 0
 */
@Named("quantile-td")
@Doc("Quantile regression of a distribution of returns, with Huber's loss (QR-DQN).")
@LossCard(
    family = Family.PREFERENCE,
    formula = "sum_i mean_j |tau_i - 1[u_ij < 0]| huber(u_ij) / kappa",
    shape = "N C; N K -> N",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.ROBUST},
    use = "Q-learning that knows the spread of returns, for instance to avoid risk.",
    tasks = {Task.PREFERENCE, Task.INTERVALS},
    strengths = Strength.OUTLIERS,
    paper = "Dabney et al. 2018, arXiv:1710.10044")
public record QuantileTd(
    @Default("1.0") @Doc("The largest difference that counts as small.") double kappa)
    implements Loss<Tensor, Tensor> {
  /** Requires a positive kappa. */
  public QuantileTd {
    requirePositive(kappa, "kappa");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor p = prediction.unsqueeze(2);
    Tensor t = target.unsqueeze(1);
    Tensor tau =
        arange(prediction.dim(1), prediction.dtype()).add(0.5).div((double) prediction.dim(1));
    Tensor side = where(t.lt(p), tau.rsub(1).unsqueeze(1), tau.unsqueeze(1));
    return side.mul(new Huber(kappa).loss(p, t)).mean(2).sum(1).div(kappa);
  }
}
