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
 * Gradients times the distance gone over the root of their sum of squares: {@code max_k |p_k - p_0|
 * / sqrt(sum_k |g_k|^2 + epsilon) g}, norms over all parameters. The first distance is {@code
 * initial (1 + |p_0|)}.
 *
 * <p>Optax's contributed scale_by_dog. Ivgi, Hinder and Carmon, "DoG is SGD's best friend", 2023,
 * arXiv:2302.12022.
 *
 * @param initial the first distance, relative to the start, above 0
 * @param epsilon what is added to the sum of squares, above 0
 */
@Named("scale-by-dog")
@Doc("Gradients times the distance gone over the root of their sum of squares.")
public record ScaleByDog(
    @Default("1e-6") @Doc("The first distance, relative to the start.") double initial,
    @Default("1e-8") @Doc("What is added to the sum of squares.") double epsilon)
    implements GradientTransform<ScaleByDog.State> {
  /**
   * What is kept.
   *
   * @param start the parameters at first
   * @param distance the largest distance from it, float64
   * @param squares the sum of squared norms of gradients, float64
   */
  public record State(Parameters start, Tensor distance, Tensor squares) {}

  /** Requires positive numbers. */
  public ScaleByDog {
    requirePositive(initial, "initial");
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(
        parameters,
        Sums.squares(parameters).sqrt().add(1).mul(initial),
        Tensor.scalar(0, DType.FLOAT64));
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters way = state.start.zip(context.parameters(), Tensor::sub);
    Tensor distance = state.distance.maximum(Sums.squares(way).sqrt());
    Tensor squares = state.squares.add(Sums.squares(gradients));
    return new Updates<>(
        Averages.times(gradients, distance.div(squares.add(epsilon).sqrt())),
        new State(state.start, distance, squares));
  }
}
