package org.thalweg.loss.distillation;

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
 * Relational distillation by angles: Huber's loss of the cosine of the angle at j between i and k,
 * of the student's vectors against that of the teacher's.
 *
 * <p>Predictions are vectors [N, D], targets the teacher's [N, K], of any width; the value is the
 * mean over ordered triples of three examples, 0 without any. Memory grows with N^3. Park et al.,
 * "Relational knowledge distillation", 2019.
 */
@Named("rkd-angle")
@Doc("Angles between examples should be the teacher's.")
@LossCard(
    family = Family.DISTILLATION,
    formula = "mean_(i,j,k) huber(cos(x_i - x_j, x_k - x_j) - cos(t_i - t_j, t_k - t_j))",
    shape = "N D; N K -> ",
    traits = Trait.SCALE_INVARIANT,
    use = "Beside rkd-distance, with a factor of 50, in batches of up to a few hundred.",
    tasks = {Task.DISTILLATION, Task.EMBEDDING},
    paper = "Park et al. 2019, arXiv:1904.05068")
public record RkdAngle() implements BatchLoss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor prediction, Tensor target, Tensor counted) {
    Tensor huber = new Huber(1).loss(angles(prediction), angles(target));
    return Relations.mean(huber, Relations.triples(counted));
  }

  /** Returns the cosines [N, N, N] of the angles at the first between the second and the third. */
  private static Tensor angles(Tensor x) {
    Tensor direction = Vectors.unit(x.unsqueeze(0).sub(x.unsqueeze(1)));
    return direction.matmul(direction.t());
  }
}
