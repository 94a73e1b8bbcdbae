package org.thalweg.cli.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.thalweg.nn.tune.LearningRateCurve;
import org.thalweg.nn.tune.Outcome;
import org.thalweg.nn.tune.Result;
import org.thalweg.nn.tune.Score;

/** Results of tuning as JSON objects. */
public final class TuneJson {
  private TuneJson() {}

  /** Returns what a range test came to. */
  public static Map<String, @Nullable Object> of(LearningRateCurve curve) {
    Map<String, @Nullable Object> event = event("range-test");
    event.put("end", name(curve.end()));
    event.put("suggestion", number(curve.suggestion()));
    event.put("steepest", number(curve.steepest()));
    event.put("valley", number(curve.valley()));
    event.put("tenthOfMinimum", number(curve.tenthOfMinimum()));
    event.put("rates", curve.rates());
    event.put("losses", curve.losses());
    event.put("smoothed", curve.smoothed());
    return event;
  }

  /**
   * Returns what a search came to.
   *
   * @param yaml lines for the pipeline's file
   */
  public static Map<String, @Nullable Object> of(Result result, List<String> yaml) {
    Map<String, @Nullable Object> event = event("result");
    event.put("metric", result.metric());
    event.put("higherIsBetter", result.higherIsBetter());
    event.put("candidates", result.scores().stream().map(TuneJson::score).toList());
    event.put("best", index(result, result.best()));
    event.put("oneStandardError", index(result, result.withinOneStandardError()));
    event.put("yaml", yaml);
    return event;
  }

  private static Map<String, @Nullable Object> score(Score score) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("settings", score.candidate().settings());
    List<@Nullable Object> folds = new ArrayList<>();
    List<String> outcomes = new ArrayList<>();
    for (int f = 0; f < score.outcomes().size(); f++) {
      folds.add(number(score.values().get(f)));
      outcomes.add(name(score.outcomes().get(f)));
    }
    fields.put("folds", folds);
    fields.put("outcomes", outcomes);
    fields.put("mean", number(score.mean()));
    fields.put("standardError", number(score.standardError()));
    fields.put("merged", number(score.merged()));
    return fields;
  }

  private static @Nullable Integer index(Result result, Optional<Score> chosen) {
    return chosen.map(result.scores()::indexOf).orElse(null);
  }

  private static @Nullable Double number(OptionalDouble number) {
    return number.isPresent() ? (Double) number.getAsDouble() : null;
  }

  private static @Nullable Double number(double number) {
    return Double.isFinite(number) ? (Double) number : null;
  }

  /** Returns the name of an outcome, such as {@code diverged}. */
  public static String name(Outcome outcome) {
    return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns an object that starts with the name of its event. */
  public static Map<String, @Nullable Object> event(String name) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("event", name);
    return event;
  }
}
