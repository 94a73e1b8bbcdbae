package org.thalweg.loss.penalty;

import java.util.List;
import java.util.stream.IntStream;
import org.thalweg.api.data.DType;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.api.tree.Tree;

/** Penalties of whole trees of parameters. */
public final class Penalties {
  private Penalties() {}

  /**
   * Returns the sum of a penalty over all tensors of a tree, a scalar of the type of the first.
   *
   * @param penalty a penalty of one tensor, such as {@link L2Penalty}
   * @param parameters a tree of floats; those that a penalty is not for, such as biases, left out
   */
  public static Tensor sum(Loss<Tensor, None> penalty, Object parameters) {
    List<Tensor> leaves = Tree.leaves(parameters);
    DType dtype = leaves.getFirst().dtype();
    return Tensors.sum(
        leaves.stream()
            .map(leaf ->
                Losses.values(penalty, leaf, new None(), Weighting.none()).sum().to(dtype)));
  }

  /**
   * Returns the sum of {@link Ewc} over all tensors of a tree.
   *
   * @param anchors the earlier parameters, a tree of the same structure
   * @param importance how much each matters, a tree of the same structure
   */
  public static <P> Tensor sum(Ewc penalty, P parameters, P anchors, P importance) {
    List<Tensor> earlier = Tree.leaves(anchors);
    List<Tensor> weights = Tree.leaves(importance);
    List<Tensor> leaves = Tree.leaves(parameters);
    return Tensors.sum(
        IntStream.range(0, leaves.size())
            .mapToObj(i -> {
              Ewc.Anchor anchor = new Ewc.Anchor(earlier.get(i), weights.get(i));
              return Losses.values(penalty, leaves.get(i), anchor, Weighting.none()).sum();
            }));
  }
}
