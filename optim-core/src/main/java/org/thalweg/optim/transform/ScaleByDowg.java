package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Gradients times the squared distance gone over the root of their weighted sum of squares: {@code
 * r^2 / (sqrt(w) + epsilon) g} with {@code r^2 = max_k |p_k - p_0|^2} and {@code w = w + r^2
 * |g|^2}, norms over all parameters. The first squared distance is epsilon.
 *
 * <p>Optax's contributed scale_by_dowg. Khaled, Mishchenko and Jin, "DoWG unleashed", 2023,
 * arXiv:2305.16284.
 *
 * @param epsilon what is added to the root, and the first squared distance, above 0
 */
@Named("scale-by-dowg")
@Doc("Gradients times the squared distance gone over the root of their weighted sum of squares.")
public record ScaleByDowg(
    @Default("1e-4") @Doc("What is added to the root; the first squared distance.") double epsilon)
    implements GradientTransform<ScaleByDowg.State> {
  /**
   * What is kept.
   *
   * @param start the parameters at first
   * @param distance the largest squared distance from it, float64
   * @param squares the weighted sum of squared norms of gradients, float64
   */
  public record State(Parameters start, Tensor distance, Tensor squares) {}

  /** Requires a positive epsilon. */
  public ScaleByDowg {
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(
        parameters, Tensor.scalar(epsilon, DType.FLOAT64), Tensor.scalar(0, DType.FLOAT64));
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters way = state.start.zip(context.parameters(), Tensor::sub);
    Tensor distance = state.distance.maximum(Sums.squares(way));
    Tensor squares = state.squares.add(distance.mul(Sums.squares(gradients)));
    return new Updates<>(
        Averages.times(gradients, distance.div(squares.sqrt().add(epsilon))),
        new State(state.start, distance, squares));
  }
}
