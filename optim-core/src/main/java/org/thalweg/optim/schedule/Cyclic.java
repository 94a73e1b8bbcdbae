package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import java.util.Optional;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * Triangles: up from {@code low} to {@code high} in {@code up} steps, down again in {@code down}
 * steps, and so on. The height of triangles stays, halves with each ({@code halving}), or is
 * multiplied by {@code decay} at each step ({@code decaying}). PyTorch's CyclicLR: triangular,
 * triangular2 and exp_range.
 *
 * <p>With {@code high} below {@code low} it is the momentum that goes with such a rate. Smith,
 * "Cyclical learning rates for training neural networks", 2017, arXiv:1506.01186.
 *
 * @param low the value between triangles, 0 or more
 * @param high the value at the top of the first triangle, 0 or more
 * @param up the number of steps up, 1 or more
 * @param down the number of steps down, 1 or more; as many as up unless given
 * @param heights what becomes of the height of triangles
 * @param decay what the height is multiplied by at each step where it decays, above 0
 */
@Named("cyclic")
@Doc("Triangles, of one height or of falling heights.")
public record Cyclic(
    @Doc("The value between triangles.") double low,
    @Doc("The value at the top of the first triangle.") double high,
    @Default("2000") @Doc("The number of steps up.") long up,
    @Doc("The number of steps down; as many as up unless given.") Optional<Long> down,
    @Default("constant") @Doc("What becomes of the height of triangles.") Heights heights,
    @Default("1.0") @Doc("What the height is multiplied by at each step.") double decay)
    implements Schedule {
  /** What becomes of the height of triangles. */
  public enum Heights {
    /** It stays. */
    CONSTANT,
    /** It halves with each triangle. */
    HALVING,
    /** It is multiplied by a factor at each step. */
    DECAYING
  }

  /** Requires numbers in their ranges. */
  public Cyclic {
    requireNonNegative(low, "low");
    requireNonNegative(high, "high");
    require(up >= 1, "up must be 1 or more, was %s", up);
    require(down.orElse(1L) >= 1, "down must be 1 or more, was %s", down.orElse(1L));
    requirePositive(decay, "decay");
  }

  @Override
  public Tensor at(Tensor step) {
    double fall = down.orElse(up);
    double length = up + fall;
    Tensor cycle = step.div(length).floor();
    Tensor within = step.sub(cycle.mul(length));
    Tensor height =
        where(within.le((double) up), within.div((double) up), within.rsub(length).div(fall));
    Tensor scale =
        switch (heights) {
          case CONSTANT -> Tensor.scalar(1, DType.FLOAT64);
          case HALVING -> Tensor.scalar(0.5, DType.FLOAT64).pow(cycle);
          case DECAYING -> Tensor.scalar(decay, DType.FLOAT64).pow(step);
        };
    return height.mul(scale).mul(high - low).add(low);
  }
}
