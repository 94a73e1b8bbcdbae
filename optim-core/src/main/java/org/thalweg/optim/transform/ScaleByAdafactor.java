package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Averages.norm;
import static org.thalweg.optim.transform.Averages.times;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * Steps that need the memory of rows and columns. For a tensor of rank 2 or more the mean square is
 * {@code v = row column / mean(row)}, where row and column are running means of squares over the
 * last axis and the one before; for others it is one for each element. With {@code u = g / sqrt(v)}
 * the step is {@code -a u / max(1, rms(u) / clipThreshold)}, {@code a = min(learningRate, 1 /
 * sqrt(t)) max(epsilon, rms(p))}. A mean takes in a share {@code t^beta2Decay} of what is new.
 * Means below the machine epsilon count as that.
 *
 * <p>Shazeer and Stern, "Adafactor: adaptive learning rates with sublinear memory cost", 2018,
 * arXiv:1804.04235. Numbers are those of PyTorch's Adafactor. It takes its steps itself: it comes
 * last in a chain.
 *
 * @param learningRate the longest step relative to the parameter, 0 or more
 * @param beta2Decay the power of the step that new squares count with, 0 or less
 * @param epsilon the least that the size of a parameter counts as, above 0
 * @param clipThreshold the largest root mean square of a step, above 0
 * @param weightDecay the share of a parameter that a step takes away, per learning rate, 0 or more
 */
@Named("scale-by-adafactor")
@Doc("Steps by mean squares of rows and columns.")
public record ScaleByAdafactor(
    @Default("0.01") @Doc("The longest step relative to the parameter.") Schedule learningRate,
    @Default("-0.8") @Doc("The power of the step that new squares count with.") double beta2Decay,
    @Default("1e-3") @Doc("The least that the size of a parameter counts as.") double epsilon,
    @Default("1.0") @Doc("The largest root mean square of a step.") double clipThreshold,
    @Default("0.0") @Doc("The share of a parameter that a step takes away, per learning rate.")
        double weightDecay)
    implements GradientTransform<ScaleByAdafactor.State> {
  /**
   * Running mean squares, zero at first.
   *
   * @param row the mean squares over the last axis, of tensors of rank 2 or more
   * @param column those over the axis before
   * @param each the mean squares of elements, of other tensors
   */
  public record State(Parameters row, Parameters column, Parameters each) {}

  /** Requires numbers in their ranges. */
  public ScaleByAdafactor {
    requireRate(learningRate);
    require(
        beta2Decay <= 0 && Double.isFinite(beta2Decay),
        "beta2Decay must be zero or less and finite, was %s",
        beta2Decay);
    requirePositive(epsilon, "epsilon");
    requirePositive(clipThreshold, "clipThreshold");
    requireNonNegative(weightDecay, "weightDecay");
  }

  @Override
  public State init(Parameters parameters) {
    SequencedMap<String, Tensor> row = new LinkedHashMap<>();
    SequencedMap<String, Tensor> column = new LinkedHashMap<>();
    SequencedMap<String, Tensor> each = new LinkedHashMap<>();
    parameters
        .tensors()
        .forEach((name, p) -> {
          if (p.rank() < 2) {
            each.put(name, Tensors.zerosLike(p));
          } else {
            row.put(name, zeros(p, -1));
            column.put(name, zeros(p, -2));
          }
        });
    return new State(new Parameters(row), new Parameters(column), new Parameters(each));
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Tensor share = context.count().pow(beta2Decay);
    Parameters squares = gradients.map(Tensor::square);
    Parameters row = state.row.map((name, r) -> mix(r, squares.get(name).meanKeep(-1), share));
    Parameters column =
        state.column.map((name, c) -> mix(c, squares.get(name).meanKeep(-2), share));
    Parameters each = state.each.map((name, v) -> mix(v, squares.get(name), share));
    Tensor rate = context.at(learningRate);
    Tensor rho = rate.minimum(context.count().rsqrt());
    Parameters updates =
        gradients.map((name, g) -> {
          Tensor p = context.parameters().get(name);
          double least = p.dtype() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
          Tensor v =
              g.rank() < 2
                  ? each.get(name)
                  : row.get(name)
                      .mul(column.get(name))
                      .div(row.get(name).meanKeep(-2).maximum(least));
          Tensor u = g.mul(v.maximum(least * least).rsqrt());
          Tensor length = rho.mul(rms(p).maximum(epsilon));
          Tensor clip = rms(u).div(clipThreshold).maximum(1);
          Tensor step = times(u, length.div(clip)).neg();
          return weightDecay == 0 ? step : step.sub(times(p, rate.mul(weightDecay)));
        });
    return new Updates<>(updates, new State(row, column, each));
  }

  /** Returns zeros of a tensor's shape with one element along an axis. */
  private static Tensor zeros(Tensor tensor, int axis) {
    long[] extents = new long[tensor.rank()];
    Arrays.setAll(extents, tensor::dim);
    extents[extents.length + axis] = 1;
    return Tensor.full(Shape.of(extents), tensor.dtype(), 0);
  }

  private static Tensor mix(Tensor before, Tensor fresh, Tensor share) {
    return before.add(times(fresh.sub(before), share));
  }

  private static Tensor rms(Tensor tensor) {
    return norm(tensor).div(Math.sqrt((double) tensor.size()));
  }
}
