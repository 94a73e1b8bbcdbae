package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

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
 * The cosine embedding loss: {@code 1 - cos} of a pair that belongs together, {@code max(0, cos -
 * m)} of one that does not, with the cosine of the angle between both vectors.
 *
 * <p>Predictions are two tensors [..., D] of vectors along the last axis; targets [...] are 1 for a
 * pair that belongs together, else -1. Values have the target's shape. A vector of length zero has
 * a cosine of 0, and no gradient. The gradient at the margin is 0.
 *
 * @param margin the cosine m below which other pairs cost nothing, from -1 to 1
 */
@Named("cosine-embedding")
@Doc("One minus the cosine of pairs that belong together, the cosine above a margin of others.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "1 - cos(x, y) where t > 0, else max(0, cos(x, y) - margin)",
    target = Domain.SIGN,
    shape = "... D, ... D; ... -> ...",
    traits = Trait.SCALE_INVARIANT,
    use =
        "Pairs that are known to be alike or not, where only directions matter, as with embeddings"
            + " of text.",
    tasks = Task.EMBEDDING)
public record CosineEmbedding(
    @Default("0.0") @Doc("The cosine below which other pairs cost nothing.") double margin)
    implements Loss<Pair, Tensor> {
  /** Requires a cosine. */
  public CosineEmbedding {
    require(-1 <= margin && margin <= 1, "margin must lie between -1 and 1, was %s", margin);
  }

  @Override
  public Tensor loss(Pair pair, Tensor target) {
    Tensor cosine = Vectors.cosine(pair.first(), pair.second());
    return where(target.gt(0), cosine.rsub(1), cosine.sub(margin).relu());
  }
}
