package org.thalweg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.cli.console.ExitCode;

/** {@code thalweg tune}, from its words to its table, its plots and its YAML. */
class TuneTest {
  private static final Path PIPELINES = Path.of("../../examples/pipelines");

  @TempDir Path folder;
  private String file = "";

  @BeforeEach
  void line() throws IOException {
    StringBuilder text = new StringBuilder("x,y\n");
    for (int i = 0; i < 30; i++) {
      text.append(i / 10.0).append(',').append(2 * i / 10.0 + 1 + i % 3 * 0.1).append('\n');
    }
    Files.writeString(folder.resolve("line.csv"), text);
    file =
        Files.writeString(
                folder.resolve("line.yaml"),
                """
                # A line.
                data: {file: line.csv, target: y, standardize: true}
                model:
                  - {name: dense, units: 1, initializer: zeros}
                loss: mse
                optimizer: {name: sgd, learningRate: 0.01}
                training: {epochs: 3, batchSize: 8}
                """)
            .toString();
  }

  private static CommandRun tune(String file, String... options) {
    return CommandRun.of(
        Stream.concat(Stream.of("tune", file), Stream.of(options)).toArray(String[]::new));
  }

  @Test
  void aRangeTestProposesAndAGridDecides() throws IOException {
    Path out = folder.resolve("plots");
    CommandRun run = tune(file, "--folds", "3", "--out", out.toString()).well();
    assertTrue(run.out().contains("range test: "), run.out());
    assertTrue(run.out().contains("steepest descent"), run.out());
    assertTrue(
        run.out().contains("5 candidates x 3 folds of 30 examples: 15 trainings"), run.out());
    assertTrue(run.out().contains("training 15/15  learningRate="), run.out());
    assertTrue(run.out().contains("<- best"), run.out());
    assertTrue(run.out().contains("mean loss over log10(learning rate)"), run.out());
    assertTrue(
        run.out()
            .lines()
            .anyMatch(line -> line.matches("  optimizer: \\{name: sgd, learningRate: [0-9.]+}")),
        run.out());
    assertTrue(Files.readString(out.resolve("range-test.svg")).contains("steepest"));
    assertTrue(Files.readString(out.resolve("grid.svg")).contains("best"));
    assertTrue(Files.readString(out.resolve("tune.json")).startsWith("{\"event\": \"result\""));
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(3, files.count());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "binary-classifier.yaml",
        "digits.yaml",
        "linear-regression.yaml",
        "regression.yaml"
      })
  void theExamplesHaveARate(String name) {
    List<Map<String, Object>> events =
        tune(PIPELINES.resolve(name).toString(), "--find", "--json").well().json();
    assertEquals(1, events.size());
    double rate = number(events.getFirst(), "suggestion");
    assertTrue(rate > 1e-5 && rate < 10, () -> name + ": " + rate);
  }

  @Test
  void bitsDoNotDependOnThreads() {
    String[] options = {
      "--rates", "0.01..1:3", "--grid", "optimizer.momentum=0,0.9", "--json", "--metric", "r2"
    };
    Map<String, Object> alone = result(options, "1");
    assertEquals(6, list(alone, "candidates").size());
    assertEquals(alone, result(options, "3"));
  }

  private Map<String, Object> result(String[] options, String threads) {
    String[] all =
        Stream.concat(Stream.of(options), Stream.of("--threads", threads)).toArray(String[]::new);
    List<Map<String, Object>> events = tune(file, all).well().json();
    assertEquals("result", events.getLast().get("event"));
    assertEquals(31, events.size());
    return events.getLast();
  }

  @Test
  void seedsDecide() {
    String[] first = {"--rates", "0.1", "--json", "--seed", "1"};
    String[] second = {"--rates", "0.1", "--json", "--seed", "2"};
    Object before = tune(file, first).well().json().getLast();
    assertEquals(before, tune(file, first).well().json().getLast());
    assertFalse(before.equals(tune(file, second).well().json().getLast()));
  }

  @Test
  void divergedTrainingsAreShownAndStopNothing() throws IOException {
    Files.writeString(
        Path.of(file), Files.readString(Path.of(file)).replace("epochs: 3", "epochs: 200"));
    CommandRun run = tune(file, "--rates", "0.1,100", "--folds", "2").well();
    assertTrue(
        run.out().lines().anyMatch(line -> line.matches("100 +diverged +diverged +- +- +-")),
        run.out());
    assertTrue(run.out().contains("best: learningRate=0.1"), run.out());
    CommandRun all = tune(file, "--rates", "100", "--folds", "2");
    assertEquals(ExitCode.UNWELL, all.code());
    assertTrue(all.out().contains("no candidate has a result on all folds"), all.out());
  }

  @Test
  void aBarWhereSomebodyWatches() {
    CommandRun run =
        CommandRun.with(
                "",
                true,
                Map.of("COLUMNS", "70", "LANG", "en_US.UTF-8"),
                "tune",
                file,
                "--rates",
                "0.1",
                "--folds",
                "2")
            .well();
    assertTrue(run.out().contains("\r\u001b[2K["), run.out());
    assertTrue(run.out().contains("/2 trainings  "), run.out());
    assertTrue(run.out().contains("\r\u001b[2K2 of 2 trainings in "), run.out());
  }

  /** The new file trains, finds its data, and has the best settings. */
  @Test
  void theBestSettingsAreWritten() throws IOException {
    Path tuned = folder.resolve("deeper/tuned.yaml");
    CommandRun run =
        tune(
                file,
                "--rates",
                "1e-6,0.125",
                "--grid",
                "training.batchSize=4,8",
                "--folds",
                "2",
                "--write",
                tuned.toString())
            .well();
    assertTrue(run.out().contains("for " + file), run.out());
    assertTrue(run.out().contains("batchSize: 4  # in training, line 7"), run.out());
    String text = Files.readString(tuned);
    assertTrue(text.startsWith("# line.yaml, tuned by thalweg tune: training.batchSize=4, "), text);
    assertTrue(text.contains("  file: ../line.csv\n"), text);
    assertTrue(text.contains("optimizer: {name: sgd, learningRate: 0.125}\n"), text);
    CommandRun.of("train", tuned.toString()).well();
  }

  @Test
  void allMistakesAreReportedAtOnce() throws IOException {
    CommandRun.of(
            "tune",
            file,
            "--folds",
            "1",
            "--rates",
            "x",
            "--grid",
            "optimizer.weightDecy=0,1",
            "--grid",
            "batch",
            "--metric",
            "accurcy",
            "--threads",
            "two",
            "--foldz",
            "--out",
            file)
        .refused(
            "8 things are wrong",
            "--folds: must be 2 or more, was 1",
            "--rates: 'x' is no positive number",
            "--grid optimizer.weightDecy: unknown key; did you mean 'weightDecay'?",
            "--grid: 'batch' should be KEY=VALUES",
            "--metric: unknown metric 'accurcy'; did you mean 'accuracy'?",
            "--threads: 'two' is no whole number",
            "unknown option '--foldz'; did you mean '--folds'?",
            "--out: " + file + " is no directory");
    CommandRun.of("tune").refused("FILE.yaml, the pipeline, is missing");
    tune(folder.toString(), "--folds", "0").refused("is a directory", "--folds: must be 2 or more");
    tune(file, "--find", "--folds", "3", "--grid", "loss=mse,mae")
        .refused("--folds: has no meaning with --find", "--grid: has no meaning with --find");
    tune(file, "--grid", "loss=mse,mae").refused("--metric: is loss, by which losses do not");
    tune(file, "--rates", "keep").refused("keep leaves nothing to try");
    tune(file, "--folds", "31").refused("--folds: must be at most 30");
    tune(file, "--grid", "optimizer.learningRate=1").refused("is what --rates sets");
    Files.writeString(Path.of(file), Files.readString(Path.of(file)).replace("mse", "mze"));
    tune(file, "--threads", "0")
        .refused("2 things are wrong", "line.yaml:5: loss: unknown loss", "--threads: must be 1");
  }

  @Test
  void otherKeysAreTunedAtTheFilesRate() {
    Map<String, Object> result =
        tune(file, "--rates", "keep", "--grid", "data.standardize=true,false", "--json")
            .well()
            .json()
            .getLast();
    assertNotNull(result.get("best"));
    assertEquals(2, list(result, "candidates").size());
  }

  @Test
  void helpTellsAll() {
    String help = CommandRun.of("tune", "--help").well().out();
    for (String word :
        List.of("--find", "--rates", "--grid", "--folds", "--metric", "--write", "1e-4..1e-1:7")) {
      assertTrue(help.contains(word), help);
    }
  }

  private static double number(Map<String, Object> event, String key) {
    return ((Number) Objects.requireNonNull(event.get(key), key)).doubleValue();
  }

  private static List<?> list(Map<String, Object> event, String key) {
    return (List<?>) Objects.requireNonNull(event.get(key), key);
  }
}
