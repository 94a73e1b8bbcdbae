package org.thalweg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training that is saved and gone on with. */
class ResumeTest {
  private static final String PIPELINE =
      """
      data: {file: data.csv, target: y}
      model: [{name: dense, units: 4, activation: tanh}, {name: dropout, rate: 0.2}, {name: dense, units: 1}]
      loss: mse
      optimizer: {name: adam, learningRate: 0.01}
      training: {epochs: 6, batchSize: 3, validation: 0.25, metrics: [mae]}
      checkpoint: {everySteps: 4}
      """;

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    StringBuilder text = new StringBuilder("x,z,y\n");
    for (int i = 0; i < 20; i++) {
      text.append("%d,%d,%d\n".formatted(i % 7, i % 3, i % 5));
    }
    Files.writeString(folder.resolve("data.csv"), text);
    yaml("run.yaml", PIPELINE);
    yaml("whole.yaml", PIPELINE.replace("checkpoint: {everySteps: 4}\n", ""));
  }

  private String yaml(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private CommandRun train(String name, String... options) {
    return CommandRun.of(
        Stream.concat(Stream.of("train", folder.resolve(name).toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  private static Map<String, Object> untimed(Map<String, Object> result) {
    result.keySet().removeAll(List.of("seconds", "stepsPerSecond", "checkpoint"));
    return result;
  }

  @Test
  void aRunInPiecesIsTheWholeRun() throws IOException {
    Map<String, Object> whole = train("whole.yaml", "--json").well().json().getLast();
    assertFalse(whole.containsKey("checkpoint"));
    Path saved = folder.resolve("checkpoints/run");
    CommandRun first = train("run.yaml", "--resume", "--epochs", "2").well();
    Path tenth = saved.resolve("step-00000010.safetensors");
    assertTrue(first.out().endsWith("saved: " + tenth + ", to go on with --resume\n"), first.out());
    assertEquals(
        List.of("step-00000005", "step-00000008", "step-00000010"), names(saved), "the last three");
    List<Map<String, Object>> events =
        train("run.yaml", "--epochs", "3", "--resume", "--json").well().json();
    assertEquals("10", String.valueOf(events.getFirst().get("step")));
    assertEquals("first-step", events.get(1).get("event"));
    Map<String, Object> last =
        train("run.yaml", "--resume", saved.toString(), "--json").well().json().getLast();
    assertEquals(
        saved.resolve("step-00000030.safetensors").toString(),
        String.valueOf(last.get("checkpoint")));
    assertEquals(untimed(whole), untimed(last));
  }

  private static List<String> names(Path saved) throws IOException {
    try (Stream<Path> files = Files.list(saved)) {
      return files
          .map(file -> file.getFileName().toString().replace(".safetensors", ""))
          .sorted()
          .toList();
    }
  }

  @Test
  void whatCannotBeGoneOnWithIsRefused() throws IOException {
    train("run.yaml", "--epochs", "1").well();
    Path saved = folder.resolve("checkpoints/run");
    train("run.yaml").refused(saved + " holds checkpoints already", "remove or rename");
    train("run.yaml", "--resume", "--seed", "4")
        .refused("checkpoint of another run", "training.seed is 0 there and 4 here");
    yaml("run.yaml", PIPELINE.replace("0.01", "0.1").replace("units: 4", "units: 5"));
    train("run.yaml", "--resume")
        .refused(
            "model.layers[0].units is 4 there and 5 here",
            "optimizer.learningRate is 0.01 there and 0.1 here");
    train("whole.yaml", "--resume").refused("has no 'checkpoint:'");
    train("whole.yaml", "--resume", folder.toString()).refused("no checkpoints", folder.toString());
    train("whole.yaml", "--resume", "none.safetensors").refused("none.safetensors does not exist");
    Path file = saved.resolve("step-00000005.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 2;
    Files.write(file, bytes);
    train("whole.yaml", "--resume", file.toString()).refused("is damaged", "checksum");
  }
}
