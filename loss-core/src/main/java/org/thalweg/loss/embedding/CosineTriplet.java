package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The triplet loss with cosine distances {@code d(x, y) = 1 - cos(x, y)}: {@code max(0, d(a, p) -
 * d(a, n) + m)}.
 *
 * <p>Predictions are three tensors [..., D] of vectors along the last axis; values are [...]. A
 * vector of length zero has a cosine of 0, and no gradient. Swapped, the negative's distance is the
 * smaller of those to anchor and positive.
 *
 * @param margin by how much the negative should be farther, above 0; distances are 2 at most
 * @param swap whether the positive is an anchor too
 */
@Named("cosine-triplet")
@Doc("What an anchor lacks to being at a smaller angle to its positive than to its negative.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "max(0, cos(a, n) - cos(a, p) + margin)",
    shape = "... D, ... D, ... D; -> ...",
    traits = Trait.SCALE_INVARIANT,
    use = "Triplets of embeddings whose length means nothing.",
    tasks = Task.EMBEDDING)
public record CosineTriplet(
    @Default("1.0") @Doc("By how much the negative should be farther.") double margin,
    @Default("false") @Doc("Whether the positive is an anchor too.") boolean swap)
    implements Loss<Triple, None> {
  /** Requires a positive margin. */
  public CosineTriplet {
    requirePositive(margin, "margin");
  }

  /** Makes the loss with a margin of 1. */
  public CosineTriplet() {
    this(1, false);
  }

  @Override
  public Tensor loss(Triple triple, None target) {
    Tensor near = Vectors.cosine(triple.anchor(), triple.positive());
    Tensor far = Vectors.cosine(triple.anchor(), triple.negative());
    if (swap) {
      far = far.maximum(Vectors.cosine(triple.positive(), triple.negative()));
    }
    return far.sub(near).add(margin).relu();
  }
}
