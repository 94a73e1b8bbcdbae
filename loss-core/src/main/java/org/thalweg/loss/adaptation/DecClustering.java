package org.thalweg.loss.adaptation;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The Kullback-Leibler divergence of soft assignments to clusters from target assignments, {@code
 * sum_k t_k log(t_k / q_k)}, where q is Student's t kernel of the distances, {@code q_k = (1 + |z -
 * c_k|^2 / alpha)^(-(alpha + 1) / 2)}, scaled to sum to 1.
 *
 * <p>Embeddings have shape [N, D], centres [K, D], both any numbers; targets are shares of shape
 * [N, K] that sum to 1, those of {@link #sharpen} renewed from time to time over all data; values
 * have shape [N].
 *
 * <p>Source: Xie et al., "Unsupervised deep embedding for clustering analysis", 2016.
 *
 * @param alpha the degrees of freedom
 */
@Named("dec-clustering")
@Doc("The divergence of soft assignments to clusters from sharper ones.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "sum_k t_k log(t_k / q_k)",
    target = Domain.SHARES,
    shape = "N D, K D; N K -> N",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use =
        "To refine embeddings and clusters together, from a pretrained autoencoder and centres of k-means.",
    tasks = {Task.ADAPTATION, Task.EMBEDDING},
    strengths = {Strength.FEW_LABELS},
    paper = "Xie et al. 2016, arXiv:1511.06335")
public record DecClustering(@Default("1.0") @Doc("The degrees of freedom.") double alpha)
    implements Loss<Clusters, Tensor> {
  /** Requires degrees of freedom above 0. */
  public DecClustering {
    requirePositive(alpha, "alpha");
  }

  /** Returns the logarithms of the soft assignments, shape [N, K]. */
  public Tensor logAssignments(Clusters clusters) {
    return clusters.squaredDistances().div(alpha).log1p().mul(-(alpha + 1) / 2).logSoftmax(1);
  }

  /**
   * Returns target assignments that are surer than the given ones, and of clusters of more even
   * size: {@code q_k^2 / sum_i q_ik}, scaled to sum to 1.
   *
   * @param assignments shares of all examples, shape [N, K]
   */
  public static Tensor sharpen(Tensor assignments) {
    Tensor sizes = assignments.sum(0);
    Tensor sharp = assignments.square().div(where(sizes.gt(0), sizes, 1));
    return sharp.div(sharp.sumKeep(1)).stopGradient();
  }

  @Override
  public Tensor loss(Clusters clusters, Tensor target) {
    Tensor some = target.gt(0);
    Tensor logTarget = where(some, target, 1).log();
    return target.mul(logTarget.sub(logAssignments(clusters))).sum(1);
  }
}
