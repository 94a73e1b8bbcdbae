package org.thalweg.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thalweg.cli.console.Console;
import org.thalweg.nn.plugin.PluginLoader;
import org.thalweg.nn.plugin.PluginOptions;
import org.thalweg.nn.plugin.Plugins;
import picocli.CommandLine.Option;

/** Where a command looks for plugins. */
final class PluginOptionGroup {
  /** The environment variable that names the directory. */
  static final String VARIABLE = "THALWEG_PLUGINS";

  /** The directory that is used if it is there. */
  private static final Path USUAL = Path.of("plugins.d");

  private static final String LOADER_LOG_LEVEL =
      "org.slf4j.simpleLogger.log." + PluginLoader.class.getName();

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description =
          "A directory of plugins, NAME.jar or NAME/*.jar each. Otherwise $THALWEG_PLUGINS, else plugins.d if that is there.")
  @Nullable Path directory;

  @Option(
      names = "--strict",
      negatable = true,
      description = "Whether a plugin that does not load is an error; it is for train.")
  @Nullable Boolean strict;

  /** Returns the directory, if there is one. */
  Optional<Path> directory(Console console) {
    String variable = console.environment().getOrDefault(VARIABLE, "");
    if (directory != null) {
      return Optional.of(directory);
    } else if (!variable.isEmpty()) {
      return Optional.of(Path.of(variable));
    }
    return Files.isDirectory(USUAL) ? Optional.of(USUAL) : Optional.empty();
  }

  /** Loads plugins for a command that reports those that do not load itself. */
  Plugins report(Console console) {
    System.setProperty(LOADER_LOG_LEVEL, "error");
    return load(console, false);
  }

  /**
   * Loads plugins.
   *
   * @param usually whether it is strict unless the user says
   */
  Plugins load(Console console, boolean usually) {
    return PluginLoader.load(
        new PluginOptions(directory(console), strict == null ? usually : strict));
  }
}
