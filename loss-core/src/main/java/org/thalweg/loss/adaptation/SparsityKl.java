package org.thalweg.loss.adaptation;

import static org.thalweg.api.Checks.requireBetween;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.loss.binary.Bce;

/**
 * What keeps units mostly silent: the sum over units of the divergence of their mean activation m
 * from a share rho, {@code rho log(rho / m) + (1 - rho) log((1 - rho) / (1 - m))}.
 *
 * <p>Predictions are activations from 0 to 1 of shape [N, H]; there is no target; there is one
 * value for the batch, 0 for none. Means of 0 and 1 are treated as {@link Bce} treats such
 * probabilities: finite, with a large slope.
 *
 * <p>Source: Ng, "Sparse autoencoder", lecture notes, 2011.
 *
 * @param rho the share of examples in which a unit should be active, above 0 and below 1
 */
@Named("sparsity-kl")
@Doc("The divergence of the mean activation of units from a small share.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "sum_h (rho log(rho / m_h) + (1-rho) log((1-rho) / (1-m_h)))",
    prediction = Domain.PROBABILITY,
    shape = "N H; ->",
    traits = {Trait.CONVEX},
    use =
        "Added to a reconstruction loss of an autoencoder with sigmoid units, so that each unit stands for something rare.",
    tasks = {Task.ADAPTATION},
    paper = "Ng 2011")
public record SparsityKl(
    @Default("0.05") @Doc("The share of examples in which a unit should be active.") double rho)
    implements BatchLoss<Tensor, None> {
  /** Requires a share between 0 and 1. */
  public SparsityKl {
    requireBetween(0, rho, 1, "rho");
  }

  @Override
  public Tensor loss(Tensor activation, None none, Tensor counted) {
    Tensor each = counted.to(activation.dtype());
    Tensor mean = Domains.mean(activation, each.div(each.sum().maximum(1)));
    Tensor cost = new Bce().loss(mean, Tensors.fullLike(mean, rho)).sum();
    double least = -rho * Math.log(rho) - (1 - rho) * Math.log1p(-rho);
    return where(counted.any(), cost.sub(least * activation.dim(1)), 0);
  }
}
