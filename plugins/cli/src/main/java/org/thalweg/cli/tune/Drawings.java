package org.thalweg.cli.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.thalweg.cli.plot.LogChart;
import org.thalweg.cli.plot.LogChart.Mark;
import org.thalweg.cli.plot.LogChart.Series;
import org.thalweg.cli.plot.TextPlot;
import org.thalweg.nn.tune.LearningRateCurve;
import org.thalweg.nn.tune.LearningRates;
import org.thalweg.nn.tune.Result;
import org.thalweg.nn.tune.Score;

/** Plots of learning rates: what a range test and what a search have found. */
public final class Drawings {
  private static final String RATE = "learning rate";

  private Drawings() {}

  /** Returns the loss of each step and its running mean against the rate, as SVG. */
  public static String svg(LearningRateCurve curve) {
    double[] rates = numbers(curve.rates());
    List<Mark> marks = new ArrayList<>();
    mark(marks, "steepest", curve.steepest());
    mark(marks, "valley", curve.valley());
    mark(marks, "minimum/10", curve.tenthOfMinimum());
    return LogChart.of(
        "loss against learning rate",
        RATE,
        "loss",
        List.of(
            Series.line("smoothed", rates, numbers(curve.smoothed())),
            Series.dots("each mini-batch", rates, numbers(curve.losses()))),
        marks);
  }

  private static void mark(List<Mark> marks, String label, OptionalDouble rate) {
    rate.ifPresent(value -> marks.add(new Mark(label, value)));
  }

  /** Returns whether a search has two learning rates or more to draw something against. */
  public static boolean hasRates(Result result) {
    return lines(result).values().stream().anyMatch(line -> line.size() > 1);
  }

  /**
   * Returns the mean with its standard error against the rate, a line for each combination of other
   * settings, as SVG.
   */
  public static String svg(Result result) {
    List<Series> series = new ArrayList<>();
    lines(result)
        .forEach((label, scores) ->
            series.add(
                Series.errors(
                    label.isEmpty() ? "mean and standard error" : label,
                    rates(scores),
                    means(scores),
                    scores.stream().mapToDouble(Score::standardError).toArray())));
    List<Mark> marks = new ArrayList<>();
    result.best().ifPresent(best -> marks.add(new Mark("best", rate(best))));
    result
        .withinOneStandardError()
        .filter(score -> !result.best().map(best -> rate(best) == rate(score)).orElse(false))
        .ifPresent(score -> marks.add(new Mark("one std. error", rate(score))));
    return LogChart.of(
        result.metric() + " against learning rate", RATE, result.metric(), series, marks);
  }

  /** Returns the running mean of a range test as lines of text. */
  public static List<String> text(LearningRateCurve curve, TextPlot plot) {
    return plot.lines(
        "smoothed loss over log10(learning rate)",
        logarithms(numbers(curve.rates())),
        numbers(curve.smoothed()));
  }

  /** Returns the means of the line on which the best candidate lies, as lines of text. */
  public static List<String> text(Result result, TextPlot plot) {
    SequencedMap<String, List<Score>> lines = lines(result);
    String label = result.best().map(Drawings::others).orElse("");
    List<Score> scores = lines.getOrDefault(label, List.of());
    if (scores.size() < 2) {
      return List.of();
    }
    return plot.lines(
        "mean %s over log10(learning rate)%s"
            .formatted(result.metric(), label.isEmpty() ? "" : " for " + label),
        logarithms(rates(scores)),
        means(scores));
  }

  /** Returns the complete candidates that have a rate, by their other settings, rates ascending. */
  private static SequencedMap<String, List<Score>> lines(Result result) {
    SequencedMap<String, List<Score>> lines = new LinkedHashMap<>();
    for (Score score : result.scores()) {
      if (score.isComplete() && score.candidate().settings().containsKey(LearningRates.NAME)) {
        lines.computeIfAbsent(others(score), _ -> new ArrayList<>()).add(score);
      }
    }
    return lines;
  }

  private static String others(Score score) {
    Map<String, Object> others = new LinkedHashMap<>(score.candidate().settings());
    others.remove(LearningRates.NAME);
    return FlowYaml.settings(others);
  }

  private static double rate(Score score) {
    Map<String, Object> settings = score.candidate().settings();
    return settings.get(LearningRates.NAME) instanceof Number number
        ? number.doubleValue()
        : Double.NaN;
  }

  private static double[] rates(List<Score> scores) {
    return scores.stream().mapToDouble(Drawings::rate).toArray();
  }

  private static double[] means(List<Score> scores) {
    return scores.stream().mapToDouble(Score::mean).toArray();
  }

  private static double[] numbers(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] logarithms(double[] rates) {
    return IntStream.range(0, rates.length).mapToDouble(i -> Math.log10(rates[i])).toArray();
  }
}
