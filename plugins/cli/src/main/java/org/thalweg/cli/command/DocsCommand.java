package org.thalweg.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.cli.console.ExitCode;
import org.thalweg.cli.docs.LossPages;
import org.thalweg.cli.docs.PageFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes pages on losses. */
@Command(
    name = "docs",
    description = {
      "Write pages on the losses of a plugin, made from their cards: Markdown and SVG.",
      "Pages in the folder of losses that are no more are deleted."
    },
    footer = {"", "Example: thalweg losses docs docs/losses"})
final class DocsCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DIR", description = "The folder of the pages.")
  @Nullable Path directory;

  @Option(
      names = "--of",
      paramLabel = "PLUGIN",
      defaultValue = "loss-core",
      description = "Whose losses; loss-core unless given.")
  String owner = "loss-core";

  @Mixin PluginOptionGroup plugins = new PluginOptionGroup();

  DocsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Path folder = java.util.Objects.requireNonNull(directory);
    SortedMap<String, String> pages =
        LossPages.of(plugins.load(session.console(), false).registry(), owner);
    try {
      Map<String, String> stale = PageFolder.stale(folder, pages);
      PageFolder.write(folder, pages);
      session
          .console()
          .out()
          .println(
              "%d files in %s, of which %d were changed"
                  .formatted(pages.size(), folder, stale.size()));
      return ExitCode.OK;
    } catch (IOException e) {
      throw new ThalwegException("cannot write to %s: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
