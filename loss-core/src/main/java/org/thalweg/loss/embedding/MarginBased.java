package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * The margin based loss of a pair: {@code max(0, m + y (d - b))} with {@code y} 1 for a pair that
 * belongs together and -1 for others, at the Euclidean distance d.
 *
 * <p>Predictions are two tensors [..., D] of vectors along the last axis and the boundary b, a
 * learned number for each pair [...], which may be that of a label or one for all; 1.2 is a good
 * start. Targets [...] are true for a pair that belongs together; values have that shape. The
 * gradient of a distance of 0 is 0. Wu et al., "Sampling matters in deep embedding learning", 2017.
 *
 * @param margin how far from the boundary pairs should be, above 0
 * @param boundaryWeight the factor of the boundary, which is added to keep it small
 */
@Named("margin-based")
@Doc("What a pair lacks to being on its side of a learned distance by a margin.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "max(0, margin + y (|x - z| - b)) + boundaryWeight b",
    target = Domain.FLAG,
    shape = "... D, ... D, ...; ... -> ...",
    use = "Pairs that are drawn evenly by distance; needs less of a batch than triplets do.",
    tasks = Task.EMBEDDING,
    paper = "Wu et al. 2017, arXiv:1706.07567")
public record MarginBased(
    @Default("0.2") @Doc("How far from the boundary pairs should be.") double margin,
    @Default("0.0") @Doc("The factor of the boundary itself.") double boundaryWeight)
    implements Loss<MarginBased.BoundedPair, Tensor> {
  /** Requires a positive margin and a weight. */
  public MarginBased {
    requirePositive(margin, "margin");
    requireNonNegative(boundaryWeight, "boundaryWeight");
  }

  /** Makes the loss with a margin of 0.2. */
  public MarginBased() {
    this(0.2, 0);
  }

  /**
   * Two vectors, and the distance between near and far.
   *
   * @param first vectors along the last axis
   * @param second others
   * @param boundary the distance below which a pair belongs together
   */
  public record BoundedPair(Tensor first, Tensor second, Tensor boundary) {}

  @Override
  public Tensor loss(BoundedPair pair, Tensor target) {
    Tensor beyond = pair.first().sub(pair.second()).norm(-1).sub(pair.boundary());
    Tensor cost = where(target, beyond, beyond.neg()).add(margin).relu();
    return boundaryWeight == 0 ? cost : cost.add(pair.boundary().mul(boundaryWeight));
  }
}
