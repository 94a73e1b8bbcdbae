package org.thalweg.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.plugin.Registry;
import org.thalweg.cli.console.ExitCode;
import org.thalweg.cli.progress.Interruption;
import org.thalweg.cli.progress.Outcome;
import org.thalweg.cli.progress.Reporter;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.nn.train.TrainingOptions;
import org.thalweg.nn.train.TrainingResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a pipeline. */
@Command(
    name = "train",
    description = "Train a pipeline and measure it on the examples held out.",
    footer = {"", "Example: thalweg train examples/pipelines/digits.yaml"})
final class TrainCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE.yaml", description = "The pipeline.")
  Path file = Path.of("");

  @Option(names = "--json", description = "Write JSON lines: start, epoch for each, result.")
  boolean json;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the examples, in place of the file's.")
  @Nullable Integer epochs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Decides first weights, order and dropout, in place of the file's, which still decides the split.")
  @Nullable Long seed;

  @Option(names = "--threads", paramLabel = "N", description = "Threads of the engine.")
  @Nullable Integer threads;

  @Mixin PluginOptionGroup plugins = new PluginOptionGroup();

  TrainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (threads != null) {
      if (threads < 1) {
        throw new ThalwegException("--threads must be 1 or more, was " + threads);
      }
      System.setProperty("thalweg.threads", threads.toString());
    }
    if (Files.isDirectory(file)) {
      throw new ThalwegException(file + " is a directory; name a YAML file in it");
    }
    Registry registry = plugins.load(session.console(), true).registry();
    Pipeline pipeline = adjusted(Pipeline.read(file, registry));
    Reporter reporter = Reporter.of(session.console(), json);
    try (Interruption interruption = Interruption.listen()) {
      TrainingResult result = pipeline.callback(reporter).callback(interruption).train();
      int heldOut = pipeline.data().validation().map(data -> data.size()).orElse(0);
      Outcome outcome = new Outcome(result, heldOut, reporter.seconds(), reporter.stepsPerSecond());
      reporter.outcome(outcome);
      session.console().flush();
      return outcome.diverged() ? ExitCode.UNWELL : ExitCode.OK;
    }
  }

  private Pipeline adjusted(Pipeline read) {
    TrainingOptions options = read.options();
    TrainingOptions changed =
        new TrainingOptions(
            epochs == null ? options.epochs() : epochs,
            options.batchSize(),
            seed == null ? options.seed() : seed,
            options.shuffle(),
            options.lastBatch(),
            options.targetLoss(),
            options.earlyStopping());
    return new Pipeline(
        read.data(),
        read.model(),
        read.loss(),
        read.optimizer(),
        changed,
        read.metrics(),
        read.callbacks(),
        read.engine());
  }
}
