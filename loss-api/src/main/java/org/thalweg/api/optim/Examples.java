package org.thalweg.api.optim;

import static org.thalweg.api.Checks.require;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.function.Loops;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;

/** The examples of a step one by one, for optimizers that look at the gradient of each. */
public interface Examples {
  /** Returns the number of examples. */
  long count();

  /**
   * Returns the sum of what becomes of the gradient of each example. One gradient at a time is held
   * in memory.
   *
   * @param parameters where gradients are taken
   * @param change what becomes of a gradient, such as clipping; a pure function
   */
  Parameters sum(Parameters parameters, UnaryOperator<Parameters> change);

  /**
   * Returns the examples of a batch.
   *
   * @param batch a tree of tensors with one leading extent, the number of examples
   * @param loss the loss of parameters on a batch of one example, a scalar; guards inside are not
   *     checked
   */
  static <B> Examples of(B batch, BiFunction<Parameters, B, Tensor> loss) {
    List<Tensor> leaves = Tree.leaves(batch);
    require(
        !leaves.isEmpty() && leaves.stream().allMatch(leaf -> leaf.rank() > 0),
        "a batch is of tensors with an axis of examples, was %s",
        leaves.stream().map(Tensor::spec).toList());
    B parts = Tree.map(batch, leaf -> leaf.unsqueeze(1));
    return new Examples() {
      @Override
      public long count() {
        return leaves.getFirst().dim(0);
      }

      @Override
      public Parameters sum(Parameters parameters, UnaryOperator<Parameters> change) {
        return Loops.scan(
                parameters.zerosLike(),
                parts,
                (sum, part) -> {
                  Parameters gradient =
                      Grad.grad((Parameters p) -> loss.apply(p, part)).apply(parameters);
                  return new Stepped<Parameters, List<Tensor>>(
                      sum.zip(change.apply(gradient), Tensor::add), List.of());
                })
            .state();
      }
    };
  }

  /** Returns the examples of a step whose caller knows the gradient of the batch alone. */
  static Examples unknown() {
    return new Examples() {
      @Override
      public long count() {
        throw unavailable();
      }

      @Override
      public Parameters sum(Parameters parameters, UnaryOperator<Parameters> change) {
        throw unavailable();
      }

      private ThalwegException unavailable() {
        return new ThalwegException(
            "the optimizer takes the gradient of each example, and was given that of the batch"
                + " alone");
      }
    };
  }
}
