package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.optim.matrix.Matrices;

/**
 * Another transform on gradients in a space of few dimensions: {@code scale P u(P' G)}, where the
 * columns of P are the singular vectors of the largest singular values of G, on its short side.
 *
 * <p>P is worked out anew at the first step and at one of every {@code every}. What the inner
 * transform keeps has the size of the projected gradients. A matrix whose short side is not above
 * the rank, and a tensor of fewer than two axes, are left whole; a tensor of more than two is a
 * matrix of its first axis by the others. The inner transform must not need the parameters.
 *
 * <p>Zhao et al., "GaLore: memory-efficient LLM training by gradient low-rank projection", 2024,
 * arXiv:2403.03507.
 *
 * @param inner what takes the projected gradients
 * @param rank the number of dimensions, 1 or more
 * @param every the number of steps from projection to projection, 1 or more
 * @param scale the factor of what comes back, above 0
 * @param <S> the type of the inner state
 */
public record LowRank<S>(GradientTransform<S> inner, int rank, int every, double scale)
    implements GradientTransform<LowRank.State<S>> {
  /**
   * What is kept.
   *
   * @param inner of the inner transform
   * @param projections P of each matrix that is projected, float64
   */
  public record State<S>(S inner, Parameters projections) {}

  /** Requires whole numbers of 1 or more and a positive scale. */
  public LowRank {
    require(rank >= 1, "rank must be 1 or more, was %s", rank);
    require(every >= 1, "every must be 1 or more, was %s", every);
    requirePositive(scale, "scale");
  }

  private boolean isProjected(Tensor tensor) {
    return MatrixSides.isMatrix(tensor) && tensor.size() / longSide(tensor) > rank;
  }

  private static long longSide(Tensor tensor) {
    return Math.max(tensor.dim(0), tensor.size() / tensor.dim(0));
  }

  /** Returns the side that is made shorter: 0 for rows, 1 for columns. */
  private static int side(Tensor tensor) {
    return tensor.dim(0) <= tensor.size() / tensor.dim(0) ? 0 : 1;
  }

  @Override
  public State<S> init(Parameters parameters) {
    SequencedMap<String, Tensor> projections = new LinkedHashMap<>();
    parameters
        .tensors()
        .forEach((name, tensor) -> {
          if (isProjected(tensor)) {
            long side = tensor.size() / longSide(tensor);
            projections.put(name, Tensor.full(Shape.of(side, rank), DType.FLOAT64, 0));
          }
        });
    Parameters none = new Parameters(projections);
    return new State<>(inner.init(project(parameters, none)), none);
  }

  @Override
  public Updates<State<S>> update(Parameters gradients, State<S> state, Context context) {
    Tensor due = Sums.firstOfEvery(every, context);
    Parameters projections =
        state.projections.map((name, previous) -> {
          Tensor g = gradients.get(name);
          return Matrices.eigenvectors(MatrixSides.products(g, side(g)), previous, due);
        });
    Parameters small = project(gradients, projections);
    Context inside =
        new Context(
            project(context.parameters(), projections),
            context.step(),
            context.loss(),
            context.objective());
    Updates<S> step = inner.update(small, state.inner, inside);
    Parameters updates =
        gradients.map((name, g) -> back(name, g, step.updates().get(name), projections));
    return new Updates<>(updates, new State<>(step.state(), projections));
  }

  private static Parameters project(Parameters tensors, Parameters projections) {
    return tensors.map((name, tensor) -> {
      if (!projections.tensors().containsKey(name)) {
        return tensor;
      }
      Tensor matrix = MatrixSides.matrix(tensor);
      Tensor basis = projections.get(name).to(tensor.dtype());
      return side(tensor) == 0 ? basis.t().matmul(matrix) : matrix.matmul(basis);
    });
  }

  private Tensor back(String name, Tensor gradient, Tensor update, Parameters projections) {
    if (!projections.tensors().containsKey(name)) {
      return update;
    }
    Tensor basis = projections.get(name).to(gradient.dtype());
    Tensor whole = side(gradient) == 0 ? basis.matmul(update) : update.matmul(basis.t());
    return whole.mul(scale).reshape(gradient.shape());
  }
}
