package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;

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
 * The triplet loss {@code max(0, d(a, p) - d(a, n) + m)}: an anchor should be nearer to its
 * positive than to its negative, by a margin.
 *
 * <p>Distances are {@code d(x, y) = (sum_k |x_k - y_k|^p)^(1/p)}, with nothing added. Predictions
 * are three tensors [..., D] of vectors along the last axis; values are [...]. The gradient of a
 * distance of 0 is 0, and so is that at the margin. Swapped, the negative's distance is the smaller
 * of those to anchor and positive: Balntas et al., "Learning local feature descriptors with
 * triplets and shallow convolutional neural networks", 2016.
 *
 * @param margin by how much the negative should be farther, above 0
 * @param p the power of the norm, 1 or more
 * @param swap whether the positive is an anchor too
 */
@Named("triplet")
@Doc("What an anchor lacks to being nearer to its positive than to its negative by a margin.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "max(0, d(a, p) - d(a, n) + margin)",
    shape = "... D, ... D, ... D; -> ...",
    use =
        "Triplets that are chosen beforehand; to choose hard ones within a batch there are"
            + " batch-hard-triplet and its kin.",
    tasks = Task.EMBEDDING,
    paper = "Schroff et al. 2015, arXiv:1503.03832")
public record Triplet(
    @Default("1.0") @Doc("By how much the negative should be farther.") double margin,
    @Default("2.0") @Doc("The power of the norm.") double p,
    @Default("false") @Doc("Whether the positive is an anchor too.") boolean swap)
    implements Loss<Triple, None> {
  /** Requires a positive margin and a norm. */
  public Triplet {
    requirePositive(margin, "margin");
    require(p >= 1 && Double.isFinite(p), "p must be 1 or more and finite, was %s", p);
  }

  /** Makes the loss with a margin of 1 and Euclidean distances. */
  public Triplet() {
    this(1, 2, false);
  }

  @Override
  public Tensor loss(Triple triple, None target) {
    Tensor near = Vectors.norm(triple.anchor().sub(triple.positive()), p);
    Tensor far = Vectors.norm(triple.anchor().sub(triple.negative()), p);
    if (swap) {
      far = far.minimum(Vectors.norm(triple.positive().sub(triple.negative()), p));
    }
    return near.sub(far).add(margin).relu();
  }
}
