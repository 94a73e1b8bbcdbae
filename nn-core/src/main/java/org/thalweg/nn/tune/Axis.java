package org.thalweg.nn.tune;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;

import java.util.ArrayList;
import java.util.List;

/**
 * The values of one key that a grid has. Their order counts: of values that do equally well, the
 * first is preferred.
 *
 * @param key the path of a value, such as {@code optimizer.weightDecay}; or {@link
 *     LearningRates#NAME}, which is the rate of the optimizer, whatever it is made of
 * @param values the values: numbers, bools, texts, lists or maps, none twice
 */
public record Axis(String key, List<Object> values) {
  /** Copies the list, which is not empty. */
  public Axis {
    values = List.copyOf(values);
    require(!values.isEmpty(), "%s has no values", key);
    require(values.stream().distinct().count() == values.size(), "%s has a value twice", key);
  }

  /** Returns learning rates, which are set as {@link LearningRates#scaledTo} does. */
  public static Axis rates(double... rates) {
    List<Object> values = new ArrayList<>();
    for (double rate : rates) {
      requirePositive(rate, LearningRates.NAME);
      values.add(rate);
    }
    return new Axis(LearningRates.NAME, values);
  }

  /**
   * Returns numbers of which each is the one before times one factor, rounded to three digits but
   * for the ends.
   *
   * @param low the first, above 0
   * @param high the last, above it
   * @param count how many there are, 2 or more
   */
  public static double[] logRange(double low, double high, int count) {
    requirePositive(low, "the low end of a range");
    require(
        high > low && Double.isFinite(high),
        "the high end of a range must be above %s, was %s",
        low,
        high);
    require(count >= 2, "a range has 2 numbers or more, was to have %s", count);
    double[] numbers = new double[count];
    for (int i = 1; i < count - 1; i++) {
      double exact = low * Math.pow(high / low, (double) i / (count - 1));
      numbers[i] =
          new java.math.BigDecimal(exact).round(new java.math.MathContext(3)).doubleValue();
    }
    numbers[0] = low;
    numbers[count - 1] = high;
    return numbers;
  }
}
