package org.thalweg.loss.support;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.grad.Differentiable;
import org.thalweg.api.graph.Control;
import org.thalweg.api.tensor.Tensor;

/**
 * The cheapest assignment of columns to rows, exact, by shortest augmenting paths in O(R C^2). Kuhn
 * 1955; Jonker and Volgenant 1987.
 *
 * <p>Inputs: costs [..., R, C], and bools [..., C] that are true for columns that take part.
 * Result: int32 [..., C], for each column its row, or -1 if it takes no part or rows ran out. Costs
 * that are not finite are avoided where that can be.
 *
 * @param rows the number R of rows
 * @param columns the number C of columns
 */
public record Assignment(long rows, long columns) implements Differentiable {
  private static final double LARGE = 1e300;

  /** Returns the row of each column, or -1; nothing of it has a gradient. */
  public static Tensor of(Tensor costs, Tensor takesPart) {
    Assignment kernel = new Assignment(costs.dim(-2), costs.dim(-1));
    return Tensor.record(new Control.Custom(kernel), costs.stopGradient(), takesPart);
  }

  /** Returns the row of each column, or -1 where rows ran out; nothing of it has a gradient. */
  public static Tensor of(Tensor costs) {
    return of(costs, Tensor.full(costs.shape().without(-2), DType.BOOL, 1));
  }

  @Override
  public String name() {
    return "assignment";
  }

  @Override
  public List<Spec> infer(List<Spec> inputs) {
    return List.of(new Spec(inputs.getLast().shape(), DType.INT32));
  }

  @Override
  public List<@Nullable Tensor> gradient(
      List<Tensor> inputs, List<Tensor> outputs, List<@Nullable Tensor> cotangents) {
    return Arrays.asList(new @Nullable Tensor[2]);
  }

  @Override
  public void run(List<Storage> inputs, List<Storage> outputs) {
    long problems = columns == 0 ? 0 : inputs.getLast().size() / columns;
    for (long problem = 0; problem < problems; problem++) {
      solve(inputs.getFirst(), inputs.getLast(), outputs.getFirst(), problem);
    }
  }

  private void solve(Storage costs, Storage takesPart, Storage result, long problem) {
    int[] taken =
        IntStream.range(0, Math.toIntExact(columns))
            .filter(c -> takesPart.getLong(problem * columns + c) != 0)
            .toArray();
    for (int c = 0; c < columns; c++) {
      result.setLong(problem * columns + c, -1);
    }
    boolean wide = taken.length > rows; // the shorter side is assigned to the longer one
    int few = Math.toIntExact(wide ? rows : taken.length);
    int many = Math.toIntExact(wide ? taken.length : rows);
    double[][] cost = new double[few][many];
    for (int i = 0; i < few; i++) {
      for (int j = 0; j < many; j++) {
        long row = wide ? i : j;
        double c = costs.getDouble((problem * rows + row) * columns + taken[wide ? j : i]);
        cost[i][j] = Double.isNaN(c) ? LARGE : Math.clamp(c, -LARGE, LARGE);
      }
    }
    int[] matched = shortestPaths(cost, many);
    for (int i = 0; i < few; i++) {
      int column = taken[wide ? matched[i] : i];
      result.setLong(problem * columns + column, wide ? i : matched[i]);
    }
  }

  /** Returns for each line its position; there are no fewer positions than lines. */
  private static int[] shortestPaths(double[][] cost, int positions) {
    int[] line = new int[positions]; // of each position, or -1
    Arrays.fill(line, -1);
    double[] linePrice = new double[cost.length];
    double[] price = new double[positions];
    for (int start = 0; start < cost.length; start++) {
      double[] least = new double[positions];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      int[] before = new int[positions]; // the position that a path comes from
      boolean[] done = new boolean[positions];
      int from = -1;
      int current = start;
      while (current >= 0) {
        int next = -1;
        for (int j = 0; j < positions; j++) {
          if (done[j]) {
            continue;
          }
          double reduced = cost[current][j] - linePrice[current] - price[j];
          if (reduced < least[j]) {
            least[j] = reduced;
            before[j] = from;
          }
          if (next < 0 || least[j] < least[next]) {
            next = j;
          }
        }
        double step = least[next];
        linePrice[start] += step;
        for (int j = 0; j < positions; j++) {
          if (done[j]) {
            linePrice[line[j]] += step;
            price[j] -= step;
          } else {
            least[j] -= step;
          }
        }
        done[next] = true;
        from = next;
        current = line[next];
      }
      for (int j = from; j >= 0; j = before[j]) {
        line[j] = before[j] < 0 ? start : line[before[j]];
      }
    }
    int[] result = new int[cost.length];
    for (int j = 0; j < positions; j++) {
      if (line[j] >= 0) {
        result[line[j]] = j;
      }
    }
    return result;
  }
}
