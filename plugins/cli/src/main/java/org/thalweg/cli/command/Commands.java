package org.thalweg.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.thalweg.api.plugin.Suggestions;
import org.thalweg.cli.console.Console;
import org.thalweg.cli.console.Errors;
import org.thalweg.cli.console.ExitCode;
import org.thalweg.cli.docs.LossPages;
import org.thalweg.cli.docs.OptimizerPages;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, and how one is found and run. */
public final class Commands {
  private static final int WIDTH = 100;

  private Commands() {}

  /** Runs the command that the arguments name and returns its exit code. */
  public static int execute(Console console, String... arguments) {
    boolean debug = Arrays.asList(arguments).contains("--debug");
    try {
      return line(console, debug, arguments).execute(arguments);
    } catch (RuntimeException | Error e) {
      return Errors.report(console, e, debug);
    }
  }

  private static CommandLine line(Console console, boolean debug, String... arguments) {
    CommandLine root = new CommandLine(new RootCommand(), factory());
    SequencedMap<String, Supplier<CommandLine>> all = all(new Session(console, debug));
    // Others than the one asked for are left out: to read their options takes time.
    String wanted =
        Arrays.stream(arguments).filter(word -> !word.startsWith("-")).findFirst().orElse("");
    Supplier<CommandLine> one = all.get(wanted);
    if (one != null) {
      root.addSubcommand(wanted, one.get());
    } else {
      all.forEach((name, command) -> root.addSubcommand(name, command.get()));
    }
    return root.setOut(new PrintWriter(console.out(), true, UTF_8))
        .setErr(new PrintWriter(console.err(), true, UTF_8))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                console.style().enabled() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
        .setUsageHelpWidth(WIDTH)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, _) -> misused(console, e, debug))
        .setExecutionExceptionHandler((e, _, _) -> Errors.report(console, e, debug));
  }

  private static SequencedMap<String, Supplier<CommandLine>> all(Session session) {
    SequencedMap<String, Supplier<CommandLine>> all = new LinkedHashMap<>();
    all.put("train", () -> line(new TrainCommand(session)));
    all.put("tune", () -> line(new TuneCommand(session)));
    all.put(
        "losses",
        () ->
            line(new LossesCommand(session))
                .addSubcommand("show", line(new LossShowCommand(session)))
                .addSubcommand("eval", line(new EvalCommand(session)))
                .addSubcommand("advise", line(new AdviseCommand(session)))
                .addSubcommand("docs", line(new DocsCommand(session, LossPages::of, "loss-core"))));
    all.put(
        "optimizers",
        () ->
            line(new OptimizersCommand(session))
                .addSubcommand("show", line(new ShowCommand(session, Listing.OPTIMIZERS)))
                .addSubcommand(
                    "docs", line(new DocsCommand(session, OptimizerPages::of, "optim-core")))
                .addSubcommand("run", line(new RunCommand(session)))
                .addSubcommand("race", line(new RaceCommand(session)))
                .addSubcommand("rank", line(new RankCommand(session))));
    all.put(
        "layers",
        () ->
            line(new LayersCommand(session))
                .addSubcommand("show", line(new ShowCommand(session, Listing.LAYERS))));
    all.put("plugins", () -> line(new PluginsCommand(session)));
    all.put("doctor", () -> line(new DoctorCommand(session)));
    return all;
  }

  private static CommandLine line(Object command) {
    return new CommandLine(command, factory());
  }

  /** Returns what makes option groups; all have a constructor without arguments. */
  private static IFactory factory() {
    return CommandLine.defaultFactory();
  }

  private static String message(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return String.valueOf(e.getMessage());
    }
    String word = unmatched.getUnmatched().getFirst();
    boolean atRoot = e.getCommandLine().getParent() == null;
    String what = word.startsWith("-") ? "option" : atRoot ? "command" : "argument";
    Collection<String> known =
        atRoot ? e.getCommandLine().getSubcommands().keySet() : unmatched.getSuggestions();
    return "unknown %s '%s'%s".formatted(what, word, Suggestions.of(word, known));
  }

  private static int misused(Console console, ParameterException e, boolean debug) {
    CommandLine line = e.getCommandLine();
    String name = line.getCommandSpec().qualifiedName();
    console.out().flush();
    console.err().println(console.style().red("thalweg: ") + message(e));
    console.err().println("see '%s --help'".formatted(name));
    if (debug) {
      e.printStackTrace(console.err());
    }
    return ExitCode.BAD_INPUT;
  }
}
