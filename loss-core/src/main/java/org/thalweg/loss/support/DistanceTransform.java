package org.thalweg.loss.support;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.grad.Differentiable;
import org.thalweg.api.graph.Control;
import org.thalweg.api.tensor.Tensor;

/**
 * Euclidean distances to the nearest element outside a region, exact, in linear time. Felzenszwalb
 * and Huttenlocher, "Distance transforms of sampled functions", 2012.
 *
 * <p>Input: bools, true inside the region. Result, of the same shape: for each element of the
 * region its distance to the nearest one outside, 0 outside, and 0 everywhere if nothing is
 * outside.
 *
 * @param extents the extents of the spatial axes, which are the last ones
 * @param dtype the type of the distances
 */
public record DistanceTransform(List<Long> extents, DType dtype) implements Differentiable {
  private static final double FAR = 1e20;

  /** Returns the distances over the axes from one on. */
  public static Tensor of(Tensor region, int axis, DType dtype) {
    List<Long> extents = Arrays.stream(region.shape().toArray()).skip(axis).boxed().toList();
    return Tensor.record(new Control.Custom(new DistanceTransform(extents, dtype)), region);
  }

  /**
   * Returns distances to the edge of a region, negative inside it, 0 at its last elements; 0
   * everywhere if the region is empty or all there is.
   */
  public static Tensor signed(Tensor region, int axis, DType dtype) {
    Tensor inside = of(region, axis, dtype);
    return of(region.not(), axis, dtype).sub(inside.sub(1).relu());
  }

  @Override
  public String name() {
    return "distance-transform";
  }

  @Override
  public List<Spec> infer(List<Spec> inputs) {
    return List.of(inputs.getFirst().with(dtype));
  }

  @Override
  public List<@Nullable Tensor> gradient(
      List<Tensor> inputs, List<Tensor> outputs, List<@Nullable Tensor> cotangents) {
    return Arrays.asList(new @Nullable Tensor[1]);
  }

  @Override
  public void run(List<Storage> inputs, List<Storage> outputs) {
    int size = Math.toIntExact(extents.stream().reduce(1L, (a, b) -> a * b));
    Storage region = inputs.getFirst();
    for (long at = 0; at < region.size(); at += size) {
      double[] squares = new double[size];
      boolean outside = false;
      for (int i = 0; i < size; i++) {
        boolean inside = region.getLong(at + i) != 0;
        squares[i] = inside ? FAR : 0;
        outside |= !inside;
      }
      for (int axis = 0, step = size; axis < extents.size(); axis++) {
        int extent = Math.toIntExact(extents.get(axis));
        step /= extent;
        for (int line = 0; line < size / extent; line++) {
          envelope(squares, line / step * step * extent + line % step, step, extent);
        }
      }
      for (int i = 0; i < size; i++) {
        outputs.getFirst().setDouble(at + i, outside ? Math.sqrt(squares[i]) : 0);
      }
    }
  }

  /** Replaces a line by the lower envelope of the parabolas that stand on it. */
  private static void envelope(double[] squares, int start, int step, int extent) {
    double[] height = new double[extent];
    int[] stand = new int[extent];
    double[] from = new double[extent + 1];
    int last = -1;
    for (int i = 0; i < extent; i++) {
      height[i] = squares[start + i * step];
      double meet = Double.NEGATIVE_INFINITY;
      while (last >= 0) {
        meet = meet(height, stand[last], i);
        if (meet > from[last]) {
          break;
        }
        last--;
      }
      last++;
      stand[last] = i;
      from[last] = last == 0 ? Double.NEGATIVE_INFINITY : meet;
    }
    from[last + 1] = Double.POSITIVE_INFINITY;
    for (int i = 0, k = 0; i < extent; i++) {
      while (from[k + 1] < i) {
        k++;
      }
      double away = i - stand[k];
      squares[start + i * step] = height[stand[k]] + away * away;
    }
  }

  /** Returns where the parabolas over two positions meet. */
  private static double meet(double[] height, int left, int right) {
    double squares = (double) right * right - (double) left * left;
    return (height[right] - height[left] + squares) / (2.0 * (right - left));
  }
}
