package org.thalweg.nn.tune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.plugin.ConfigException;
import org.thalweg.api.plugin.Problem;
import org.thalweg.api.plugin.Registry;
import org.thalweg.loss.CoreLosses;
import org.thalweg.nn.CoreLayers;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.nn.pipeline.PipelineFile;
import org.thalweg.optim.CoreOptimizers;

/** A grid is every value with every other, checked before anything is trained. */
class GridTest {
  @TempDir Path folder;
  private final Registry registry = new Registry();

  @BeforeEach
  void install() throws IOException {
    registry.install("core-layers", new CoreLayers());
    registry.install("loss-core", new CoreLosses());
    registry.install("optim-core", new CoreOptimizers());
    StringBuilder text = new StringBuilder("x,y\n");
    for (int i = 0; i < 20; i++) {
      text.append(i).append(',').append(3 * i + 1).append('\n');
    }
    Files.writeString(folder.resolve("line.csv"), text);
  }

  private PipelineFile file(String optimizer) {
    try {
      Path file =
          Files.writeString(
              folder.resolve("line.yaml"),
              """
              data: {file: line.csv, target: y, standardize: true}
              model:
                - {name: dense, units: 4, activation: relu}
                - {name: dense, units: 1}
              loss: mse
              optimizer: %s
              training: {epochs: 5, batchSize: 4}
              """
                  .formatted(optimizer));
      return PipelineFile.read(file, registry);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Candidate> candidates(PipelineFile file, Axis... axes) {
    return Grid.of(file, List.of(axes), UnaryOperator.identity());
  }

  @Test
  void everyValueWithEveryOther() {
    List<Candidate> all =
        candidates(
            file("{name: adamw, learningRate: 0.01}"),
            new Axis("optimizer.weightDecay", List.of(0, 0.1)),
            new Axis("model[0].units", List.of(2, 3)),
            Axis.rates(0.1, 0.2));
    assertEquals(8, all.size());
    assertEquals(
        "optimizer.weightDecay=0, model[0].units=2, learningRate=0.1", all.getFirst().toString());
    assertEquals(
        "optimizer.weightDecay=0, model[0].units=2, learningRate=0.2", all.get(1).toString());
    assertEquals(
        "optimizer.weightDecay=0.1, model[0].units=3, learningRate=0.2", all.getLast().toString());
    assertEquals(
        8,
        all.stream()
            .map(one -> one.pipeline().optimizer() + "" + one.pipeline().model())
            .distinct()
            .count());
  }

  @Test
  void withoutAxesThereIsThePipeline() {
    List<Candidate> all = candidates(file("adam"));
    assertEquals(1, all.size());
    assertEquals("", all.getFirst().toString());
  }

  @Test
  void allMistakesAreReportedAtOnce() {
    List<Problem> problems =
        Grid.problems(
            file("{name: sgd, learningRate: 0.1}"),
            List.of(
                new Axis("optimizer.weightDecy", List.of(0, 1)),
                new Axis("optimizer.momentum", List.of(0.5, "much")),
                new Axis("training.epoch", List.of(1))));
    assertEquals(
        List.of(
            "optimizer.weightDecy: unknown key; did you mean 'weightDecay'?",
            "training.epoch: unknown key; did you mean 'epochs'?"),
        problems.stream()
            .map(Problem::toString)
            .filter(text -> text.contains("unknown key"))
            .toList());
    assertTrue(
        problems.stream().anyMatch(problem -> problem.path().startsWith("optimizer.momentum")),
        problems::toString);
    assertThrows(
        ConfigException.class, () -> candidates(file("adam"), new Axis("optimzer.x", List.of(1))));
    assertEquals(
        List.of("model[7].units: model has 2 entries, 0 to 1"),
        Grid.problems(file("adam"), List.of(new Axis("model[7].units", List.of(1)))).stream()
            .map(Problem::toString)
            .toList());
  }

  @Test
  void valuesThatDoNotGoTogetherAreReported() {
    List<Problem> problems =
        Grid.problems(
            file("{name: sgd, learningRate: 0.1}"),
            List.of(
                new Axis("optimizer.momentum", List.of(0, 0.9)),
                new Axis("optimizer.nesterov", List.of(false, true))));
    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.getFirst().message().contains("nesterov takes a positive momentum"));
  }

  /** What is written into the file gives the optimizer that was tried. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "adam",
        "{name: adamw, learningRate: 0.01}",
        "{name: lookahead, optimizer: {name: sgd, learningRate: 1}}",
        "{name: sgd, learningRate: {name: cosine, initial: 0.3, steps: 40}}",
        "{name: sgd, learningRate: {name: warm-up, schedule: 0.2, steps: 4}}",
        "{name: groups, groups: [{match: '*bias', optimizer: {name: sgd, learningRate: 0.25}}],"
            + " otherwise: {name: adam, learningRate: 0.5}}"
      })
  void theFileTakesWhatWasTried(String optimizer) {
    PipelineFile file = file(optimizer);
    for (Candidate candidate : candidates(file, Axis.rates(0.01, 0.125))) {
      Map<String, Object> settings = Grid.inFile(file, candidate, UnaryOperator.identity());
      Pipeline read = file.pipeline(settings);
      assertEquals(candidate.pipeline().optimizer(), read.optimizer());
      assertEquals(
          candidate.toString().equals("learningRate=0.01") ? 0.01 : 0.125,
          LearningRates.of(read.optimizer(), Steps.of(read)).peak(),
          1e-12);
    }
  }

  @Test
  void rangesAreLogarithmic() {
    assertArrayEquals(new double[] {0.001, 0.01, 0.1}, Axis.logRange(0.001, 0.1, 3));
    assertArrayEquals(new double[] {0.001, 0.00316, 0.01}, Axis.logRange(0.001, 0.01, 3));
    assertArrayEquals(new double[] {0.00123456, 0.5}, Axis.logRange(0.00123456, 0.5, 2));
    assertThrows(ThalwegException.class, () -> Axis.logRange(1, 1, 3));
    assertThrows(ThalwegException.class, () -> Axis.logRange(0, 1, 3));
    assertThrows(ThalwegException.class, () -> Axis.logRange(1, 2, 1));
  }
}
