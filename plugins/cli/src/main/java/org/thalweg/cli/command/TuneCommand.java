package org.thalweg.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.plugin.ConfigException;
import org.thalweg.api.plugin.Problem;
import org.thalweg.cli.console.Console;
import org.thalweg.cli.console.ExitCode;
import org.thalweg.cli.console.WholeFile;
import org.thalweg.cli.plot.TextPlot;
import org.thalweg.cli.progress.Interruption;
import org.thalweg.cli.progress.SearchReporter;
import org.thalweg.cli.protocol.JsonWriter;
import org.thalweg.cli.tune.Choice;
import org.thalweg.cli.tune.Drawings;
import org.thalweg.cli.tune.FlowYaml;
import org.thalweg.cli.tune.SearchTable;
import org.thalweg.cli.tune.TuneChecks;
import org.thalweg.cli.tune.TuneJson;
import org.thalweg.cli.tune.TuneReport;
import org.thalweg.cli.tune.TuneWords;
import org.thalweg.cli.tune.WordReader;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.nn.pipeline.PipelineFile;
import org.thalweg.nn.train.TrainingOptions;
import org.thalweg.nn.tune.Axis;
import org.thalweg.nn.tune.Candidate;
import org.thalweg.nn.tune.Grid;
import org.thalweg.nn.tune.GridSearch;
import org.thalweg.nn.tune.LearningRateCurve;
import org.thalweg.nn.tune.LearningRateFinder;
import org.thalweg.nn.tune.Result;
import org.thalweg.nn.tune.Score;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Finds the learning rate of a pipeline, and other settings. */
@Command(
    name = "tune",
    description = {
      "Find the learning rate of a pipeline, and other settings.",
      "A range test proposes learning rates; each is then trained and measured by k-fold",
      "cross-validation on the training data. What the pipeline holds out is not looked at."
    },
    footer = {
      "",
      "VALUES are 0,1e-4,1e-2 or a logarithmic range 1e-4..1e-1 (5 values) or 1e-4..1e-1:7.",
      "Of values that do equally well, the first is preferred; of rates, the smallest.",
      "Ctrl-C ends it with what is known so far.",
      "",
      "Examples:",
      "  thalweg tune examples/pipelines/digits.yaml",
      "  thalweg tune examples/pipelines/digits.yaml --find --out plots",
      "  thalweg tune examples/pipelines/digits.yaml --rates 1e-3..1e-2 --grid optimizer.weightDecay=0.1,0.01,0 --metric accuracy"
    })
final class TuneCommand implements Callable<Integer> {
  private static final int FOLDS = 5;
  private static final int STEPS = 100;
  private static final int ROWS = 10;
  private static final int WIDEST = 100;

  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "FILE.yaml", description = "The pipeline.")
  @Nullable Path path;

  @Option(names = "--find", description = "Run the range test alone.")
  boolean find;

  @Option(
      names = "--rates",
      paramLabel = "VALUES",
      description =
          "Learning rates to try; keep for that of the file alone. Unless given, a range test proposes five.")
  @Nullable String rates;

  @Option(
      names = "--grid",
      paramLabel = "KEY=VALUES",
      description =
          "Values to try of another key, such as optimizer.weightDecay or model[0].units. May be given for several keys.")
  List<String> grid = new ArrayList<>();

  @Option(names = "--folds", paramLabel = "K", description = "Folds; 5 unless given.")
  @Nullable String folds;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description = "What is compared: loss (default), accuracy, mae, mse, r2 or rmse.")
  @Nullable String metric;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the examples, in place of the file's.")
  @Nullable String epochs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Decides folds, first weights, order and dropout, in place of the file's, which still decides what is held out.")
  @Nullable String seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Trainings that run at once, a thread each; as many as processors unless given.")
  @Nullable String threads;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of the range test; 100 unless given.")
  @Nullable String steps;

  @Option(
      names = "--json",
      description = "Write JSON lines: range-test, training for each, result.")
  boolean json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write range-test.svg, grid.svg and tune.json into a directory.")
  @Nullable Path out;

  @Option(
      names = "--write",
      paramLabel = "NEW.yaml",
      description = "Write the pipeline with the best settings to a new file.")
  @Nullable Path write;

  @Mixin PluginOptionGroup plugins = new PluginOptionGroup();

  @Unmatched List<String> unknown = new ArrayList<>();

  @Spec @Nullable CommandSpec spec;

  TuneCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    WordReader reader = new WordReader();
    reader.unknown(unknown, Objects.requireNonNull(spec).optionsMap().keySet().stream().toList());
    TuneWords words = words(reader);
    Optional<PipelineFile> file = file(reader);
    String measured = metric == null ? GridSearch.LOSS : metric;
    Optional<Pipeline> pipeline =
        file.flatMap(read -> TuneChecks.check(read, words, measured, changes(words), reader));
    List<Problem> problems = reader.problems();
    if (!problems.isEmpty() || file.isEmpty() || pipeline.isEmpty()) {
      throw new ConfigException(problems);
    }
    try (Interruption interruption = Interruption.listen()) {
      return tune(file.get(), pipeline.get(), words, measured, interruption);
    } finally {
      session.console().flush();
    }
  }

  private TuneWords words(WordReader reader) {
    if (find) {
      refuse(reader, "--rates", rates);
      refuse(reader, "--grid", grid.isEmpty() ? null : grid);
      refuse(reader, "--folds", folds);
      refuse(reader, "--metric", metric);
      refuse(reader, "--write", write);
    }
    if (out != null && Files.exists(out) && !Files.isDirectory(out)) {
      reader.problem("--out", "%s is no directory".formatted(out));
    }
    if (write != null && Files.exists(write)) {
      reader.problem("--write", "%s exists; name a new file".formatted(write));
    }
    boolean keeps = TuneWords.KEEP.equals(rates);
    if (keeps && grid.isEmpty()) {
      reader.problem("--rates", "keep leaves nothing to try; add --grid KEY=VALUES");
    }
    int processors = Runtime.getRuntime().availableProcessors();
    return new TuneWords(
        reader.rates("--rates", rates),
        keeps,
        reader.axes("--grid", grid),
        reader.small("--folds", folds, 2, FOLDS),
        epochs == null ? null : (Integer) reader.small("--epochs", epochs, 1, 1),
        seed == null ? null : (Long) reader.whole("--seed", seed, Long.MIN_VALUE, 0),
        reader.small("--threads", threads, 1, processors),
        reader.small("--steps", steps, 10, STEPS));
  }

  private static void refuse(WordReader reader, String option, @Nullable Object given) {
    if (given != null) {
      reader.problem(option, "has no meaning with --find, which runs the range test alone");
    }
  }

  private Optional<PipelineFile> file(WordReader reader) {
    if (path == null) {
      reader.problem("", "FILE.yaml, the pipeline, is missing");
      return Optional.empty();
    } else if (Files.isDirectory(path)) {
      reader.problem("", path + " is a directory; name a YAML file in it");
      return Optional.empty();
    }
    try {
      return Optional.of(PipelineFile.read(path, plugins.load(session.console(), true).registry()));
    } catch (ThalwegException e) {
      reader.problem("", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Returns what the command line changes in each pipeline. */
  private static UnaryOperator<Pipeline> changes(TuneWords words) {
    return read -> {
      TrainingOptions options = read.options();
      return new Pipeline(
          read.data(),
          read.model(),
          read.loss(),
          read.optimizer(),
          new TrainingOptions(
              words.epochs() == null ? options.epochs() : words.epochs(),
              options.batchSize(),
              words.seed() == null ? options.seed() : words.seed(),
              options.shuffle(),
              options.lastBatch(),
              options.targetLoss(),
              options.earlyStopping()),
          read.metrics(),
          List.of(),
          read.engine());
    };
  }

  private int tune(
      PipelineFile file,
      Pipeline pipeline,
      TuneWords words,
      String measured,
      Interruption interruption) {
    List<Axis> axes = new ArrayList<>(words.axes());
    if (!words.rates().isEmpty()) {
      axes.add(rates(words.rates()));
    } else if (!words.keepsRate()) {
      LearningRateCurve curve =
          new LearningRateFinder().steps(words.steps()).run(pipeline, interruption);
      double[] proposed = TuneReport.proposed(curve, pipeline);
      show(curve, proposed);
      if (find || interruption.isAsked()) {
        return ExitCode.OK;
      }
      axes.add(Axis.rates(proposed));
    }
    List<Candidate> candidates = Grid.of(file, axes, changes(words));
    GridSearch search =
        new GridSearch(
            candidates, words.folds(), pipeline.options().seed(), words.threads(), measured);
    if (!json) {
      print(TuneReport.begin(search, pipeline));
    }
    SearchReporter reporter = new SearchReporter(session.console(), json, search, interruption);
    Result result = search.run(reporter);
    reporter.close();
    return show(file, words, result);
  }

  private static Axis rates(List<Double> rates) {
    return Axis.rates(rates.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private void show(LearningRateCurve curve, double[] proposed) {
    write("range-test.svg", Drawings.svg(curve));
    if (json) {
      print(JsonWriter.write(TuneJson.of(curve)));
      return;
    }
    if (curve.rates().size() > 1) {
      Drawings.text(curve, plot()).forEach(this::print);
    }
    print(TuneReport.of(curve));
    print("rates to try: " + TuneReport.list(proposed));
  }

  private int show(PipelineFile file, TuneWords words, Result result) {
    Optional<Choice> choice =
        result
            .best()
            .map(best -> new Choice(file, Grid.inFile(file, best.candidate(), changes(words))));
    List<String> yaml = choice.map(Choice::lines).orElse(List.of());
    String line = JsonWriter.write(TuneJson.of(result, yaml));
    write("tune.json", line + "\n");
    if (Drawings.hasRates(result)) {
      write("grid.svg", Drawings.svg(result));
    }
    if (json) {
      print(line);
    } else {
      print("");
      session.console().out().print(SearchTable.of(result));
      print("");
      List<String> drawing = Drawings.text(result, plot());
      drawing.forEach(this::print);
      print(TuneReport.of(result));
      if (!yaml.isEmpty()) {
        print("for %s:".formatted(path));
        yaml.forEach(words1 -> print("  " + words1));
      }
    }
    choice.ifPresent(chosen -> save(chosen, result.best().orElseThrow()));
    return result.best().isPresent() ? ExitCode.OK : ExitCode.UNWELL;
  }

  private TextPlot plot() {
    Console console = session.console();
    return new TextPlot(Math.min(WIDEST, console.columns()) - 1, ROWS, console.unicode());
  }

  private void print(String line) {
    session.console().out().println(line);
    session.console().out().flush();
  }

  private void save(Choice choice, Score best) {
    if (write == null || path == null) {
      return;
    }
    Path folder = parent(write).toAbsolutePath();
    Map<String, Object> values = choice.file().values(choice.settings());
    Path data =
        parent(path)
            .toAbsolutePath()
            .resolve(String.valueOf(PipelineFile.value(values, "data.file").orElse("")));
    String comment =
        "%s, tuned by thalweg tune: %s"
            .formatted(path.getFileName(), FlowYaml.settings(best.candidate().settings()));
    WholeFile.write(
        write,
        choice.text(
            comment,
            folder.normalize().relativize(data.normalize()).toString().replace('\\', '/')));
    if (!json) {
      print("wrote " + write);
    }
  }

  private static Path parent(Path file) {
    return Optional.ofNullable(file.getParent()).orElse(Path.of(""));
  }

  private void write(String name, String text) {
    if (out != null) {
      WholeFile.write(out.resolve(name), text);
    }
  }
}
