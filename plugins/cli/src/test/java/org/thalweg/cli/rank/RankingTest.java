package org.thalweg.cli.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.cli.CommandRun;
import org.thalweg.cli.docs.TimeToTarget;
import org.thalweg.nn.plugin.PluginLoader;
import org.thalweg.nn.plugin.PluginOptions;

/**
 * {@code optimizers rank}: the committed page is what its results make, and they can be made again.
 */
class RankingTest {
  private static final Path COMMITTED = Path.of("../../docs/optimizers");
  private static final Path PROBLEMS = Path.of("../../examples/time-to-target");
  private static final Registry REGISTRY = PluginLoader.load(PluginOptions.classPath()).registry();

  @TempDir Path folder;

  private static Results committed() throws IOException {
    return Results.parse(Files.readString(COMMITTED.resolve("time-to-target.json")));
  }

  @Test
  void committedPageIsWhatTheResultsMake() throws IOException {
    for (Map.Entry<String, String> page : TimeToTarget.pages(committed()).entrySet()) {
      assertEquals(
          page.getValue(),
          Files.readString(COMMITTED.resolve(page.getKey())),
          "renew it with: ./thalweg optimizers rank --from docs/optimizers/time-to-target.json --out docs/optimizers");
    }
  }

  @Test
  void committedResultsAreOfAllOptimizersAndProblems() throws IOException {
    Results results = committed();
    Set<String> names =
        results.entries().stream()
            .map(entry -> entry.optimizer().replaceFirst(":.*", ""))
            .collect(Collectors.toSet());
    names.addAll(results.leftOut().keySet());
    assertEquals(
        REGISTRY.all(Kind.OPTIMIZER).stream().map(Component::name).collect(Collectors.toSet()),
        names,
        "measure again with: ./thalweg optimizers rank examples/time-to-target --out docs/optimizers");
    assertEquals(4, results.problems().size());
    try (Stream<Path> files = Files.list(PROBLEMS)) {
      assertEquals(
          results.problems(),
          files.sorted().map(file -> Problem.read(file, REGISTRY).about()).toList());
    }
    for (Ranking.Row row : Ranking.of(results).rows()) {
      assertEquals(4, row.entries().size(), row.optimizer());
    }
  }

  /**
   * Trainings give the same bits, so the least losses are the same too. Of those on correlated one
   * arrives, and with larger rates the loss rises, or is not finite in the end.
   */
  @Test
  void entriesCanBeMeasuredAgain() throws IOException {
    measureAgain("breast-cancer", "sgd");
    measureAgain("breast-cancer", "ema:optimizer=adam");
    measureAgain("correlated", "sgd");
  }

  private static void measureAgain(String name, String optimizer) throws IOException {
    Results results = committed();
    Problem problem = Problem.read(PROBLEMS.resolve(name + ".yaml"), REGISTRY);
    Results.Entry entry =
        results.of(optimizer).stream()
            .filter(one -> one.problem().equals(problem.name()))
            .findFirst()
            .orElseThrow();
    assertEquals(entry, new Trials(REGISTRY, results.every()).run(optimizer, problem));
  }

  private static Results.Entry entry(String optimizer, String problem, int gradients, long steps) {
    return new Results.Entry(
        optimizer,
        problem,
        gradients,
        List.of(
            new Results.Try(
                OptionalDouble.of(0.1),
                steps == 0 ? OptionalLong.empty() : OptionalLong.of(steps),
                0.5,
                false),
            new Results.Try(OptionalDouble.of(1), OptionalLong.empty(), Double.NaN, true)));
  }

  private static Results results() {
    Results.About about = new Results.About("p", 0.5, 10, 5, 2, 100);
    return new Results(
        5,
        List.of(about, new Results.About("q", 0.25, 10, 5, 2, 100)),
        List.of(
            // as good as fast, and after it by name
            entry("twice:optimizer=adam", "p", 2, 10),
            entry("twice:optimizer=adam", "q", 2, 10),
            entry("fast", "p", 1, 10),
            entry("fast", "q", 1, 40),
            entry("never", "p", 1, 0),
            entry("never", "q", 1, 320)),
        Map.of("chain", "is what its parts are"));
  }

  /** Ratios 1 and 2, 2 and 1, infinite and 16; the area of a ratio r is 1 - log r / log 16. */
  @Test
  void scoresAreAreasBelowProfiles() {
    List<Ranking.Row> rows = Ranking.of(results()).rows();
    assertEquals(List.of("fast", "twice", "never"), rows.stream().map(Ranking.Row::name).toList());
    assertEquals(List.of(1.0, 2.0), rows.get(0).ratios());
    assertEquals(List.of(2.0, 1.0), rows.get(1).ratios());
    assertEquals(0.875, rows.get(0).score(), 1e-12);
    assertEquals(0.875, rows.get(1).score(), 1e-12);
    assertEquals(0, rows.get(2).score(), 1e-12);
    for (Ranking.Row row : rows) {
      double area = 0;
      int pieces = 4096;
      for (int i = 0; i < pieces; i++) {
        area += row.profile(Math.pow(16, (i + 0.5) / pieces)) / pieces;
      }
      assertEquals(area, row.score(), 1e-3);
    }
    assertEquals(0.5, rows.get(0).profile(1.9));
    assertEquals(1, rows.get(0).profile(2));
  }

  @Test
  void resultsAreReadAsTheyAreWritten() {
    Results results = results();
    assertEquals(results.json(), Results.parse(results.json()).json());
    assertEquals(results.entries(), Results.parse(results.json()).entries());
    assertEquals(results.problems(), Results.parse(results.json()).problems());
    String page = TimeToTarget.pages(results).getOrDefault("time-to-target.md", "");
    assertTrue(page.contains("| 1 | [fast](fast.md) | 0.875 | 10 (0.1) | 40 (0.1) |  |"), page);
    assertTrue(page.contains("2 gradients a step, `optimizer=adam`"), page);
    assertTrue(page.contains("| [never](never.md) | p | 0.5000 |"), page);
  }

  @Test
  void anyPipelineIsAProblem() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mine.yaml"),
            Files.readString(PROBLEMS.resolve("correlated.yaml"))
                .replace("../data", PROBLEMS.resolveSibling("data").toAbsolutePath().toString())
                .replace("epochs: 27", "epochs: 1"));
    CommandRun run =
        CommandRun.of(
                "optimizers",
                "rank",
                file.toString(),
                "--only",
                "adam,sgd",
                "-o",
                folder.toString())
            .well();
    assertEquals(3, run.out().lines().count(), run.out()); // a head, and two optimizers
    assertTrue(run.out().contains("mine"), run.out());
    for (String name : List.of("time-to-target.json", "time-to-target.md", "time-to-target.svg")) {
      assertTrue(Files.exists(folder.resolve(name)), name);
    }
    CommandRun again =
        CommandRun.of(
            "optimizers", "rank", "--from", folder.resolve("time-to-target.json").toString());
    assertEquals(run.out(), again.out());
  }

  @Test
  void mistakesAreToldAtOnce() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mine.yaml"),
            Files.readString(PROBLEMS.resolve("correlated.yaml"))
                .replace("../data", PROBLEMS.resolveSibling("data").toAbsolutePath().toString())
                .replaceAll("  targetLoss: .*\n", ""));
    CommandRun.of("optimizers", "rank", file.toString(), "--only", "admm", "--every", "0")
        .refused(
            "3 things are wrong",
            "training lacks 'targetLoss'",
            "unknown optimizer 'admm'; did you mean 'adam'?",
            "--every: must be 1 or more");
    CommandRun.of("optimizers", "rank").refused("a problem is missing");
  }
}
