package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The hinge embedding loss of a distance: {@code p} where the target is 1, {@code max(0, m - p)}
 * where it is -1.
 *
 * <p>Predictions are distances of pairs, targets say whether the pair belongs together, in one
 * shape, which the values have too. The gradient at the margin is 0.
 *
 * @param margin the distance m from which other pairs cost nothing
 */
@Named("hinge-embedding")
@Doc("The distance of pairs that belong together, what others lack to a margin.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "p where t > 0, else max(0, margin - p)",
    target = Domain.SIGN,
    traits = {Trait.CONVEX, Trait.ROBUST},
    use = "Distances of pairs that the model computes itself, of whatever kind.",
    tasks = Task.EMBEDDING)
public record HingeEmbedding(
    @Default("1.0") @Doc("The distance from which other pairs cost nothing.") double margin)
    implements PointwiseLoss {
  /** Requires a finite margin. */
  public HingeEmbedding {
    require(Double.isFinite(margin), "margin must be finite, was %s", margin);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return where(target.gt(0), prediction, prediction.rsub(margin).relu());
  }
}
