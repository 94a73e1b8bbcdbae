package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * The triplet loss of all triplets in the batch: the mean of {@code max(0, d(i, p) - d(i, n) + m)}
 * over those that cost anything.
 *
 * <p>Predictions are vectors [N, D], targets any labels [N]; the value is one number, 0 without
 * triplets or where none costs anything. Distances are Euclidean; the gradient of one of 0 is 0.
 * Hermans, Beyer and Leibe, "In defense of the triplet loss", 2017.
 *
 * @param margin by how much others should be farther, above 0
 */
@Named("batch-all-triplet")
@Doc("The mean triplet loss of all triplets in the batch that cost anything.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "mean_(i,p,n) max(0, d(i, p) - d(i, n) + margin)",
    target = Domain.LABEL,
    shape = "N D; N -> ",
    use = "Small batches; easier to train than batch-hard-triplet at the start.",
    tasks = Task.EMBEDDING,
    strengths = Strength.EASY_EXAMPLES,
    paper = "Hermans et al. 2017, arXiv:1703.07737")
public record BatchAllTriplet(
    @Default("1.0") @Doc("By how much others should be farther.") double margin)
    implements BatchLoss<Tensor, Tensor> {
  /** Requires a positive margin. */
  public BatchAllTriplet {
    requirePositive(margin, "margin");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor labels, Tensor counted) {
    Tensor distance = Vectors.distances(prediction, prediction);
    Tensor cost = distance.unsqueeze(2).sub(distance.unsqueeze(1)).add(margin);
    Tensor positive = Pairs.positive(labels, counted).unsqueeze(2);
    Tensor negative = Pairs.negative(labels, counted).unsqueeze(1);
    return Pairs.mean(cost, positive.and(negative).and(cost.le(0).not()));
  }
}
