package org.thalweg.loss.responsible;

import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;

/**
 * The sum of clipped gradients of examples.
 *
 * @param sum the sum, a tree of the parameters' structure; one example changes it by the clipping
 *     norm at most, which is what noise is measured by
 * @param count the number of gradients, which a mean divides by
 * @param losses the loss of each example, or small batch
 * @param norms the norm of each gradient before clipping
 * @param <P> the parameters
 */
public record ClippedSum<P>(P sum, long count, Tensor losses, Tensor norms) {
  /** Returns the sum over the count, without noise. */
  public P mean() {
    return Tree.map(sum, tensor -> tensor.div((double) count));
  }

  /** Returns this with another sum, such as with noise added. */
  public ClippedSum<P> with(P other) {
    return new ClippedSum<>(other, count, losses, norms);
  }
}
