package org.thalweg.examples.benchmarks.compare;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints what was measured on a workload: a row a peer, ours first. */
final class Report {
  /** What was measured of a peer; times in milliseconds. */
  record Row(
      String peer, List<Double> check, double median, double min, double max, int near, int far) {}

  private final Workload workload;
  private final boolean json;

  Report(Workload workload, boolean json) {
    this.workload = workload;
    this.json = json;
  }

  void print(List<Row> rows) {
    Row ours = rows.getFirst();
    if (json) {
      System.out.println(
          rows.stream()
              .map(row -> json(row, ours))
              .collect(
                  Collectors.joining(
                      ",", "{\"workload\":\"" + workload.name() + "\",\"peers\":[", "]}")));
      return;
    }
    for (Row row : rows) {
      Double target = workload.targets().get(row.peer());
      double ratio = row.median() / ours.median();
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %s - %s | %d | %s | %s | %s |%n",
          row == ours ? workload.title() : "",
          row.peer(),
          number(row.median()),
          number(row.min()),
          number(row.max()),
          row.far(),
          row == ours ? "" : String.format(Locale.ROOT, "%.2f", ratio),
          target == null ? "" : String.format(Locale.ROOT, "%.2f", target),
          remark(row, ours, target, ratio));
    }
  }

  private String remark(Row row, Row ours, Double target, double ratio) {
    if (!agrees(row, ours)) {
      return "DIFFERS: " + row.check() + " instead of " + ours.check();
    }
    return target == null ? "" : ratio >= target ? "met" : "NOT MET";
  }

  private boolean agrees(Row row, Row ours) {
    for (int i = 0; i < Math.min(row.check().size(), ours.check().size()); i++) {
      double scale = Math.max(1e-3, Math.abs(ours.check().get(i)));
      if (!(Math.abs(row.check().get(i) - ours.check().get(i)) <= workload.tolerance() * scale)) {
        return false;
      }
    }
    return true;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 0.1 ? "%.4f" : value < 10 ? "%.3f" : "%.2f", value);
  }

  private String json(Row row, Row ours) {
    return String.format(
        Locale.ROOT,
        "{\"peer\":\"%s\",\"median\":%.6f,\"min\":%.6f,\"max\":%.6f,\"near\":%d,\"far\":%d,\"ratio\":%.4f,"
            + "\"agrees\":%b}",
        row.peer(),
        row.median(),
        row.min(),
        row.max(),
        row.near(),
        row.far(),
        row.median() / ours.median(),
        agrees(row, ours));
  }
}
