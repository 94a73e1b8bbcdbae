package org.thalweg.cli.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.thalweg.cli.console.Console;
import org.thalweg.cli.console.ExitCode;
import org.thalweg.cli.protocol.JsonWriter;
import org.thalweg.cli.show.Style;
import org.thalweg.nn.plugin.PluginReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists plugins, those that do not load with the cure. */
@Command(
    name = "plugins",
    description = "List the plugins, what they bring, and what to do about those that do not load.",
    footer = {"", "Example: thalweg plugins --plugins plugins.d"})
final class PluginsCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--json", description = "Write JSON, a plugin a line.")
  boolean json;

  @Mixin PluginOptionGroup plugins = new PluginOptionGroup();

  PluginsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Console console = session.console();
    PluginReport report = plugins.report(console).report();
    for (PluginReport.Row row : report.rows()) {
      console.out().println(json ? JsonWriter.write(json(row)) : text(row, console.style()));
    }
    if (!json) {
      console.out().println(place(plugins.directory(console)));
    }
    return report.rejected().isEmpty() ? ExitCode.OK : ExitCode.BAD_INPUT;
  }

  private static String place(Optional<Path> directory) {
    return directory
        .map(path -> "plugin directory: " + path.toAbsolutePath().normalize())
        .orElse("no plugin directory; put jars into plugins.d, or name another with --plugins DIR");
  }

  private static String text(PluginReport.Row row, Style style) {
    return switch (row) {
      case PluginReport.Loaded loaded ->
          "%s %s  (%s)%s"
              .formatted(
                  style.green("loaded"),
                  style.bold((loaded.name() + " " + loaded.version()).strip()),
                  loaded.place(),
                  loaded.contributions().entrySet().stream()
                      .map(entry ->
                          "\n  " + entry.getKey() + ": " + String.join(", ", entry.getValue()))
                      .collect(Collectors.joining()));
      case PluginReport.Rejected rejected ->
          "%s %s\n  cause: %s\n  cure:  %s"
              .formatted(
                  style.red("not loaded"),
                  style.bold(rejected.place()),
                  rejected.cause(),
                  rejected.cure());
    };
  }

  private static Map<String, Object> json(PluginReport.Row row) {
    Map<String, Object> values = new LinkedHashMap<>();
    switch (row) {
      case PluginReport.Loaded loaded -> {
        values.put("loaded", true);
        values.put("name", loaded.name());
        values.put("version", loaded.version());
        values.put("place", loaded.place());
        values.put("contributions", loaded.contributions());
      }
      case PluginReport.Rejected rejected -> {
        values.put("loaded", false);
        values.put("place", rejected.place());
        values.put("cause", rejected.cause());
        values.put("cure", rejected.cure());
      }
    }
    return values;
  }
}
