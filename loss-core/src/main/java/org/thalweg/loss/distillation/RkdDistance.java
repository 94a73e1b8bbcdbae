package org.thalweg.loss.distillation;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.embedding.Vectors;
import org.thalweg.loss.robust.Huber;

/**
 * Relational distillation by distances: Huber's loss of {@code d_ij / mean(d)} of the student's
 * vectors against that of the teacher's.
 *
 * <p>Predictions are vectors [N, D], targets the teacher's [N, K], of any width; the value is the
 * mean over ordered pairs of two examples, 0 without any. Distances are Euclidean; the gradient of
 * one of 0 is 0. Park et al., "Relational knowledge distillation", 2019.
 */
@Named("rkd-distance")
@Doc("Distances between examples, over their mean, should be the teacher's.")
@LossCard(
    family = Family.DISTILLATION,
    formula = "mean_(i != j) huber(d(i, j) / mean(d) - D(i, j) / mean(D))",
    shape = "N D; N K -> ",
    traits = Trait.SCALE_INVARIANT,
    use = "Embeddings of another width than the teacher's; its usual factor is 25.",
    tasks = {Task.DISTILLATION, Task.EMBEDDING},
    paper = "Park et al. 2019, arXiv:1904.05068")
public record RkdDistance() implements BatchLoss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor prediction, Tensor target, Tensor counted) {
    Tensor pairs = Relations.pairs(counted);
    Tensor huber = new Huber(1).loss(relative(prediction, pairs), relative(target, pairs));
    return Relations.mean(huber, pairs);
  }

  private static Tensor relative(Tensor x, Tensor pairs) {
    Tensor distance = Vectors.distances(x, x);
    Tensor mean = Relations.mean(distance, pairs);
    return distance.div(where(mean.eq(0), 1, mean));
  }
}
