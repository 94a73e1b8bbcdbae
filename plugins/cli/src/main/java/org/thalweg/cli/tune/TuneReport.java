package org.thalweg.cli.tune;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.thalweg.cli.show.Figures;
import org.thalweg.cli.show.Table;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.nn.tune.GridSearch;
import org.thalweg.nn.tune.LearningRateCurve;
import org.thalweg.nn.tune.LearningRates;
import org.thalweg.nn.tune.Result;
import org.thalweg.nn.tune.Score;

/** Sentences on what tuning has found. */
public final class TuneReport {
  private static final double USUAL_RATE = 1e-3;

  private TuneReport() {}

  /** Returns what a range test came to. */
  public static String of(LearningRateCurve curve) {
    String range =
        curve.rates().isEmpty()
            ? "no step had a finite loss"
            : "%d steps from %s to %s"
                .formatted(
                    curve.rates().size(),
                    rate(curve.rates().getFirst()),
                    rate(curve.rates().getLast()));
    String end =
        switch (curve.end()) {
          case ALL_STEPS -> "the loss did not diverge";
          case DIVERGED -> "then the loss diverged";
          case NON_FINITE_LOSS -> "then the loss was infinite or NaN";
          case INTERRUPTED -> "interrupted";
        };
    String head = "range test: %s, %s\n".formatted(range, end);
    if (curve.suggestion().isEmpty()) {
      return head + "the loss never fell: no rate is suggested; the file's is taken";
    }
    Table table = new Table();
    row(table, "steepest descent", curve.steepest(), "suggested");
    row(table, "middle of the valley", curve.valley(), "");
    row(table, "a tenth of the minimum", curve.tenthOfMinimum(), "");
    return head + table.text("  ").stripTrailing();
  }

  private static void row(Table table, String what, OptionalDouble rate, String remark) {
    rate.ifPresent(value -> table.row(what, rate(value), remark));
  }

  /** Returns the words that a search begins with. */
  public static String begin(GridSearch search, Pipeline pipeline) {
    int candidates = search.candidates().size();
    int trainings = candidates * search.folds();
    return "%d %s x %d folds of %d examples: %d trainings, %d at once"
        .formatted(
            candidates,
            candidates == 1 ? "candidate" : "candidates",
            search.folds(),
            pipeline.data().training().size(),
            trainings,
            Math.min(trainings, search.threads()));
  }

  /** Returns the choice, and what is to be said of it. */
  public static String of(Result result) {
    if (result.best().isEmpty()) {
      return "no candidate has a result on all folds";
    }
    Score best = result.best().get();
    StringBuilder text = new StringBuilder("best: ").append(sentence(result, best));
    result
        .withinOneStandardError()
        .filter(score -> score != best)
        .ifPresent(score ->
            text.append("\nas good within one standard error: ").append(sentence(result, score)));
    edge(result, best).ifPresent(words -> text.append('\n').append(words));
    return text.toString();
  }

  private static String sentence(Result result, Score score) {
    return "%s, %s %s +- %s"
        .formatted(
            FlowYaml.settings(score.candidate().settings()),
            result.metric(),
            Figures.measure(score.mean()),
            Figures.measure(score.standardError()));
  }

  /** Returns advice if the best rate is the lowest or the highest of those that were tried. */
  private static Optional<String> edge(Result result, Score best) {
    double[] rates =
        result.scores().stream().mapToDouble(TuneReport::rate).filter(Double::isFinite).toArray();
    double chosen = rate(best);
    if (!Double.isFinite(chosen) || DoubleStream.of(rates).distinct().count() < 2) {
      return Optional.empty();
    }
    double low = DoubleStream.of(rates).min().orElseThrow();
    double high = DoubleStream.of(rates).max().orElseThrow();
    Predicate<Double> isEnd = end -> chosen == end;
    if (!isEnd.test(low) && !isEnd.test(high)) {
      return Optional.empty();
    }
    return Optional.of(
        "the best rate is the %s that was tried; look further with --rates %s..%s"
            .formatted(
                chosen == low ? "lowest" : "highest",
                rate(chosen == low ? low / 100 : high),
                rate(chosen == low ? low : high * 100)));
  }

  private static double rate(Score score) {
    return score.candidate().settings().get(LearningRates.NAME) instanceof Number number
        ? number.doubleValue()
        : Double.NaN;
  }

  /** Returns the round rates to try: around the suggestion, or else around that of the file. */
  public static double[] proposed(LearningRateCurve curve, Pipeline pipeline) {
    return Around.rates(
        curve
            .suggestion()
            .orElseGet(() -> {
              double peak = LearningRates.of(pipeline).peak();
              return peak > 0 ? peak : USUAL_RATE;
            }));
  }

  /** Returns numbers with commas between them. */
  public static String list(double[] numbers) {
    return DoubleStream.of(numbers).mapToObj(TuneReport::rate).collect(Collectors.joining(", "));
  }

  /** Returns a rate with three digits. */
  private static String rate(double rate) {
    return FlowYaml.number(
        new java.math.BigDecimal(rate).round(new java.math.MathContext(3)).doubleValue());
  }
}
