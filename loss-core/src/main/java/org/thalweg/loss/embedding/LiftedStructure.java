package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.logAddExp;

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
 * The lifted structured loss: {@code max(0, d_ij + log(sum_k exp(m - d_ik) + sum_l exp(m -
 * d_jl)))^2 / 2} of each pair of one label, over all k and l of other labels.
 *
 * <p>Predictions are vectors [N, D], targets any labels [N]; the value is the mean over pairs of
 * one label that have negatives, 0 without any. Distances are Euclidean; the gradient of one of 0
 * is 0. Song et al., "Deep metric learning via lifted structured feature embedding", 2016.
 *
 * @param margin by how much others should be farther, above 0
 */
@Named("lifted-structure")
@Doc("Each positive pair's distance against those to all negatives of both, smoothly.")
@LossCard(
    family = Family.EMBEDDING,
    formula =
        "max(0, d(i, j) + log(sum_k exp(margin - d(i, k)) + sum_l exp(margin - d(j, l))))^2 / 2",
    target = Domain.LABEL,
    shape = "N D; N -> ",
    use = "Batches of several examples of each label, where triplets use too few of the pairs.",
    tasks = Task.EMBEDDING,
    paper = "Song et al. 2016, arXiv:1511.06452")
public record LiftedStructure(
    @Default("1.0") @Doc("By how much others should be farther.") double margin)
    implements BatchLoss<Tensor, Tensor> {
  /** Requires a positive margin. */
  public LiftedStructure {
    requirePositive(margin, "margin");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor labels, Tensor counted) {
    Tensor distance = Vectors.distances(prediction, prediction);
    Tensor negative = Pairs.negative(labels, counted);
    Tensor near = Pairs.logSumExp(distance.rsub(margin), negative);
    Tensor cost = logAddExp(near.unsqueeze(1), near.unsqueeze(0)).add(distance).relu();
    Tensor valid = Pairs.positive(labels, counted).and(negative.any(1).unsqueeze(1));
    return Pairs.mean(cost.square().mul(0.5), valid);
  }
}
