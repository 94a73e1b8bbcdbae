package org.thalweg.loss.adaptation;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

/**
 * The mean over directions of the cost of moving one cloud of points onto another along that
 * direction: {@code mean_l mean_i |sort(x u_l)_i - sort(y u_l)_i|^power}.
 *
 * <p>Points are any numbers of shape [N, P, D], as many in both clouds; directions have shape [L,
 * D] and any length but 0, such as {@link #directions}, renewed in each step. Values have shape
 * [N].
 *
 * <p>Source: Bonneel et al., "Sliced and Radon Wasserstein barycenters of measures", 2015.
 *
 * @param power the power of distances, 1 or more
 */
@Named("sliced-wasserstein")
@Doc("The mean of the costs of moving clouds of points, seen along directions.")
@LossCard(
    family = Family.ADAPTATION,
    formula = "mean_l mean_i |sort(x u_l)_i - sort(y u_l)_i|^power",
    shape = "N P D, L D; N P D -> N",
    use =
        "Transport of large clouds in n log n, where sinkhorn is too slow; take some 50 random directions and renew them in each step.",
    tasks = {Task.GENERATION, Task.ADAPTATION},
    paper = "Bonneel et al. 2015")
public record SlicedWasserstein(@Default("2.0") @Doc("The power of distances.") double power)
    implements Loss<SlicedWasserstein.Projected, Tensor> {
  /**
   * Clouds and the directions that they are seen along.
   *
   * @param points the clouds that learn
   * @param directions the directions
   */
  public record Projected(Tensor points, Tensor directions) {}

  /** Requires a power of 1 or more. */
  public SlicedWasserstein {
    require(
        1 <= power && power < Double.POSITIVE_INFINITY, "power must be 1 or more, was %s", power);
  }

  /** Returns random directions, shape [count, dimensions]. */
  public static Tensor directions(Tensor key, long count, long dimensions, DType dtype) {
    return Randoms.normal(key, Shape.of(count, dimensions), dtype);
  }

  @Override
  public Tensor loss(Projected prediction, Tensor target) {
    Tensor length = prediction.directions().norm(1).unsqueeze(-1);
    Tensor units = prediction.directions().div(where(length.gt(0), length, 1)).t();
    Tensor gap =
        prediction.points().matmul(units).sort(1, false).sub(target.matmul(units).sort(1, false));
    return Wasserstein.distance(gap, power).mean(1, 2);
  }
}
