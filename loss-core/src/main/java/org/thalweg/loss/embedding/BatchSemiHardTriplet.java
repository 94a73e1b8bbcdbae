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
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * The triplet loss of each pair of one label with its semi-hard negative in the batch: the nearest
 * of those that are farther than the positive, else the farthest of all.
 *
 * <p>Predictions are vectors [N, D], targets any labels [N]; the value is the mean over pairs of
 * one label, 0 without any. Distances are Euclidean; the gradient of one of 0 is 0. Schroff,
 * Kalenichenko and Philbin, "FaceNet", 2015.
 *
 * @param margin by how much others should be farther, above 0
 */
@Named("batch-semi-hard-triplet")
@Doc("The triplet loss of each positive pair with the nearest negative that is farther.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "mean_(i,p) max(0, d(i, p) - d(i, n(i, p)) + margin)",
    target = Domain.LABEL,
    shape = "N D; N -> ",
    use = "Large batches with several examples of each label, where the hardest are mislabelled.",
    tasks = Task.EMBEDDING,
    strengths = Strength.LABEL_NOISE,
    paper = "Schroff et al. 2015, arXiv:1503.03832")
public record BatchSemiHardTriplet(
    @Default("1.0") @Doc("By how much others should be farther.") double margin)
    implements BatchLoss<Tensor, Tensor> {
  /** Requires a positive margin. */
  public BatchSemiHardTriplet {
    requirePositive(margin, "margin");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor labels, Tensor counted) {
    Tensor distance = Vectors.distances(prediction, prediction);
    Tensor negative = Pairs.negative(labels, counted);
    Tensor farther = distance.unsqueeze(1).gt(distance.unsqueeze(2)).and(negative.unsqueeze(1));
    Tensor nearest = where(farther, distance.unsqueeze(1), Double.POSITIVE_INFINITY).min(2);
    Tensor farthest = where(negative, distance, 0).max(1).unsqueeze(1);
    Tensor far = where(farther.any(2), where(nearest.isFinite(), nearest, 0), farthest);
    Tensor valid = Pairs.positive(labels, counted).and(negative.any(1).unsqueeze(1));
    return Pairs.mean(distance.sub(far).add(margin).relu(), valid);
  }
}
