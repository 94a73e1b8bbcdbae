package org.thalweg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thalweg.cli.console.ExitCode;

/** The examples train, whoever reads the output. */
class TrainTest {
  private static final Path PIPELINES = Path.of("../../examples/pipelines");

  private static List<Path> pipelines() throws IOException {
    try (Stream<Path> files = Files.list(PIPELINES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static String example(String name) {
    return PIPELINES.resolve(name).toString();
  }

  private static double number(Map<String, Object> event, String key) {
    return ((Number) Objects.requireNonNull(event.get(key), key)).doubleValue();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> evaluation(Map<String, Object> event) {
    return (Map<String, Object>) Objects.requireNonNull(event.get("evaluation"));
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void examplesTrain(Path file) {
    List<Map<String, Object>> events =
        CommandRun.of("train", file.toString(), "--json").well().json();
    List<Map<String, Object>> epochs =
        events.stream().filter(event -> "epoch".equals(event.get("event"))).toList();
    assertEquals("start", events.getFirst().get("event"));
    assertEquals("first-step", events.get(1).get("event"));
    assertEquals("result", events.getLast().get("event"));
    assertEquals(events.size() - 3, epochs.size());
    assertEquals(number(events.getLast(), "epochs"), epochs.size());
    assertTrue(
        number(epochs.getLast(), "loss") < number(epochs.getFirst(), "loss"), file::toString);
  }

  @Test
  void digitsAreRecognised() {
    Map<String, Object> result =
        CommandRun.of("train", example("digits.yaml"), "--json").well().json().getLast();
    assertTrue(number(evaluation(result), "accuracy") >= 0.97, result::toString);
    assertEquals(359, number(result, "heldOut"));
    assertEquals("epochs", result.get("stop"));
  }

  @Test
  void linesWhereNobodyWatches() {
    CommandRun run =
        CommandRun.of("train", example("binary-classifier.yaml"), "--epochs", "2").well();
    List<String> lines = run.out().lines().toList();
    assertEquals(5, lines.size(), run.out());
    assertTrue(
        lines.get(0).matches("epoch 1/2  loss [0-9.]+  held-out loss [0-9.]+  accuracy .*"),
        run.out());
    assertTrue(lines.get(1).startsWith("epoch 2/2  loss "), run.out());
    assertTrue(
        lines.get(2).startsWith("stopped after 2 epochs (all epochs are done) in "), run.out());
    assertTrue(
        lines.get(4).matches("held out \\(\\d+ examples\\): loss [0-9.]+, accuracy [0-9.]+"),
        run.out());
    assertFalse(run.out().contains("\u001b"), run.out());
  }

  @Test
  void slicesAreToldApartTheWorstFirst(@TempDir Path folder) throws IOException {
    StringBuilder text = new StringBuilder("x,y,region\n");
    for (int i = 0; i < 40; i++) {
      text.append("%d,%d,%s\n".formatted(i % 4, i % 2 == 0 ? 9 : 0, i % 2 == 0 ? "north" : "east"));
    }
    Files.writeString(folder.resolve("sales.csv"), text);
    Path yaml =
        Files.writeString(
            folder.resolve("sales.yaml"),
            """
            data: {file: sales.csv, target: y, sliceBy: region, ignore: [region]}
            model: {name: dense, units: 1, initializer: zeros}
            loss: mse
            optimizer: {name: sgd, learningRate: 1e-6}
            training: {epochs: 1}
            """);
    List<String> lines = CommandRun.of("train", yaml.toString()).well().out().lines().toList();
    assertTrue(lines.get(lines.size() - 2).startsWith("  north: loss 8"), lines::toString);
    assertTrue(lines.getLast().startsWith("  east: loss "), lines::toString);
    Map<String, Object> result =
        CommandRun.of("train", yaml.toString(), "--json").well().json().getLast();
    Map<?, ?> slices = (Map<?, ?>) Objects.requireNonNull(result.get("slices"));
    assertEquals(List.of("east", "north"), List.copyOf(slices.keySet()));
  }

  @Test
  void barWhereSomebodyDoes() {
    CommandRun run =
        CommandRun.with(
                "",
                true,
                Map.of("COLUMNS", "70"),
                "train",
                example("binary-classifier.yaml"),
                "--epochs",
                "2")
            .well();
    assertTrue(run.out().startsWith("\r\u001b[2Kepoch 1/2 ["), run.out());
    assertTrue(run.out().contains("\r\u001b[2Kstopped after 2 epochs"), run.out());
  }

  @Test
  void seedsDecide() {
    String first = last("--seed", "7");
    assertEquals(first, last("--seed", "7"));
    assertNotEquals(first, last("--seed", "8"));
  }

  private static String last(String... options) {
    String[] arguments = {"train", example("binary-classifier.yaml"), "--epochs", "1", "--json"};
    String[] all = Stream.concat(Stream.of(arguments), Stream.of(options)).toArray(String[]::new);
    return evaluation(CommandRun.of(all).well().json().getLast()).toString();
  }

  @Test
  void figuresAreEnglishEverywhere() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      CommandRun run =
          CommandRun.of("train", example("binary-classifier.yaml"), "--epochs", "1").well();
      assertTrue(run.out().matches("(?s)epoch 1/1  loss [0-9]+\\.[0-9]+ .*"), run.out());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void divergenceIsNotWell(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("data.csv"), "x,y\n1e20,1e20\n-1e20,3\n");
    Path file =
        Files.writeString(
            folder.resolve("p.yaml"),
            """
            data: {file: data.csv, target: y}
            model: [{name: dense, units: 1}]
            loss: mse
            optimizer: {name: sgd, learningRate: 1000}
            """);
    CommandRun run = CommandRun.of("train", file.toString());
    assertEquals(ExitCode.UNWELL, run.code(), run.err());
    assertTrue(run.out().contains("lower the learning rate"), run.out());
  }
}
