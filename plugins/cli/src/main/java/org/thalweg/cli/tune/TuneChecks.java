package org.thalweg.cli.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.plugin.ConfigException;
import org.thalweg.api.plugin.Problem;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.nn.pipeline.PipelineFile;
import org.thalweg.nn.tune.Grid;
import org.thalweg.nn.tune.GridSearch;
import org.thalweg.nn.tune.LearningRates;

/** Checks a request to tune against the pipeline, before anything is trained. */
public final class TuneChecks {
  private TuneChecks() {}

  /**
   * Returns the pipeline, if it is right; what is wrong with it or with the request is collected.
   *
   * @param changes what the command line changes in each pipeline
   */
  public static Optional<Pipeline> check(
      PipelineFile file,
      TuneWords words,
      String metric,
      UnaryOperator<Pipeline> changes,
      WordReader reader) {
    Pipeline pipeline;
    try {
      pipeline = changes.apply(file.pipeline());
    } catch (ConfigException e) {
      e.problems().forEach(problem -> reader.problem(problem.path(), problem.message()));
      return Optional.empty();
    } catch (ThalwegException e) {
      reader.problem("", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
    for (Problem problem : Grid.problems(file, words.axes())) {
      boolean own = words.axes().stream().anyMatch(axis -> problem.path().startsWith(axis.key()));
      reader.problem(
          "--grid " + problem.path(), problem.message() + (own ? "" : combination(words)));
    }
    int examples = pipeline.data().training().size();
    if (words.folds() > examples) {
      reader.problem(
          "--folds",
          "must be at most %d, the number of training examples, was %d"
              .formatted(examples, words.folds()));
    }
    metric(file, words, pipeline, metric, reader);
    if (!words.keepsRate()) {
      try {
        LearningRates.of(pipeline.optimizer(), 1);
      } catch (ThalwegException e) {
        reader.problem("--rates", e.getMessage() + "; --rates keep with --grid tunes other keys");
      }
      words.axes().stream()
          .map(axis -> axis.key())
          .filter(key -> key.startsWith("optimizer") && key.endsWith(LearningRates.NAME))
          .forEach(
              key -> reader.problem("--grid " + key, "is what --rates sets; add --rates keep"));
    }
    return Optional.of(pipeline);
  }

  private static String combination(TuneWords words) {
    return words.axes().size() > 1 ? " (with some of the values of --grid together)" : "";
  }

  private static void metric(
      PipelineFile file, TuneWords words, Pipeline pipeline, String metric, WordReader reader) {
    if (metric.equals(GridSearch.LOSS)) {
      boolean losses = words.axes().stream().anyMatch(axis -> axis.key().matches("loss($|\\..*)"));
      if (losses) {
        reader.problem(
            "--metric", "is loss, by which losses do not compare; name another, such as mse");
      }
      return;
    }
    List<Object> names = new ArrayList<>();
    pipeline.metrics().forEach(known -> names.add(known.name()));
    if (!names.contains(metric)) {
      names.add(metric);
      String place = "training.metrics[" + (names.size() - 1) + "]";
      file.problems(Map.of("training.metrics", names)).stream()
          .filter(problem -> problem.path().equals(place))
          .forEach(problem -> reader.problem("--metric", problem.message()));
    }
  }
}
