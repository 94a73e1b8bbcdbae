package org.thalweg.loss.penalty;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The sum over units of the squares of their mean activations, {@code sum_v (mean_n |a_nv|)^2}: how
 * many products a sparse index of such vectors needs.
 *
 * <p>Predictions are activations, any numbers, of shape [N, V]; there is no target; there is one
 * value for the batch, 0 for none. The gradient at 0 is 0.
 *
 * <p>Source: Paria et al., "Minimizing FLOPs to learn efficient sparse representations", 2020.
 */
@Named("flops")
@Doc("The squared mean activations of units, summed.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "sum_v (mean_n |a_nv|)^2",
    shape = "N V; ->",
    traits = {Trait.CONVEX},
    use = "For sparse embeddings whose units are used evenly, as in SPLADE.",
    tasks = {Task.EMBEDDING},
    paper = "Paria et al. 2020, arXiv:2004.05665")
public record Flops() implements BatchLoss<Tensor, None> {
  @Override
  public Tensor loss(Tensor activation, None none, Tensor counted) {
    Tensor each = counted.to(activation.dtype());
    Tensor share = each.div(each.sum().maximum(1)).unsqueeze(-1);
    return activation.abs().mul(share).sum(0).square().sum();
  }
}
