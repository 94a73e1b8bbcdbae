package org.thalweg.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.cli.console.ExitCode;
import org.thalweg.cli.protocol.JsonLines;
import org.thalweg.cli.protocol.Mistakes;
import org.thalweg.cli.protocol.OptimizerQuery;
import org.thalweg.cli.protocol.Words;
import org.thalweg.cli.show.Table;
import org.thalweg.cli.show.Trees;
import org.thalweg.optim.function.TestFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows an optimizer. */
@Command(
    name = "run",
    description = {
      "Follow an optimizer down a test function.",
      "Without NAME, answer JSON lines from standard input, each a query such as",
      "{\"optimizer\": \"adam\", \"config\": {\"learningRate\": 0.01}, \"dtype\": \"float64\", \"parameters\": {\"bias\": [0.5]}, \"gradients\": [{\"bias\": [0.1]}]}",
      "{\"optimizer\": \"adam\", \"function\": \"rosenbrock\", \"start\": [1.5, 1.5], \"steps\": 100}"
    },
    footer = {
      "",
      "Example: thalweg optimizers run adam --function rosenbrock --start 1.5,1.5 --steps 100 --config learningRate=0.01"
    })
final class RunCommand implements Callable<Integer> {
  private static final int ROWS = 20;

  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The optimizer.")
  @Nullable String name;

  @Option(
      names = {"-f", "--function"},
      paramLabel = "NAME",
      description = "Such as rosenbrock, sphere, quadratic, beale, himmelblau or booth.")
  @Nullable String function;

  @Option(
      names = "--start",
      paramLabel = "NUMBERS",
      description = "Where it starts; the function's usual start unless given.")
  @Nullable String start;

  @Option(names = "--steps", paramLabel = "N", description = "How many steps; 100 unless given.")
  int steps = 100;

  @Option(names = "--config", paramLabel = "KEY=VALUE", description = "An option of it.")
  List<String> config = new ArrayList<>();

  @Option(names = "--dtype", paramLabel = "TYPE", description = "float64 (default) or float32.")
  @Nullable String dtype;

  @Option(names = "--json", description = "Write the answer as JSON.")
  boolean json;

  @Mixin PluginOptionGroup plugins = new PluginOptionGroup();

  RunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (name == null && function != null) {
      throw new ThalwegException(
          "optimizers run: the name of an optimizer is missing, such as adam; 'thalweg optimizers' lists them");
    }
    if (name != null && function == null) {
      throw new ThalwegException(
          "optimizers run %s: --function is missing, one of %s"
              .formatted(name, List.of(TestFunction.values())));
    }
    OptimizerQuery optimizers =
        new OptimizerQuery(plugins.load(session.console(), false).registry());
    if (name == null || function == null) {
      JsonLines.serve(session.console(), session.debug(), line -> optimizers.answer(line).json());
      return ExitCode.OK;
    }
    Mistakes mistakes = new Mistakes();
    OptimizerQuery.Minimized way =
        optimizers.minimize(query(name, function, mistakes), name, mistakes);
    session.console().out().print(json ? way.json() + "\n" : table(way));
    return ExitCode.OK;
  }

  private Map<String, Object> query(String optimizer, String down, Mistakes mistakes) {
    Map<String, Object> query = new LinkedHashMap<>();
    query.put("optimizer", optimizer);
    mistakes.attempt("", () -> Words.config(config)).ifPresent(map -> query.put("config", map));
    query.put("function", down);
    query.put("steps", steps);
    if (start != null) {
      String numbers = start;
      mistakes
          .attempt("", () -> Words.numbers(numbers, "--start"))
          .ifPresent(point -> query.put("start", point));
    }
    if (dtype != null) {
      query.put("dtype", dtype);
    }
    return query;
  }

  /** Returns some of the points, evenly spread, the first and the last among them. */
  private static String table(OptimizerQuery.Minimized way) {
    Table table = new Table().row("step", "value", "point");
    int last = way.path().size() - 1;
    int rows = Math.min(ROWS, last);
    for (int row = 0; row <= rows; row++) {
      int step = rows == 0 ? 0 : (int) Math.round((double) row * last / rows);
      table.row(
          Integer.toString(step),
          way.values().get(step).toString(),
          Trees.row(way.path().get(step), 0, way.path().get(step).size()));
    }
    return table.text("");
  }
}
