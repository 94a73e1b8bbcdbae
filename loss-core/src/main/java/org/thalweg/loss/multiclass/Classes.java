package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.tensor.Tensor;

/** Parts of losses of scores over classes. */
final class Classes {
  private static final double SUM_ERROR = 1e-6;

  private Classes() {}

  /** Returns the logarithms of the softmax of logits. */
  static Tensor logShares(Tensor logits) {
    return logits.logSoftmax(ClassificationLoss.classAxis(logits));
  }

  /** Returns the cross-entropy of classes on logits. */
  static Tensor crossEntropy(Tensor logits, Tensor target) {
    return new CrossEntropy(0).loss(logits, target);
  }

  /**
   * Returns what the target's class has, or its classes on average; a class of no share adds
   * nothing.
   *
   * @param each something for each class
   * @param target class indices, or a distribution
   */
  static Tensor ofTarget(Tensor each, Tensor target) {
    int axis = ClassificationLoss.classAxis(each);
    return ClassificationLoss.isIndices(target)
        ? where(ClassificationLoss.isLabel(each, target), each, 0).sum(axis)
        : where(target.eq(0), 0, each).mul(target).sum(axis);
  }

  /** Returns the target as a distribution. */
  static Tensor shares(Tensor prediction, Tensor target) {
    return ClassificationLoss.isIndices(target)
        ? ClassificationLoss.isLabel(prediction, target).to(prediction.dtype())
        : target;
  }

  /** Returns a number for each class in a shape that broadcasts against the prediction. */
  static Tensor column(Tensor values, Tensor prediction) {
    Shape shape = values.shape();
    while (shape.rank() - values.rank()
        < prediction.rank() - 1 - ClassificationLoss.classAxis(prediction)) {
      shape = shape.insert(shape.rank(), 1);
    }
    return values.to(prediction.dtype()).reshape(shape);
  }

  /**
   * Returns configured numbers of the classes as {@link #column}.
   *
   * @throws org.thalweg.api.ThalwegException if they are not as many as classes
   */
  static Tensor column(Loss<?, ?> loss, String key, List<Double> values, Tensor prediction) {
    check(loss, key, values, prediction);
    double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
    return column(Tensor.of(numbers), prediction);
  }

  /** Returns a configured matrix of classes in a shape that broadcasts, [C, C, 1, ...]. */
  static Tensor matrix(Loss<?, ?> loss, String key, List<List<Double>> rows, Tensor prediction) {
    check(loss, key, rows, prediction);
    double[] numbers =
        rows.stream().flatMap(List::stream).mapToDouble(Double::doubleValue).toArray();
    return column(
        Tensor.of(Shape.of(rows.size(), rows.size()), DType.FLOAT64, numbers), prediction);
  }

  private static void check(Loss<?, ?> loss, String key, List<?> values, Tensor prediction) {
    long classes = prediction.dim(ClassificationLoss.classAxis(prediction));
    require(
        values.size() == classes,
        "%s: %s is of %s classes, the prediction %s of %s",
        Losses.name(loss),
        key,
        values.size(),
        prediction.spec(),
        classes);
  }

  /** Requires finite numbers above 0. */
  static void requirePositive(List<Double> values, String key) {
    for (double value : values) {
      require(value > 0 && Double.isFinite(value), "%s are above 0 and finite, was %s", key, value);
    }
  }

  /** Requires a square matrix of finite numbers of 0 or more. */
  static void requireSquare(List<List<Double>> rows, String key) {
    for (List<Double> row : rows) {
      require(
          row.size() == rows.size(),
          "%s has as many rows as columns, was of %s rows, one of %s",
          key,
          rows.size(),
          row.size());
      for (double value : row) {
        require(
            value >= 0 && Double.isFinite(value),
            "%s has numbers of 0 or more, was %s",
            key,
            value);
      }
    }
  }

  /** Requires a square matrix whose rows sum to 1 and whose columns are not all zero. */
  static void requireTransition(List<List<Double>> rows, String key) {
    requireSquare(rows, key);
    for (int i = 0; i < rows.size(); i++) {
      int at = i;
      double sum = rows.get(i).stream().mapToDouble(Double::doubleValue).sum();
      require(
          Math.abs(sum - 1) <= SUM_ERROR, "%s has rows that sum to 1, row %s to %s", key, i, sum);
      require(
          rows.stream().anyMatch(row -> row.get(at) > 0),
          "%s gives each class a chance to be seen, class %s has none",
          key,
          i);
    }
  }

  /** Returns copies of rows that cannot be changed. */
  static List<List<Double>> copy(List<List<Double>> rows) {
    return rows.stream().map(List::copyOf).toList();
  }
}
