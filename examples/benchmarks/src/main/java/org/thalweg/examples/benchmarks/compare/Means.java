package org.thalweg.examples.benchmarks.compare;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The geometric means of ratios over the losses that all peers have. */
final class Means {
  private final Map<String, Double> logs = new TreeMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  /** Adds the ratios of a workload, if it is one of many losses. */
  void add(Workload workload, List<Report.Row> rows) {
    if (!workload.name().startsWith("losses:")) {
      return;
    }
    Report.Row ours = rows.getFirst();
    String elements = workload.name().substring(workload.name().lastIndexOf(':') + 1);
    for (Report.Row row : rows.subList(1, rows.size())) {
      double log = Math.log(row.median() / ours.median());
      for (String group : List.of("all", elements + " elements")) {
        logs.merge(row.peer() + ", " + group, log, Double::sum);
        counts.merge(row.peer() + ", " + group, 1, Integer::sum);
      }
    }
  }

  void print() {
    logs.forEach((group, log) ->
        System.out.printf(
            Locale.ROOT,
            "geometric mean of the ratios to %s: %.2f over %d%n",
            group,
            Math.exp(log / counts.getOrDefault(group, 1)),
            counts.get(group)));
  }
}
