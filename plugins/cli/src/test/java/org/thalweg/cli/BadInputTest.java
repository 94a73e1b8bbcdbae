package org.thalweg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.cli.console.ExitCode;

/** Each mistake gets one message that names the place and the cure. */
class BadInputTest {
  private static final String CSV = "a,b,y\n1,2,0\n3,4,1\n5,6,2\n7,8,0\n";

  @TempDir Path folder;

  private String pipeline(String csv, String model, String loss, String optimizer)
      throws IOException {
    Files.writeString(folder.resolve("data.csv"), csv);
    return write(
        """
        data:
          file: data.csv
          target: y
          type: class
        model:
          - %s
        loss: %s
        optimizer: %s
        training:
          epochs: 1
        """
            .formatted(model, loss, optimizer));
  }

  private String write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("pipeline.yaml"), yaml).toString();
  }

  private String place(int line) {
    return folder.resolve("pipeline.yaml") + ":" + line;
  }

  @Test
  void missingPipeline() {
    String file = folder.resolve("none.yaml").toString();
    CommandRun.of("train", file).refused(file + " does not exist", "looked in " + folder);
  }

  @Test
  void directoryAsPipeline() {
    CommandRun.of("train", folder.toString()).refused(folder + " is a directory", "YAML file");
  }

  @Test
  void missingData() throws IOException {
    String file =
        write(
            """
            data: {file: nope.csv, target: y}
            model: [{name: dense, units: 1}]
            loss: mse
            optimizer: adam
            """);
    CommandRun.of("train", file)
        .refused(place(1), "data.file", "'nope.csv' does not exist", "looked for " + folder);
  }

  @Test
  void raggedLine() throws IOException {
    String file =
        pipeline("a,b,y\n1,2,0\n3,4\n", "{name: dense, units: 3}", "cross-entropy", "adam");
    CommandRun.of("train", file)
        .refused("data.csv, line 3", "2 fields, but line 1 has 3", "add or remove");
  }

  @Test
  void unknownLoss() throws IOException {
    String file = pipeline(CSV, "{name: dense, units: 3}", "cros-entropy", "adam");
    CommandRun.of("train", file)
        .refused(place(7), "unknown loss 'cros-entropy'", "did you mean 'cross-entropy'?");
  }

  @Test
  void misspeltKey() throws IOException {
    String file = pipeline(CSV, "{name: dense, unit: 3, units: 3}", "cross-entropy", "adam");
    CommandRun.of("train", file)
        .refused(place(6), "model[0].unit: unknown key", "did you mean 'units'?");
  }

  @Test
  void negativeLearningRate() throws IOException {
    String file =
        pipeline(CSV, "{name: dense, units: 3}", "cross-entropy", "{name: adam, learningRate: -1}");
    CommandRun.of("train", file)
        .refused(place(8), "optimizer", "learningRate must be zero or more", "was -1.0");
  }

  @Test
  void moreLabelsThanScores() throws IOException {
    String file = pipeline(CSV, "{name: dense, units: 2}", "cross-entropy", "adam");
    CommandRun.of("train", file)
        .refused("scores for 2 classes, the data have 3", "give the last layer 3 units");
  }

  @Test
  void labelOutOfRange() {
    CommandRun.of("losses", "eval", "cross-entropy", "-p", "1,2,3;4,5,6", "-t", "1,3")
        .refused("label 3", "row 1", "3 classes 0 to 2");
  }

  @Test
  void shapesThatDiffer() throws IOException {
    CommandRun.of("losses", "eval", "mse", "-p", "1,2", "-t", "1,2,3")
        .refused("prediction is float64[2]", "[3]", "give both one shape");
    Files.writeString(folder.resolve("data.csv"), CSV);
    String file =
        write(
            """
            data: {file: data.csv, target: y}
            model: [{name: dense, units: 2}]
            loss: mse
            optimizer: adam
            """);
    CommandRun.of("train", file).refused(place(3), "prediction is float32[4, 2]", "one shape");
  }

  @Test
  void corruptPlugin() throws IOException {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    Path jar = Files.writeString(plugins.resolve("broken.jar"), "no jar");
    String file = pipeline(CSV, "{name: dense, units: 3}", "cross-entropy", "adam");
    CommandRun.of("train", file, "--plugins", plugins.toString())
        .refused(jar.toString(), "is no jar", "build or copy it again");
    CommandRun.of("train", file, "--plugins", plugins.toString(), "--no-strict").well();
    CommandRun listed = CommandRun.of("plugins", "--plugins", plugins.toString());
    assertEquals(ExitCode.BAD_INPUT, listed.code());
    assertTrue(listed.out().contains("cause: broken.jar is no jar"), listed.out());
    assertTrue(listed.out().contains("cure:  build or copy it again"), listed.out());
    assertTrue(listed.out().contains("loss-core"), listed.out());
  }

  @Test
  void missingPluginDirectory() {
    CommandRun.of("losses", "--plugins", folder.resolve("x").toString())
        .refused("plugin directory", "does not exist", "looked in " + folder);
  }

  @Test
  void brokenYaml() throws IOException {
    CommandRun.of("train", write("data:\n  file: [a,\n")).refused("pipeline.yaml:", "is no YAML");
  }

  @Test
  void everythingAtOnce() throws IOException {
    String file =
        write(
            """
            data: {fil: data.csv, target: y}
            model: [{name: dens, units: 1}]
            loss: {name: huber, delta: -1}
            optimizer: {name: adam, beta1: x}
            trainin: {epochs: 1}
            """);
    CommandRun.of("train", file)
        .refused(
            "things are wrong",
            place(1) + ": data.fil: unknown key",
            place(1) + ": data.file: is required",
            place(2) + ": model[0]: unknown layer 'dens'; did you mean 'dense'",
            place(3) + ": loss: delta must be positive",
            place(4) + ": optimizer.beta1: is 'x', should be a number",
            place(5) + ": trainin: unknown key; did you mean 'training'?");
  }

  @Test
  void unknownCommandsAndOptions() {
    CommandRun.of("trian")
        .refused("unknown command 'trian'", "did you mean 'train'?", "thalweg --help");
    CommandRun.of().refused("a command is missing", "train, tune, losses");
    CommandRun.of("losses", "--jsn").refused("unknown option '--jsn'", "losses --help");
    CommandRun.of("train").refused("FILE.yaml", "thalweg train --help");
    CommandRun.of("train", "x.yaml", "--threads", "two").refused("--threads", "'two'");
    CommandRun.of("train", "x.yaml", "--threads", "0").refused("--threads must be 1 or more");
    CommandRun.of("losses", "hubr").refused("unknown loss 'hubr'", "did you mean 'huber'?");
  }

  @Test
  void shortForms() {
    CommandRun.of("losses", "eval", "mse", "-p", "1,x", "-t", "1,2")
        .refused("--prediction", "'x' is no number", "commas");
    CommandRun.of("losses", "eval", "mse", "-p", "1").refused("--target is missing");
    CommandRun.of("losses", "eval", "-p", "1", "-t", "2").refused("name of a loss is missing");
    CommandRun.of("losses", "eval", "mse", "-p", "1", "-t", "2", "--config", "delta")
        .refused("--config: 'delta' should be KEY=VALUE");
    CommandRun.of("losses", "eval", "huber", "-p", "1", "-t", "2", "--config", "delat=1")
        .refused("config.delat: unknown key", "did you mean 'delta'?");
    CommandRun.of("optimizers", "run", "adam").refused("--function is missing", "rosenbrock");
    CommandRun.of("optimizers", "run", "--function", "sphere")
        .refused("name of an optimizer is missing");
    CommandRun.of("optimizers", "run", "adam", "--function", "rosenbrok")
        .refused("unknown function 'rosenbrok'", "did you mean 'rosenbrock'?");
  }

  @Test
  void debugShowsTheStackTrace() {
    CommandRun run = CommandRun.of("train", "none.yaml", "--debug");
    assertEquals(ExitCode.BAD_INPUT, run.code());
    assertTrue(run.err().contains("\tat org.thalweg."), run.err());
    CommandRun misused = CommandRun.of("--debug", "trian");
    assertEquals(ExitCode.BAD_INPUT, misused.code());
    assertTrue(misused.err().contains("\tat picocli."), misused.err());
  }
}
