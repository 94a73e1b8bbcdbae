package org.thalweg.loss.embedding;

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
 * The contrastive loss of pairs: {@code d^2} of a pair that belongs together, {@code max(0, m -
 * d)^2} of one that does not, with the Euclidean distance d of both vectors.
 *
 * <p>Predictions are two tensors [..., D] of vectors along the last axis; targets [...] are true
 * for a pair that belongs together. Values have the target's shape. The gradient of a distance of 0
 * is 0. Hadsell, Chopra and LeCun, "Dimensionality reduction by learning an invariant mapping",
 * 2006, where both parts are halved.
 *
 * @param margin the distance m from which other pairs cost nothing, above 0
 */
@Named("contrastive")
@Doc("The squared distance of pairs that belong together, what others lack to a margin, squared.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "|x - y|^2 where t = 1, else max(0, margin - |x - y|)^2",
    target = Domain.FLAG,
    shape = "... D, ... D; ... -> ...",
    use = "Pairs that are known to be alike or not, where distances are to mean something.",
    tasks = Task.EMBEDDING,
    paper = "Hadsell et al. 2006, doi:10.1109/CVPR.2006.100")
public record Contrastive(
    @Default("1.0") @Doc("The distance from which other pairs cost nothing.") double margin)
    implements Loss<Pair, Tensor> {
  /** Requires a positive margin. */
  public Contrastive {
    requirePositive(margin, "margin");
  }

  @Override
  public Tensor loss(Pair pair, Tensor target) {
    Tensor distance = pair.first().sub(pair.second()).norm(-1);
    return where(target, distance.square(), distance.rsub(margin).relu().square());
  }
}
