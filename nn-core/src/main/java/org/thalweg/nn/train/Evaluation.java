package org.thalweg.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.thalweg.api.ThalwegException;

/**
 * How good weights are on some examples.
 *
 * @param loss the mean loss
 * @param metrics the metrics by name
 */
public record Evaluation(double loss, SequencedMap<String, Double> metrics) {
  /** Copies the map. */
  public Evaluation {
    metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
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

  /** Returns {@code loss 0.1234, accuracy 0.9722}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(format("loss", loss));
    for (Map.Entry<String, Double> metric : metrics.entrySet()) {
      text.append(", ").append(format(metric.getKey(), metric.getValue()));
    }
    return text.toString();
  }

  static String format(String name, double value) {
    return String.format(Locale.ROOT, "%s %.4f", name, value);
  }
}
