package org.thalweg.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.thalweg.api.ThalwegException;

/**
 * How good weights are on some examples.
 *
 * @param loss the mean loss
 * @param metrics the metrics by name
 * @param slices the mean loss of each slice that has examples, by name; empty if there are none
 */
public record Evaluation(
    double loss, SequencedMap<String, Double> metrics, SequencedMap<String, Double> slices) {
  /** Copies the maps. */
  public Evaluation {
    metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
    slices = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(slices));
  }

  /** Makes an evaluation without slices. */
  public Evaluation(double loss, SequencedMap<String, Double> metrics) {
    this(loss, metrics, new LinkedHashMap<>());
  }

  /** Returns the slice of the highest loss, if there are slices; NaN is higher than all numbers. */
  public Optional<Map.Entry<String, Double>> worstSlice() {
    return slices.entrySet().stream().max(Map.Entry.comparingByValue());
  }

  /**
   * Returns the value of a metric.
   *
   * @throws ThalwegException if there is none of the name; the message tells those there are
   */
  public double metric(String name) {
    Double value = metrics.get(name);
    if (value == null) {
      throw new ThalwegException(
          "no metric '%s' has been measured; there are %s".formatted(name, metrics.keySet()));
    }
    return value;
  }

  /** Returns {@code loss 0.1234, accuracy 0.9722; worst of 3 slices: north, loss 0.2345}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(format("loss", loss));
    for (Map.Entry<String, Double> metric : metrics.entrySet()) {
      text.append(", ").append(format(metric.getKey(), metric.getValue()));
    }
    worstSlice()
        .ifPresent(worst ->
            text.append("; worst of %d slices: ".formatted(slices.size()))
                .append(worst.getKey())
                .append(", ")
                .append(format("loss", worst.getValue())));
    return text.toString();
  }

  static String format(String name, double value) {
    return String.format(Locale.ROOT, "%s %.4f", name, value);
  }
}
