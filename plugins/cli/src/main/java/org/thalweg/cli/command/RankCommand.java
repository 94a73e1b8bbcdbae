package org.thalweg.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.plugin.Registry;
import org.thalweg.cli.console.Console;
import org.thalweg.cli.console.ExitCode;
import org.thalweg.cli.console.WholeFile;
import org.thalweg.cli.docs.TimeToTarget;
import org.thalweg.cli.progress.Tally;
import org.thalweg.cli.protocol.Mistakes;
import org.thalweg.cli.race.Racers;
import org.thalweg.cli.rank.Candidates;
import org.thalweg.cli.rank.Problem;
import org.thalweg.cli.rank.Ranking;
import org.thalweg.cli.rank.Results;
import org.thalweg.cli.rank.Trials;
import org.thalweg.cli.show.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ranks optimizers by their time to a target. */
@Command(
    name = "rank",
    description = {
      "Rank optimizers by the steps that they take to a loss on held-out examples.",
      "A problem is a pipeline whose training has 'validation' and 'targetLoss'; the target is taken"
          + " for the loss on the examples held out, 'epochs' is the most that anybody gets.",
      "Each optimizer is tried at five learning rates around its default. The score is the area"
          + " below its performance profile, from 0 to 1."
    },
    footer = {
      "",
      "Example: thalweg optimizers rank examples/time-to-target --out docs/optimizers",
      "Example: thalweg optimizers rank my.yaml --only adamw,lion,muon"
    })
final class RankCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE.yaml|FOLDER",
      description = "The problems, or a folder of them.")
  List<Path> files = new ArrayList<>();

  @Option(
      names = "--only",
      paramLabel = "NAME,...",
      split = ",",
      description = "These optimizers; all of them unless given.")
  List<String> only = new ArrayList<>();

  @Option(
      names = "--every",
      paramLabel = "N",
      description = "How many steps lie between evaluations; 5 unless given.")
  int every = 5;

  @Option(
      names = "--from",
      paramLabel = "FILE.json",
      description = "Results to show, in place of problems to measure.")
  @Nullable Path from;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FOLDER",
      description = "Where to write time-to-target.json, .md and .svg.")
  @Nullable Path out;

  @Option(names = "--json", description = "Write the results as JSON.")
  boolean json;

  @Mixin PluginOptionGroup plugins = new PluginOptionGroup();

  RankCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Console console = session.console();
    Results results = from == null ? measured() : Results.parse(text(from));
    if (out != null) {
      Path folder = out;
      TimeToTarget.pages(results)
          .forEach((name, page) -> WholeFile.write(folder.resolve(name), page));
    }
    console.out().print(json ? results.json() : table(Ranking.of(results)));
    return ExitCode.OK;
  }

  private Results measured() {
    Registry registry = plugins.load(session.console(), false).registry();
    Mistakes mistakes = new Mistakes();
    mistakes.require(!files.isEmpty(), "", "a problem is missing, such as examples/time-to-target");
    mistakes.require(every >= 1, "--every", "must be 1 or more, was " + every);
    List<Problem> problems = new ArrayList<>();
    for (Path file : files) {
      mistakes.attempt("", () -> problems(file, registry)).ifPresent(problems::addAll);
    }
    Candidates all = Candidates.of(registry);
    Map<String, String> wordsByName = new LinkedHashMap<>();
    all.words().forEach(word -> wordsByName.put(Racers.name(word), word));
    List<String> words =
        only.isEmpty()
            ? all.words()
            : only.stream().map(name -> wordsByName.getOrDefault(name, name)).toList();
    Racers.of(words, registry, mistakes);
    mistakes.tell();
    try (Tally tally =
        new Tally(session.console(), "trainings", words.size() * problems.size(), !json)) {
      return new Results(
          every,
          problems.stream().map(Problem::about).toList(),
          new Trials(registry, every).run(words, problems, tally::count),
          only.isEmpty() ? all.leftOut() : Map.of());
    }
  }

  private static List<Problem> problems(Path file, Registry registry) {
    if (!Files.isDirectory(file)) {
      return List.of(Problem.read(file, registry));
    }
    try (Stream<Path> inside = Files.list(file)) {
      return inside
          .filter(one -> one.toString().endsWith(".yaml"))
          .sorted()
          .map(one -> Problem.read(one, registry))
          .toList();
    } catch (IOException e) {
      throw new ThalwegException("cannot read %s: %s".formatted(file, e), e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ThalwegException("cannot read %s: %s".formatted(file, e), e);
    }
  }

  private static String table(Ranking ranking) {
    List<String> head = new ArrayList<>(List.of("", "optimizer", "score"));
    if (!ranking.rows().isEmpty()) {
      ranking.rows().getFirst().entries().forEach(entry -> head.add(entry.problem()));
    }
    Table table = new Table().row(head.toArray(String[]::new));
    int place = 0;
    for (Ranking.Row row : ranking.rows()) {
      place++;
      List<String> cells =
          new ArrayList<>(
              List.of(Integer.toString(place), row.name(), TimeToTarget.score(row.score())));
      row.entries().forEach(entry -> cells.add(TimeToTarget.cell(entry)));
      table.row(cells.toArray(String[]::new));
    }
    return table.text("");
  }
}
