package org.thalweg.loss.ranking;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

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
import org.thalweg.api.tensor.Tensors;

/**
 * Weighted approximate-rank pairwise loss: the mean hinge {@code max(0, margin - p + n)} over the
 * negatives that violate the margin, times {@code 1 + 1/2 + ... + 1/r}, where r is how many do.
 *
 * <p>Predictions are the scores p of an item that was chosen, [N], and those of K others, [N, K];
 * there is no target, and values are [N]. The number of violations is a constant to
 * differentiation. Where the source draws negatives until one violates, all given ones are counted.
 * Weston et al., "WSABIE: scaling up to large vocabulary image annotation", 2011.
 *
 * @param margin by how much the chosen item should lead, above 0
 */
@Named("warp")
@Doc("How far a chosen item is from leading, weighted by how many lead it.")
@LossCard(
    family = Family.RANKING,
    formula = "H(r) / r sum_k max(0, margin - p + n_k)",
    shape = "N, N K; -> N",
    traits = {Trait.ROBUST},
    use = "Recommendations where the first places matter: as bpr, with attention to the top.",
    tasks = {Task.RANKING},
    paper = "Weston et al. 2011")
public record Warp(@Default("1.0") @Doc("By how much the chosen item should lead.") double margin)
    implements Loss<Warp.Scores, None> {
  /**
   * The scores of items.
   *
   * @param positive of an item that was chosen, [N]
   * @param negatives of others, [N, K]
   */
  public record Scores(Tensor positive, Tensor negatives) {}

  /** Requires a positive margin. */
  public Warp {
    requirePositive(margin, "margin");
  }

  @Override
  public Tensor loss(Scores scores, None none) {
    Tensor behind = scores.negatives.sub(scores.positive.unsqueeze(1)).add(margin).relu();
    Tensor rank = behind.gt(0).sum(1).to(behind.dtype());
    Tensor number = Tensors.arange(behind.dim(1), behind.dtype()).add(1);
    Tensor harmonic = where(number.le(rank.unsqueeze(1)), number.reciprocal(), 0).sum(1);
    return behind.sum(1).mul(harmonic).div(rank.maximum(1));
  }
}
