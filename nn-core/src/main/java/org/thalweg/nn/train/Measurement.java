package org.thalweg.nn.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.thalweg.nn.metric.Metric;

/**
 * What is measured of a model on some examples. Measurements of parts merge into that of the whole,
 * whatever their sizes and weights: of the loss sums of losses and of weights are kept, of a metric
 * what it says. Immutable.
 */
public final class Measurement {
  /** Sums of losses and of weights of a term: one of each, or one for each slice. */
  record Sums(double[] numerators, double[] denominators) {
    Sums plus(Sums others) {
      return new Sums(
          Measurement.plus(numerators, others.numerators),
          Measurement.plus(denominators, others.denominators));
    }
  }

  private final Terms terms;
  private final List<Metric> metrics;
  private final List<String> names;
  private final List<Sums> losses;
  private final List<double[]> measured;
  private final List<Sums> slices;

  Measurement(
      Terms terms,
      List<Metric> metrics,
      List<String> names,
      List<Sums> losses,
      List<double[]> measured,
      List<Sums> slices) {
    this.terms = terms;
    this.metrics = metrics;
    this.names = names;
    this.losses = losses;
    this.measured = measured;
    this.slices = slices;
  }

  /**
   * Returns the measurement of these examples and others.
   *
   * @param others by an evaluator of the same loss, the same metrics and the same slices
   */
  public Measurement merge(Measurement others) {
    List<double[]> all = new ArrayList<>();
    for (int m = 0; m < metrics.size(); m++) {
      all.add(metrics.get(m).merge(measured.get(m), others.measured.get(m)));
    }
    return new Measurement(
        terms,
        metrics,
        names,
        plus(losses, others.losses),
        List.copyOf(all),
        plus(slices, others.slices));
  }

  private static List<Sums> plus(List<Sums> left, List<Sums> right) {
    return IntStream.range(0, left.size()).mapToObj(t -> left.get(t).plus(right.get(t))).toList();
  }

  private static double[] plus(double[] left, double[] right) {
    return IntStream.range(0, left.length).mapToDouble(i -> left[i] + right[i]).toArray();
  }

  /** Returns loss and metrics. */
  public Evaluation evaluation() {
    SequencedMap<String, Double> values = new LinkedHashMap<>();
    for (int m = 0; m < metrics.size(); m++) {
      values.put(metrics.get(m).name(), metrics.get(m).value(measured.get(m)));
    }
    SequencedMap<String, Double> worst = new LinkedHashMap<>();
    for (int s = 0; s < names.size(); s++) {
      if (slices.getFirst().denominators()[s] > 0) {
        worst.put(names.get(s), report(slices, s));
      }
    }
    return new Evaluation(report(losses, 0), values, worst);
  }

  private double report(List<Sums> sums, int slice) {
    return terms.report(
        t -> sums.get(t).numerators()[slice], t -> sums.get(t).denominators()[slice]);
  }
}
