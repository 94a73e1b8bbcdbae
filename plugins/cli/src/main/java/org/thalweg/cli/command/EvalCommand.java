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
import org.thalweg.cli.protocol.LossQuery;
import org.thalweg.cli.protocol.Words;
import org.thalweg.cli.show.Table;
import org.thalweg.cli.show.Trees;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells value and gradient of a loss. */
@Command(
    name = "eval",
    description = {
      "Tell value and gradient of a loss for some numbers.",
      "Without NAME, answer JSON lines from standard input, each a query such as",
      "{\"loss\": \"huber\", \"config\": {\"delta\": 0.3}, \"dtype\": \"float64\", \"reduction\": \"mean\", \"prediction\": [[0.5]], \"target\": [[1.0]], \"weight\": [1.0], \"mask\": [true]}"
    },
    footer = {
      "",
      "Numbers are 0.8,0.2 or rows 1,2;3,4 or JSON.",
      "Example: thalweg losses eval mse --prediction 0.8,0.2,0.9,0.1 --target 1,0,1,0"
    })
final class EvalCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The loss.")
  @Nullable String name;

  @Option(
      names = {"-p", "--prediction"},
      paramLabel = "NUMBERS",
      description = "What a model gives.")
  @Nullable String prediction;

  @Option(
      names = {"-t", "--target"},
      paramLabel = "NUMBERS",
      description = "What it should give.")
  @Nullable String target;

  @Option(names = "--weight", paramLabel = "NUMBERS", description = "How much each counts.")
  @Nullable String weight;

  @Option(names = "--mask", paramLabel = "NUMBERS", description = "Whether each counts, 1 or 0.")
  @Nullable String mask;

  @Option(names = "--config", paramLabel = "KEY=VALUE", description = "An option of the loss.")
  List<String> config = new ArrayList<>();

  @Option(
      names = "--reduction",
      paramLabel = "HOW",
      description = "mean (of weights), mean-by-count, sum or none.")
  @Nullable String reduction;

  @Option(names = "--dtype", paramLabel = "TYPE", description = "float64 (default) or float32.")
  @Nullable String dtype;

  @Option(names = "--json", description = "Write the answer as JSON.")
  boolean json;

  @Mixin PluginOptionGroup plugins = new PluginOptionGroup();

  EvalCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (name == null && (prediction != null || target != null)) {
      throw new ThalwegException(
          "losses eval: the name of a loss is missing, such as mse; 'thalweg losses' lists them");
    }
    Map<String, Object> query = name == null ? Map.of() : query(name);
    LossQuery losses = new LossQuery(plugins.load(session.console(), false).registry());
    if (name == null) {
      JsonLines.serve(session.console(), session.debug(), line -> losses.answer(line).json());
      return ExitCode.OK;
    }
    LossQuery.Answer answer = losses.answer(query);
    session.console().out().print(json ? answer.json() + "\n" : text(answer));
    return ExitCode.OK;
  }

  private static String text(LossQuery.Answer answer) {
    Table table = new Table();
    Trees.add(table, "value", answer.value());
    Trees.add(table, "gradient", answer.gradient());
    return table.text("");
  }

  private Map<String, Object> query(String loss) {
    if (prediction == null || target == null) {
      throw new ThalwegException(
          "losses eval %s: %s is missing; give both, such as --prediction 0.8,0.2 --target 1,0"
              .formatted(loss, prediction == null ? "--prediction" : "--target"));
    }
    Map<String, Object> query = new LinkedHashMap<>();
    query.put("loss", loss);
    query.put("config", Words.config(config));
    query.put("prediction", Words.numbers(prediction, "--prediction"));
    query.put("target", Words.numbers(target, "--target"));
    if (weight != null) {
      query.put("weight", Words.numbers(weight, "--weight"));
    }
    if (mask != null) {
      query.put("mask", Words.numbers(mask, "--mask"));
    }
    if (reduction != null) {
      query.put("reduction", reduction);
    }
    if (dtype != null) {
      query.put("dtype", dtype);
    }
    return query;
  }
}
