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

/**
 * Similarity-preserving distillation: {@code |G - H|^2 / n^2}, where G holds the products of the
 * student's vectors with each other, each row at length 1, and H those of the teacher's.
 *
 * <p>Predictions are features [N, D], targets the teacher's [N, K], of any width; the value is one
 * number for the n examples that count. Tung and Mori, "Similarity-preserving knowledge
 * distillation", 2019.
 */
@Named("similarity-preserving")
@Doc("Examples that are alike to the teacher should be so to the student.")
@LossCard(
    family = Family.DISTILLATION,
    formula = "sum_(i,j) (G_ij - H_ij)^2 / n^2",
    shape = "N D; N K -> ",
    traits = Trait.SCALE_INVARIANT,
    use = "Networks whose layers have nothing in common but the batch.",
    tasks = Task.DISTILLATION,
    paper = "Tung and Mori 2019, arXiv:1907.09682")
public record SimilarityPreserving() implements BatchLoss<Tensor, Tensor> {
  @Override
  public Tensor loss(Tensor prediction, Tensor target, Tensor counted) {
    Tensor both = counted.unsqueeze(1).and(counted.unsqueeze(0));
    Tensor error = products(prediction, both).sub(products(target, both));
    return Relations.mean(error.square(), both);
  }

  private static Tensor products(Tensor x, Tensor both) {
    return Vectors.unit(where(both, x.matmul(x.t()), 0));
  }
}
