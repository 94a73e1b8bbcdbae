package org.thalweg.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

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
