package org.thalweg.nn.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.plugin.Binder;
import org.thalweg.api.plugin.ConfigException;
import org.thalweg.api.plugin.Problem;
import org.thalweg.api.plugin.Registry;
import org.thalweg.nn.data.CsvData;
import org.thalweg.nn.metric.Metric;
import org.thalweg.nn.metric.Metrics;
import org.thalweg.nn.train.Callback;
import org.thalweg.nn.train.LogEpochs;

/** Makes a pipeline of a YAML file and collects all that is wrong with it. */
final class PipelineReader {
  private final Yaml yaml;
  private final Path file;
  private final Path folder;
  private final Binder binder;

  private final Tables tables;
  private final Sections sections;
  private final Optional<CsvData> table;

  /** Reads and checks all that can be checked before data are split. */
  PipelineReader(Yaml yaml, Path file, Registry registry, Tables tables) {
    this.yaml = yaml;
    this.file = file;
    this.folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    this.binder = new Binder(registry);
    this.tables = tables;
    this.sections = Sections.bind(yaml.values(), binder);
    this.table = sections.data().flatMap(this::table);
    new PipelineChecks(sections, table, binder).run();
  }

  /** Returns what is wrong, in the order of lines; paths are those of values. */
  List<Problem> problems() {
    return binder.problems().stream()
        .sorted(Comparator.comparingInt(problem -> yaml.line(problem.path())))
        .toList();
  }

  /** Returns the pipeline, or throws what is wrong, each with its line. */
  Pipeline read() {
    List<Problem> problems = problems();
    Optional<PipelineConfig> config = sections.config();
    if (!problems.isEmpty() || config.isEmpty() || table.isEmpty()) {
      throw new ConfigException(problems.stream().map(this::placed).toList());
    }
    return pipeline(config.get(), table.get());
  }

  private Problem placed(Problem problem) {
    String place = yaml.place(problem.path());
    return new Problem(
        problem.path().isEmpty() ? place : place + ": " + problem.path(), problem.message());
  }

  private Optional<CsvData> table(DataConfig data) {
    Path csv = folder.resolve(data.file()).normalize();
    if (!Files.isRegularFile(csv)) {
      binder.problem(
          "data.file",
          "'%s' does not exist; looked for %s".formatted(data.file(), csv.toAbsolutePath()));
      return Optional.empty();
    }
    try {
      return Optional.of(tables.read(data.format(), csv));
    } catch (ThalwegException e) {
      binder.problem("data", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Pipeline pipeline(PipelineConfig config, CsvData table) {
    TrainingConfig training = config.training();
    List<Metric> metrics =
        training.metrics().stream().map(name -> Metrics.named(name, config.loss())).toList();
    List<Callback> callbacks = new ArrayList<>();
    if (training.log() > 0) {
      callbacks.add(new LogEpochs(training.log()));
    }
    PreparedData data;
    try {
      // a minimizer gets on further with all the digits that there are
      CsvData read = config.minimizer().isPresent() ? table.to(DType.FLOAT64) : table;
      data = PreparedData.of(read, config.data(), training);
    } catch (ThalwegException e) {
      throw new ConfigException(
          List.of(placed(new Problem("data", String.valueOf(e.getMessage())))));
    }
    return new Pipeline(
        data,
        config.model(),
        config.loss(),
        config.method(),
        training.options(),
        metrics,
        callbacks,
        Engines.current(),
        config.checkpoint().map(checkpoint -> checkpoint.of(file)));
  }
}
