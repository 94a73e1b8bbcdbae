package org.thalweg.loss.weight;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.thalweg.api.tensor.Tensor;

/** A weight for each class, from how many examples each has. Classes that have none weigh 0. */
public final class ClassWeights {
  private ClassWeights() {}

  /**
   * Returns how many of the labels each class has.
   *
   * @param labels class indices of any shape
   * @param classes the number of classes
   * @throws org.thalweg.api.ThalwegException if a label is not one of them
   */
  public static List<Double> counts(Tensor labels, int classes) {
    double[] counts = new double[classes];
    for (long label : labels.toLongArray()) {
      require(
          0 <= label && label < classes,
          "the label %s is not one of the %s classes",
          label,
          classes);
      counts[Math.toIntExact(label)]++;
    }
    return Arrays.stream(counts).boxed().toList();
  }

  /** Returns the share of each class: its prior. */
  public static List<Double> shares(List<Double> counts) {
    double total = total(counts);
    return counts.stream().map(count -> count / total).toList();
  }

  /** Returns {@code n / (C n_c)}, with which all classes weigh the same: scikit-learn's balance. */
  public static List<Double> balanced(List<Double> counts) {
    double each = total(counts) / counts.size();
    return inverse(counts, count -> each / count);
  }

  /**
   * Returns {@code n_c^-power}, scaled to a sum of C.
   *
   * @param power 1 for full balance, 0.5 for half of it in logarithms, 0 for none
   */
  public static List<Double> inverseFrequency(List<Double> counts, double power) {
    requireNonNegative(power, "power");
    return scaled(inverse(counts, count -> Math.pow(count, -power)));
  }

  /**
   * Returns {@code (1 - beta) / (1 - beta^n_c)}, scaled to a sum of C: one over the number of
   * examples that are not near copies of others. Cui et al., "Class-balanced loss based on
   * effective number of samples", 2019.
   *
   * @param beta from 0, no weights, to below 1; the nearer to 1, the more they differ
   */
  public static List<Double> effectiveNumber(List<Double> counts, double beta) {
    require(0 <= beta && beta < 1, "beta must be 0 or more and below 1, was %s", beta);
    double log = Math.log(beta);
    return scaled(inverse(counts, count -> (1 - beta) / -Math.expm1(count * log)));
  }

  /**
   * Returns the number of negatives over that of positives: {@code positiveWeight} of bce-logits.
   */
  public static double positive(double negatives, double positives) {
    requireNonNegative(negatives, "negatives");
    requirePositive(positives, "positives");
    return negatives / positives;
  }

  private static double total(List<Double> counts) {
    counts.forEach(count -> requireNonNegative(count, "a count"));
    double total = counts.stream().mapToDouble(Double::doubleValue).sum();
    require(total > 0, "there is an example or more, the counts are %s", counts);
    return total;
  }

  private static List<Double> inverse(List<Double> counts, DoubleUnaryOperator weight) {
    counts.forEach(count -> requireNonNegative(count, "a count"));
    return counts.stream().map(count -> count == 0 ? 0 : weight.applyAsDouble(count)).toList();
  }

  private static List<Double> scaled(List<Double> weights) {
    double sum = total(weights);
    return weights.stream().map(weight -> weight * weights.size() / sum).toList();
  }
}
