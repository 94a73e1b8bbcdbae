package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import java.util.function.BiFunction;
import org.thalweg.api.function.Loops;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.grad.ValueAndGrad;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.api.tree.Tree;

/**
 * Gradients of examples, each clipped to a norm, and summed: what differentially private training
 * adds noise of deviation {@code multiplier * norm} to.
 *
 * <p>One gradient at a time is held in memory, whatever the size of the batch. The norm is over all
 * parameters together; a gradient above it is scaled down to it.
 *
 * <p>Source: Abadi et al., "Deep learning with differential privacy", 2016.
 *
 * @param norm the largest norm of a gradient, above 0
 * @param together how many examples share a gradient, 1 for each its own
 */
public record PerExampleClipping(double norm, int together) {
  /** Requires a norm above 0 and an example. */
  public PerExampleClipping {
    requirePositive(norm, "norm");
    require(together >= 1, "together must be 1 or more, was %s", together);
  }

  /** Makes the clipping of the gradient of each example. */
  public PerExampleClipping(double norm) {
    this(norm, 1);
  }

  /** What is kept from example to example. */
  private record Running<P>(P sum) {}

  /** What is told of each example. */
  private record Told(Tensor loss, Tensor norm) {}

  /**
   * Returns the sum of clipped gradients of a batch.
   *
   * @param loss the loss of parameters and a batch of {@code together} examples, a scalar; guards
   *     inside are not checked
   * @param parameters a tree of floats
   * @param batch a tree of tensors with one leading extent, a multiple of {@code together}
   */
  public <P, B> ClippedSum<P> sum(BiFunction<P, B, Tensor> loss, P parameters, B batch) {
    B parts = Tree.map(batch, this::split);
    long count = Tree.leaves(parts).getFirst().dim(0);
    Running<P> none = new Running<>(Tree.map(parameters, Tensors::zerosLike));
    Stepped<Running<P>, Told> all =
        Loops.scan(
            none,
            parts,
            (running, part) -> {
              ValueAndGrad<P> own =
                  Grad.valueAndGrad((P p) -> loss.apply(p, part)).apply(parameters);
              Tensor length = length(own.gradient());
              Tensor large = length.gt(norm);
              Tensor factor = where(large, where(large, length, 1).rdiv(norm), 1);
              P clipped =
                  Tree.map(own.gradient(), gradient -> gradient.mul(factor.to(gradient.dtype())));
              return new Stepped<>(
                  new Running<>(Tree.zip(running.sum(), clipped, Tensor::add)),
                  new Told(own.value(), length));
            });
    return new ClippedSum<>(all.state().sum(), count, all.output().loss(), all.output().norm());
  }

  private Tensor split(Tensor tensor) {
    require(
        tensor.rank() > 0 && tensor.dim(0) % together == 0,
        "a batch is of examples, a multiple of %s of them, was %s",
        together,
        tensor.spec());
    return tensor.reshape(
        tensor.shape().without(0).insert(0, together).insert(0, tensor.dim(0) / together));
  }

  private static Tensor length(Object gradient) {
    return Tensors.sum(Tree.leaves(gradient).stream().map(part -> part.square().sum())).sqrt();
  }
}
