package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The margin ranking loss {@code max(0, m - t (x - y))}: the first of two scores should be above
 * the second by a margin where the target is 1, below it where it is -1.
 *
 * <p>Predictions are two tensors of scores, targets are -1 and 1, all in one shape, which the
 * values have too. The gradient at the margin is 0.
 *
 * @param margin by how much scores should differ
 */
@Named("margin-ranking")
@Doc("What the order of two scores lacks to a margin.")
@LossCard(
    family = Family.RANKING,
    formula = "max(0, margin - t (x - y))",
    target = Domain.SIGN,
    shape = "..., ...; ... -> ...",
    traits = {Trait.CONVEX, Trait.ROBUST},
    use = "Pairs of items of which one is known to come first.",
    tasks = Task.RANKING)
public record MarginRanking(@Default("0.0") @Doc("By how much scores should differ.") double margin)
    implements Loss<Pair, Tensor> {
  /** Requires a finite margin. */
  public MarginRanking {
    require(Double.isFinite(margin), "margin must be finite, was %s", margin);
  }

  @Override
  public Tensor loss(Pair pair, Tensor target) {
    return target.mul(pair.first().sub(pair.second())).rsub(margin).relu();
  }
}
