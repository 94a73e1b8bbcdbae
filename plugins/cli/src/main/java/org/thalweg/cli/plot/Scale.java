package org.thalweg.cli.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The part of an axis that is drawn.
 *
 * @param low where it starts
 * @param high where it ends, above
 */
record Scale(double low, double high) {
  /** Spans of quartiles beyond them that are drawn at most. */
  private static final double REACH = 4;

  private static final double MARGIN = 0.06;

  /** Returns the scale of all numbers but the far ones; zero is on it if it is near. */
  static Scale of(double[] numbers) {
    double[] sorted = Arrays.stream(numbers).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      return new Scale(-1, 1);
    }
    double first = sorted[sorted.length / 4];
    double third = sorted[sorted.length * 3 / 4];
    double span = third - first;
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    if (span > 0) {
      low = Math.max(low, first - REACH * span);
      high = Math.min(high, third + REACH * span);
    }
    if (low > 0 && low < high - low) {
      low = 0;
    } else if (high < 0 && -high < high - low) {
      high = 0;
    }
    if (high - low <= 1e-9 * Math.max(1, Math.abs(high))) {
      double half = Math.max(1, Math.abs(high) / 2);
      return new Scale(low - half, high + half);
    }
    double margin = MARGIN * (high - low);
    return new Scale(low - margin, high + margin);
  }

  /** Returns where a number lies: 0 at the start, 1 at the end. */
  double at(double number) {
    return (number - low) / (high - low);
  }

  boolean holds(double number) {
    return low <= number && number <= high;
  }

  /** Returns round numbers on it, some five. */
  List<BigDecimal> ticks() {
    double rough = (high - low) / 5;
    int power = (int) Math.floor(Math.log10(rough));
    BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(power);
    double ratio = rough / unit.doubleValue();
    BigDecimal step =
        unit.multiply(
            BigDecimal.valueOf(ratio <= 1.001 ? 1 : ratio <= 2.001 ? 2 : ratio <= 5.001 ? 5 : 10));
    List<BigDecimal> ticks = new ArrayList<>();
    BigDecimal tick = new BigDecimal(low).divide(step, 0, RoundingMode.CEILING).multiply(step);
    for (; tick.doubleValue() <= high; tick = tick.add(step)) {
      ticks.add(tick);
    }
    return ticks;
  }

  /** Returns a number without needless zeros. */
  static String label(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    BigDecimal plain = number.stripTrailingZeros();
    double size = Math.abs(plain.doubleValue());
    return size < 1e-3 || size >= 1e5 ? plain.toString() : plain.toPlainString();
  }

  /** Returns all numbers of some arrays. */
  static double[] join(List<double[]> parts) {
    return parts.stream().flatMapToDouble(DoubleStream::of).toArray();
  }
}
