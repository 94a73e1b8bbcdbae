package org.thalweg.nn.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.plugin.ConfigException;
import org.thalweg.api.plugin.Problem;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.nn.pipeline.PipelineFile;

/** Makes the candidates of a grid: each value of each axis with each of the others. */
public final class Grid {
  private Grid() {}

  /**
   * Returns a pipeline with each of some learning rates, in their order.
   *
   * @throws ThalwegException if its optimizer has no learning rate
   */
  public static List<Candidate> rates(Pipeline pipeline, double... rates) {
    return Axis.rates(rates).values().stream()
        .map(rate ->
            new Candidate(settings(Map.of(LearningRates.NAME, rate)), rated(pipeline, rate)))
        .toList();
  }

  /**
   * Returns what is wrong with a grid, each with the path of its key: keys and values that the
   * pipeline of the file does not take, alone or together.
   */
  public static List<Problem> problems(PipelineFile file, List<Axis> axes) {
    Set<Problem> problems = new LinkedHashSet<>();
    for (SequencedMap<String, Object> settings : settings(axes)) {
      problems.addAll(file.problems(paths(settings)));
    }
    return List.copyOf(problems);
  }

  /**
   * Returns the candidates of a grid. The values of the last axis change first.
   *
   * @param changes what is done to each pipeline before its learning rate is set
   * @throws ConfigException if the pipeline of the file does not take a key or a value; all are
   *     reported
   */
  public static List<Candidate> of(
      PipelineFile file, List<Axis> axes, UnaryOperator<Pipeline> changes) {
    List<Problem> problems = problems(file, axes);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    List<Candidate> candidates = new ArrayList<>();
    for (SequencedMap<String, Object> settings : settings(axes)) {
      Pipeline pipeline = changes.apply(file.pipeline(paths(settings)));
      Object rate = settings.get(LearningRates.NAME);
      candidates.add(new Candidate(settings, rate == null ? pipeline : rated(pipeline, rate)));
    }
    return List.copyOf(candidates);
  }

  /**
   * Returns settings as the file takes them: a learning rate as the values of all learning rates,
   * in proportion.
   *
   * @param changes what was done to the pipeline before its learning rate was set
   */
  public static Map<String, Object> inFile(
      PipelineFile file, Candidate candidate, UnaryOperator<Pipeline> changes) {
    Map<String, Object> paths = new LinkedHashMap<>(paths(candidate.settings()));
    Object rate = candidate.settings().get(LearningRates.NAME);
    if (rate == null) {
      return paths;
    }
    Pipeline pipeline = changes.apply(file.pipeline(paths));
    LearningRates rates = LearningRates.of(pipeline);
    for (LearningRates.Rate one : rates.rates()) {
      double peak = number(rate) * rates.proportion(one);
      String path = "optimizer." + one.path();
      boolean constant = one.isConstant() || one.peak() == 0;
      Map<String, Object> values = file.values(paths);
      paths.put(
          path,
          constant
              ? peak
              : Map.of(
                  "name", "product", "schedules", List.of(peak / one.peak(), value(values, path))));
    }
    return paths;
  }

  private static Object value(Map<String, Object> values, String path) {
    return PipelineFile.value(values, path)
        .orElseThrow(() -> new ThalwegException("the file has no " + path));
  }

  private static Pipeline rated(Pipeline pipeline, Object rate) {
    return new Pipeline(
        pipeline.data(),
        pipeline.model(),
        pipeline.loss(),
        LearningRates.of(pipeline).scaledTo(number(rate)),
        pipeline.options(),
        pipeline.metrics(),
        pipeline.callbacks(),
        pipeline.engine());
  }

  private static double number(Object rate) {
    if (rate instanceof Number number) {
      return number.doubleValue();
    }
    throw new ThalwegException(
        "%s is '%s', should be a number".formatted(LearningRates.NAME, rate));
  }

  /** Returns the settings that are paths in a file. */
  private static Map<String, Object> paths(Map<String, Object> settings) {
    Map<String, Object> paths = new LinkedHashMap<>(settings);
    paths.remove(LearningRates.NAME);
    return paths;
  }

  /**
   * Returns all combinations, the last axis changing first; one without settings if there are none.
   */
  private static List<SequencedMap<String, Object>> settings(List<Axis> axes) {
    List<SequencedMap<String, Object>> all = List.of(settings(Map.of()));
    for (Axis axis : axes) {
      List<SequencedMap<String, Object>> longer = new ArrayList<>();
      for (SequencedMap<String, Object> settings : all) {
        for (Object value : axis.values()) {
          SequencedMap<String, Object> with = settings(settings);
          with.put(axis.key(), value);
          longer.add(with);
        }
      }
      all = longer;
    }
    return all;
  }

  private static SequencedMap<String, Object> settings(Map<String, Object> settings) {
    return new LinkedHashMap<>(settings);
  }
}
