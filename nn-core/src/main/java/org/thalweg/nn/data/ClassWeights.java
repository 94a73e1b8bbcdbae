package org.thalweg.nn.data;

import static org.thalweg.api.Checks.require;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Storage;
import org.thalweg.api.plugin.Suggestions;
import org.thalweg.api.tensor.Tensor;

/** How much examples count by their class. They become weights of examples. */
public sealed interface ClassWeights {
  /** Each class counts as much as any other: n / (k n_c), as scikit-learn has it. */
  record Balanced() implements ClassWeights {}

  /**
   * A factor for each class, in the order of their numbers.
   *
   * @param factors finite numbers of 0 or more
   */
  record Listed(List<Double> factors) implements ClassWeights {
    /** Checks the factors. */
    public Listed {
      factors = List.copyOf(factors);
      factors.forEach(factor -> requireFactor("a class", factor));
    }
  }

  /**
   * Factors by the name of the class; classes that are not named have 1.
   *
   * @param factors finite numbers of 0 or more
   */
  record Named(Map<String, Double> factors) implements ClassWeights {
    /** Checks the factors. */
    public Named {
      factors = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(factors));
      factors.forEach(ClassWeights::requireFactor);
    }
  }

  private static void requireFactor(String name, double factor) {
    require(
        factor >= 0 && Double.isFinite(factor),
        "the weight of %s must be 0 or more and finite, was %s",
        name,
        factor);
  }

  /** Returns weights by which each class counts alike. */
  static ClassWeights balanced() {
    return new Balanced();
  }

  /** Returns a factor for each class. */
  static ClassWeights of(double... factors) {
    return new Listed(Arrays.stream(factors).boxed().toList());
  }

  /**
   * Reads a configured value: {@code balanced}, a list of numbers in the order of the classes, or a
   * map of classes and numbers.
   *
   * @throws ThalwegException if it is none of these
   */
  static ClassWeights parse(Object value) {
    if ("balanced".equals(value)) {
      return balanced();
    }
    if (value instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
      return new Listed(list.stream().map(number -> ((Number) number).doubleValue()).toList());
    }
    if (value instanceof Map<?, ?> map
        && map.values().stream().allMatch(Number.class::isInstance)) {
      Map<String, Double> factors = new LinkedHashMap<>();
      map.forEach(
          (name, number) -> factors.put(String.valueOf(name), ((Number) number).doubleValue()));
      return new Named(factors);
    }
    throw new ThalwegException(
        "is %s, should be balanced, a list of numbers in the order of the classes, or a map of classes and numbers"
                .formatted(value instanceof String ? "'" + value + "'" : value)
            + (value instanceof String text ? hint(text) : ""));
  }

  private static String hint(String text) {
    String suggestion = Suggestions.of(text, List.of("balanced"));
    return suggestion.contains("did you mean") ? suggestion : "";
  }

  /**
   * Returns examples whose weights are multiplied by those of their class.
   *
   * @param data examples of one class each: integer targets of shape [N] or [N, 1]
   * @param classes the names of the classes by number, empty if they have none
   * @throws ThalwegException if the targets are no classes, or a class has no factor
   */
  default Dataset apply(Dataset data, List<String> classes) {
    Tensor targets = data.targets();
    if (!targets.dtype().isInteger() || targets.size() != data.size()) {
      throw new ThalwegException(
          "class weights are for one class for each example, targets are %s"
              .formatted(targets.spec()));
    }
    long[] labels = targets.toLongArray();
    double[] before = new double[labels.length];
    Tensor weights = data.weights();
    if (weights != null && weights.size() != labels.length) {
      throw new ThalwegException(
          "class weights are for one weight for each example, weights are %s"
              .formatted(weights.spec()));
    }
    for (int i = 0; i < before.length; i++) {
      before[i] = weights == null ? 1 : weights.storage().getDouble(i);
      if (before[i] > 0 && labels[i] < 0) {
        throw new ThalwegException("the label %d of example %d is below 0".formatted(labels[i], i));
      }
    }
    double[] factors = factors(labels, before, classes);
    Storage after =
        Storage.allocate(weights == null ? DType.FLOAT32 : weights.dtype(), labels.length);
    for (int i = 0; i < before.length; i++) {
      after.setDouble(i, before[i] == 0 ? 0 : before[i] * factors[(int) labels[i]]);
    }
    return data.weighted(
        Tensor.of(weights == null ? targets.shape().slice(0, 1) : weights.shape(), after));
  }

  /** Returns the factor of each class. */
  private double[] factors(long[] labels, double[] weights, List<String> classes) {
    int count = (int) Math.max(classes.size(), Arrays.stream(labels).max().orElse(-1) + 1);
    double[] factors = new double[count];
    switch (this) {
      case Balanced _ -> {
        double total = 0;
        for (int i = 0; i < labels.length; i++) {
          if (weights[i] > 0) {
            factors[(int) labels[i]] += weights[i];
            total += weights[i];
          }
        }
        long seen = Arrays.stream(factors).filter(sum -> sum > 0).count();
        for (int c = 0; c < count; c++) {
          factors[c] = factors[c] == 0 ? 1 : total / (seen * factors[c]);
        }
      }
      case Listed(List<Double> given) -> {
        require(
            given.size() == count,
            "there are %s class weights, the data have %s classes%s",
            given.size(),
            count,
            classes.isEmpty() ? "" : " " + classes);
        Arrays.setAll(factors, given::get);
      }
      case Named(Map<String, Double> given) -> {
        Arrays.fill(factors, 1);
        given.forEach((name, factor) -> {
          int number = classes.indexOf(name);
          require(number >= 0, "no class is named '%s'%s", name, Suggestions.of(name, classes));
          factors[number] = factor;
        });
      }
    }
    return factors;
  }
}
