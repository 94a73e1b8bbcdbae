package org.thalweg.loss.weight;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;

import java.util.Arrays;
import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;

/**
 * What decisions cost: a row for each true class, a column for each decision.
 *
 * @param costs numbers of 0 or more, as many rows as columns
 */
public record CostMatrix(List<List<Double>> costs) {
  /** Requires a square matrix of numbers of 0 or more. */
  public CostMatrix {
    costs = costs.stream().map(List::copyOf).toList();
    for (List<Double> row : costs) {
      require(
          row.size() == costs.size(),
          "costs has as many rows as columns, was of %s rows, one of %s",
          costs.size(),
          row.size());
      row.forEach(cost -> requireNonNegative(cost, "a cost"));
    }
  }

  /** Returns the costs of two classes, where being right costs nothing. */
  public static CostMatrix binary(double falsePositive, double falseNegative) {
    return new CostMatrix(List.of(List.of(0.0, falsePositive), List.of(falseNegative, 0.0)));
  }

  /**
   * Returns the probability of class 1 above which deciding for it is cheaper: {@code (c_01 - c_00)
   * / (c_01 - c_00 + c_10 - c_11)}. Elkan, "The foundations of cost-sensitive learning", 2001.
   *
   * @throws org.thalweg.api.ThalwegException if there are not two classes, or a wrong decision is
   *     cheaper than the right one
   */
  public double threshold() {
    require(costs.size() == 2, "a threshold is of two classes, the costs are %s", costs);
    double alarm = costs.get(0).get(1) - costs.get(0).get(0);
    double miss = costs.get(1).get(0) - costs.get(1).get(1);
    require(
        alarm >= 0 && miss >= 0 && alarm + miss > 0, "wrong decisions cost more, was %s", costs);
    return alarm / (alarm + miss);
  }

  /**
   * Returns the expected cost of each decision, {@code sum_t p_t c_td}.
   *
   * @param probabilities of the classes, [..., C]
   */
  public Tensor expected(Tensor probabilities) {
    return probabilities.matmul(matrix().to(probabilities.dtype()));
  }

  /**
   * Returns the decision of least expected cost, the first of equal ones.
   *
   * @param probabilities of the classes, [..., C]
   */
  public Tensor decide(Tensor probabilities) {
    return expected(probabilities).argmin(-1);
  }

  /**
   * Returns a weight for each class: what it costs more to be wrong than right, on average over the
   * wrong decisions, scaled to a mean of 1. With two classes, training on such weights decides as
   * the costs do; with more it does so roughly.
   */
  public List<Double> classWeights() {
    int size = costs.size();
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      double right = costs.get(i).get(i);
      double sum = costs.get(i).stream().mapToDouble(cost -> cost - right).sum();
      requireNonNegative(sum, "what it costs more to be wrong");
      weights[i] = sum;
    }
    double total = Arrays.stream(weights).sum();
    require(total > 0, "some mistake costs something, was %s", costs);
    return Arrays.stream(weights).map(weight -> weight * size / total).boxed().toList();
  }

  private Tensor matrix() {
    double[] numbers =
        costs.stream().flatMap(List::stream).mapToDouble(Double::doubleValue).toArray();
    return Tensor.of(Shape.of(costs.size(), costs.size()), DType.FLOAT64, numbers);
  }
}
