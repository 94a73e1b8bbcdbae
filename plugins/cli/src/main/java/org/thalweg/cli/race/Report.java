package org.thalweg.cli.race;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thalweg.cli.plot.RacePlot;
import org.thalweg.cli.plot.TextCurves;
import org.thalweg.cli.plot.Way;
import org.thalweg.cli.protocol.JsonWriter;
import org.thalweg.cli.show.Figures;
import org.thalweg.cli.show.Table;

/**
 * What a race came to, for people and for programs.
 *
 * @param course what was run on
 * @param results the results, the best first
 */
public record Report(Course course, List<Result> results) {
  private static final String NONE = "-";

  /** Copies the list. */
  public Report {
    results = List.copyOf(results);
  }

  /** Returns a line on what was run. */
  public String title() {
    return "%s from (%s), %d steps"
        .formatted(course.function(), numbers(course.start().toDoubleArray()), course.steps());
  }

  private static String numbers(double[] numbers) {
    return String.join(", ", Arrays.stream(numbers).mapToObj(Report::number).toList());
  }

  private static String number(double number) {
    double size = Math.abs(number);
    BigDecimal plain = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    return number == 0 || (size >= 1e-6 && size < 1e7) ? plain.toPlainString() : plain.toString();
  }

  private static String measure(double value) {
    return value == 0 ? "0" : Figures.measure(value);
  }

  /** Returns a table, a row for each, with the letter that the plot has for it. */
  public String table() {
    Table table =
        new Table()
            .row(
                "",
                "optimizer",
                "rate",
                "value",
                "distance",
                "steps to " + number(course.tolerance()),
                "time");
    for (int i = 0; i < results.size(); i++) {
      Result result = results.get(i);
      Track best = result.best();
      table.row(
          String.valueOf(TextCurves.letter(i)),
          result.racer().label() + mark(result),
          rate(result),
          best.diverged() ? "diverged" : measure(best.value()),
          best.diverged() || Double.isNaN(distance(best)) ? NONE : measure(distance(best)),
          steps(best),
          String.format(Locale.ROOT, "%.1f ms", 1e3 * best.seconds()));
    }
    return table.text("") + notes();
  }

  private static String mark(Result result) {
    return result.racer().minimizes()
        ? " *"
        : (result.gradients() > 1 ? " +" : "") + (result.racer().matrix() ? " #" : "");
  }

  private String notes() {
    StringBuilder notes = new StringBuilder();
    if (results.stream().anyMatch(result -> result.racer().minimizes())) {
      notes.append("* a minimiser: its steps are evaluations of the function\n");
    }
    if (results.stream().anyMatch(result -> result.racer().matrix())) {
      notes.append("# a rule for matrices: the point is a matrix of one row\n");
    }
    for (Result result : results) {
      if (result.gradients() > 1) {
        notes.append(
            "+ %s: a step computes %d gradients\n"
                .formatted(result.racer().label(), result.gradients()));
      }
    }
    return notes.toString();
  }

  private static String rate(Result result) {
    return result.best().rate().isPresent()
        ? number(result.best().rate().getAsDouble())
        : String.valueOf(result.racer().config().getOrDefault("learningRate", NONE));
  }

  private double distance(Track track) {
    return course.distance(track.point());
  }

  private String steps(Track track) {
    var steps = track.stepsTo(course.function().minimum() + course.tolerance());
    return steps.isPresent() ? Long.toString(steps.getAsLong()) : NONE;
  }

  /** Returns the values step by step, as lines of text. */
  public List<String> plot(int columns, int rows) {
    return new TextCurves(columns, rows).lines("value above the minimum, by step", ways());
  }

  /** Returns a picture as SVG. */
  public String svg() {
    boolean plane = course.start().size() == 2;
    return RacePlot.of(
        title(),
        results.stream().anyMatch(result -> result.racer().minimizes())
            ? "step (of a minimiser: evaluation)"
            : "step",
        plane ? Landscapes.of(course, results.stream().map(Result::best).toList()) : null,
        ways());
  }

  private List<Way> ways() {
    return results.stream().map(this::way).toList();
  }

  private Way way(Result result) {
    Track best = result.best();
    String rate = rate(result);
    return new Way(
        result.racer().label(),
        (rate.equals(NONE) ? "" : "rate " + rate + ", ")
            + (best.diverged() ? "diverged" : "value " + measure(best.value())),
        Arrays.stream(best.steps()).asDoubleStream().toArray(),
        Arrays.stream(best.values()).map(course::excess).toArray(),
        best.points(),
        best.diverged());
  }

  private static List<Double> list(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  /** Returns all of it as one line of JSON. */
  public String json() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("function", course.function().toString());
    keys.put("start", list(course.start().toDoubleArray()));
    keys.put("minimum", course.function().minimum());
    keys.put("steps", course.steps());
    keys.put("tolerance", course.tolerance());
    keys.put("results", results.stream().map(this::json).toList());
    return JsonWriter.write(keys);
  }

  private Map<String, Object> json(Result result) {
    Track best = result.best();
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("name", result.racer().label());
    keys.put("optimizer", result.racer().name());
    keys.put("config", result.racer().config());
    best.rate().ifPresent(rate -> keys.put("learningRate", rate));
    keys.put("diverged", best.diverged());
    keys.put("value", best.value());
    keys.put("distance", distance(best));
    best.stepsTo(course.function().minimum() + course.tolerance())
        .ifPresent(steps -> keys.put("stepsToTolerance", steps));
    if (result.gradients() > 0) {
      keys.put("gradientsPerStep", result.gradients());
    }
    keys.put("seconds", best.seconds());
    keys.put("stepsAt", Arrays.stream(best.steps()).boxed().toList());
    keys.put("values", list(best.values()));
    keys.put("path", Arrays.stream(best.points()).map(Report::list).toList());
    List<Map<String, Object>> tries = new ArrayList<>();
    for (Track track : result.tries()) {
      track
          .rate()
          .ifPresent(rate -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("learningRate", rate);
            one.put("value", track.value());
            tries.add(one);
          });
    }
    keys.put("tries", tries);
    return keys;
  }
}
