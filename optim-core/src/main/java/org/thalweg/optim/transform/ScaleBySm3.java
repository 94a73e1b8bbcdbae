package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.transform.Averages.mean;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.Shape;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Adagrad whose sums of squares are known for each position along each axis alone, which takes the
 * memory of rows and columns: an element's sum is {@code g^2} plus the least of its covers, and a
 * cover becomes the largest sum that it covers. The result is the running mean of {@code g /
 * sqrt(sum + epsilon)}, 0 where the sum is 0.
 *
 * <p>Anil et al., "Memory-efficient adaptive optimization", 2019, arXiv:1901.11150. Optax's
 * scale_by_sm3.
 *
 * @param beta the share of itself that the mean keeps, from 0 to below 1
 * @param epsilon what is added under the root, 0 or more
 */
@Named("scale-by-sm3")
@Doc("Adagrad with one sum for each row and column.")
public record ScaleBySm3(
    @Default("0.9") @Doc("The share of itself that the mean keeps.") double beta,
    @Default("1e-8") @Doc("What is added under the root.") double epsilon)
    implements GradientTransform<ScaleBySm3.State> {
  /**
   * A mean and sums, zero at first.
   *
   * @param mean the running mean of scaled gradients
   * @param covers the sums of each position along each axis, named by parameter and axis
   */
  public record State(Parameters mean, Parameters covers) {}

  /** Requires numbers in their ranges. */
  public ScaleBySm3 {
    requireDecay(beta, "beta");
    requireNonNegative(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    SequencedMap<String, Tensor> covers = new LinkedHashMap<>();
    parameters
        .tensors()
        .forEach((name, p) -> {
          for (int axis = 0; axis < Math.max(1, p.rank()); axis++) {
            long[] extents = new long[p.rank()];
            for (int i = 0; i < extents.length; i++) {
              extents[i] = i == axis ? p.dim(i) : 1;
            }
            covers.put(cover(name, axis), Tensor.full(Shape.of(extents), p.dtype(), 0));
          }
        });
    return new State(parameters.zerosLike(), new Parameters(covers));
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    SequencedMap<String, Tensor> covers = new LinkedHashMap<>();
    Parameters updates =
        gradients.map((name, g) -> {
          Tensor sum = g.square().add(least(state.covers, name, g));
          for (int axis = 0; axis < Math.max(1, g.rank()); axis++) {
            covers.put(cover(name, axis), g.rank() < 2 ? sum : sum.maxKeep(others(g.rank(), axis)));
          }
          return where(sum.gt(0), g.mul(sum.add(epsilon).rsqrt()), 0);
        });
    Parameters mean = mean(state.mean, updates, beta);
    return new Updates<>(mean, new State(mean, new Parameters(covers)));
  }

  private static Tensor least(Parameters covers, String name, Tensor g) {
    Tensor least = covers.get(cover(name, 0));
    for (int axis = 1; axis < g.rank(); axis++) {
      least = least.minimum(covers.get(cover(name, axis)));
    }
    return least;
  }

  private static String cover(String name, int axis) {
    return name + "/" + axis;
  }

  private static int[] others(int rank, int axis) {
    return IntStream.range(0, rank).filter(i -> i != axis).toArray();
  }
}
