package org.thalweg.loss.composite;

import static org.thalweg.api.Checks.require;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.api.tree.Tree;

/**
 * The losses of several tasks and the gradient of each by parameters that they share.
 *
 * @param losses the losses, shape [K]
 * @param gradients the gradient of each, a tree of the parameters' structure
 * @param <P> the parameters
 */
public record TaskGradients<P>(Tensor losses, List<P> gradients) {
  /** Copies the list. */
  public TaskGradients {
    gradients = List.copyOf(gradients);
  }

  /**
   * Returns losses and gradients. What the tasks share is computed once; each is then read
   * backwards on its own.
   *
   * @param losses gives the losses of the tasks, shape [K]
   * @param shared the parameters, a tree of floats
   */
  public static <P> TaskGradients<P> of(Function<P, Tensor> losses, P shared) {
    P standIn =
        Tree.map(shared, tensor -> Tensor.record(new Movement.Reshape(tensor.shape()), tensor));
    Tensor values = losses.apply(standIn);
    require(values.rank() == 1, "the losses of tasks are of shape [K], was %s", values.spec());
    Tensor units = Tensors.eye(values.dim(0), values.dtype());
    List<Tensor> leaves = Tree.leaves(standIn);
    List<P> gradients = new ArrayList<>();
    for (long task = 0; task < values.dim(0); task++) {
      List<Tensor> unit = List.of(units.select(0, task));
      gradients.add(Tree.rebuild(shared, Grad.backward(List.of(values), unit, leaves)));
    }
    return new TaskGradients<>(values, gradients);
  }

  /** Returns the inner products of the gradients, shape [K, K]. */
  public Tensor products() {
    List<List<Tensor>> leaves = gradients.stream().map(gradient -> Tree.leaves(gradient)).toList();
    return Tensors.sum(
        IntStream.range(0, leaves.getFirst().size())
            .mapToObj(i -> {
              Tensor[] parts =
                  leaves.stream().map(of -> of.get(i).reshape(-1)).toArray(Tensor[]::new);
              Tensor rows = Tensors.stack(0, parts).to(losses.dtype());
              return rows.matmul(rows.t());
            }));
  }

  /** Returns the norm of each gradient, shape [K]. */
  public Tensor norms() {
    return Tensors.stack(
        0,
        gradients.stream()
            .map(gradient ->
                Tensors.sum(Tree.leaves(gradient).stream().map(part -> part.square().sum())).sqrt())
            .map(norm -> norm.to(losses.dtype()))
            .toArray(Tensor[]::new));
  }

  /**
   * Returns a weighted sum of the gradients, a tree of the parameters' structure.
   *
   * @param weights a factor for each task, shape [K], such as {@link Pcgrad#weights}
   */
  public P combine(Tensor weights) {
    P total = scaled(0, weights);
    for (int task = 1; task < gradients.size(); task++) {
      total = Tree.zip(total, scaled(task, weights), Tensor::add);
    }
    return total;
  }

  private P scaled(int task, Tensor weights) {
    Tensor weight = weights.select(0, task);
    return Tree.map(gradients.get(task), part -> part.mul(weight.to(part.dtype())));
  }
}
