package org.thalweg.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.plugin.Registry;
import org.thalweg.cli.console.ExitCode;
import org.thalweg.cli.docs.PageFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes pages on losses or on optimizers. */
@Command(
    name = "docs",
    description = {
      "Write pages on what a plugin has of these, made from cards: Markdown and SVG.",
      "Pages in the folder of what is no more are deleted."
    },
    footer = {"", "Example: thalweg losses docs docs/losses"})
final class DocsCommand implements Callable<Integer> {
  /** Makes pages of what a plugin has. */
  @FunctionalInterface
  interface Pages {
    SortedMap<String, String> of(Registry registry, String owner);
  }

  private final Session session;
  private final Pages pages;
  private final String usual;

  @Parameters(paramLabel = "DIR", description = "The folder of the pages.")
  @Nullable Path directory;

  @Option(
      names = "--of",
      paramLabel = "PLUGIN",
      description = "Which plugin's; that of Thalweg unless given.")
  @Nullable String owner;

  @Mixin PluginOptionGroup plugins = new PluginOptionGroup();

  /**
   * Makes the command.
   *
   * @param usual the plugin whose pages are made unless another is named
   */
  DocsCommand(Session session, Pages pages, String usual) {
    this.session = session;
    this.pages = pages;
    this.usual = usual;
  }

  @Override
  public Integer call() {
    Path folder = java.util.Objects.requireNonNull(directory);
    SortedMap<String, String> made =
        pages.of(plugins.load(session.console(), false).registry(), owner == null ? usual : owner);
    try {
      Map<String, String> stale = PageFolder.stale(folder, made);
      PageFolder.write(folder, made);
      session
          .console()
          .out()
          .println(
              "%d files in %s, of which %d were changed"
                  .formatted(made.size(), folder, stale.size()));
      return ExitCode.OK;
    } catch (IOException e) {
      throw new ThalwegException("cannot write to %s: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
