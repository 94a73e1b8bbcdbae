package org.thalweg.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.plugin.Registry;
import org.thalweg.cli.console.ExitCode;
import org.thalweg.cli.progress.Interruption;
import org.thalweg.cli.progress.Outcome;
import org.thalweg.cli.progress.Privacy;
import org.thalweg.cli.progress.Reporter;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.nn.train.Checkpoints;
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
    footer = {
      "",
      "Example: thalweg train examples/pipelines/digits.yaml",
      "         thalweg train run.yaml --resume checkpoints/run/step-00000500.safetensors"
    })
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

  @Option(
      names = "--resume",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "PATH",
      description =
          "Go on from a checkpoint: a file, or the latest one of a folder. Without PATH, from the latest one in the pipeline's folder of checkpoints, or from the beginning if there is none yet.")
  @Nullable Path resume;

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
    Privacy privacy = new Privacy(pipeline);
    Reporter reporter = Reporter.of(session.console(), json);
    try (Interruption interruption = Interruption.listen()) {
      TrainingResult result =
          train(pipeline.callback(reporter).callback(privacy).callback(interruption));
      int heldOut = pipeline.data().validation().map(data -> data.size()).orElse(0);
      Outcome outcome =
          new Outcome(
              result, heldOut, reporter.seconds(), reporter.stepsPerSecond(), privacy.spent());
      reporter.outcome(outcome);
      session.console().flush();
      return outcome.diverged() ? ExitCode.UNWELL : ExitCode.OK;
    }
  }

  private TrainingResult train(Pipeline pipeline) {
    Optional<Path> checkpoint = resume == null ? Optional.empty() : checkpoint(pipeline, resume);
    return checkpoint.isPresent() ? pipeline.resume(checkpoint.get()) : pipeline.train();
  }

  /** Returns the checkpoint to go on from, if there is one. */
  private Optional<Path> checkpoint(Pipeline pipeline, Path path) {
    if (path.toString().isEmpty()) {
      Checkpoints own =
          pipeline
              .checkpoints()
              .orElseThrow(() ->
                  new ThalwegException(
                      "--resume: %s has no 'checkpoint:' that says where its runs are saved; add it, or name a file after --resume"
                          .formatted(file)));
      return Checkpoints.latest(own.folder());
    }
    if (!Files.isDirectory(path)) {
      return Optional.of(path);
    }
    return Optional.of(
        Checkpoints.latest(path)
            .orElseThrow(() ->
                new ThalwegException(
                    "--resume: there are no checkpoints, such as step-00000050.safetensors, in "
                        + path)));
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
        read.method(),
        changed,
        read.metrics(),
        read.callbacks(),
        read.engine(),
        read.checkpoints());
  }
}
