package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * The triplet loss of each example's hardest triplet in the batch: {@code max(0, m + max_p d(i, p)
 * - min_n d(i, n))} over examples p of its label and n of others, at Euclidean distances.
 *
 * <p>Predictions are vectors [N, D], targets any labels [N]; values are [N]. Examples that have
 * none of their label, or none of another, do not count. Equal distances share the gradient; that
 * of a distance of 0 is 0. Hermans, Beyer and Leibe, "In defense of the triplet loss", 2017.
 *
 * @param margin by how much others should be farther, above 0
 * @param soft whether {@code log(1 + exp(x))} stands for {@code max(0, m + x)}; there is no margin
 *     then
 */
@Named("batch-hard-triplet")
@Doc("The triplet loss of each example's farthest positive and nearest negative in the batch.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "max(0, margin + max_p d(i, p) - min_n d(i, n))",
    target = Domain.LABEL,
    shape = "N D; N -> N",
    use = "Batches of a few examples of each of several labels, such as photographs of persons.",
    tasks = Task.EMBEDDING,
    paper = "Hermans et al. 2017, arXiv:1703.07737")
public record BatchHardTriplet(
    @Default("1.0") @Doc("By how much others should be farther.") double margin,
    @Default("false") @Doc("Whether a softplus stands for the margin.") boolean soft)
    implements BatchLoss<Tensor, Tensor> {
  /** Requires a positive margin. */
  public BatchHardTriplet {
    requirePositive(margin, "margin");
  }

  /** Makes the loss with a margin of 1. */
  public BatchHardTriplet() {
    this(1, false);
  }

  @Override
  public Tensor counts(Tensor prediction, Tensor labels, Tensor counted) {
    return Pairs.positive(labels, counted).any(1).and(Pairs.negative(labels, counted).any(1));
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor labels, Tensor counted) {
    Tensor distance = Vectors.distances(prediction, prediction);
    Tensor far = where(Pairs.positive(labels, counted), distance, 0).max(1);
    Tensor near = where(Pairs.negative(labels, counted), distance, Double.POSITIVE_INFINITY).min(1);
    Tensor gap = far.sub(where(near.isFinite(), near, 0));
    return soft ? gap.softplus() : gap.add(margin).relu();
  }
}
