package org.thalweg.nn.plugin;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where plugins are looked for.
 *
 * @param directory a directory of plugins besides the class path: {@code NAME/*.jar} or {@code
 *     NAME.jar} each
 * @param strict whether a plugin that does not load is an error, rather than a row in the report
 */
public record PluginOptions(Optional<Path> directory, boolean strict) {
  /** Returns the class path alone, not strict. */
  public static PluginOptions classPath() {
    return new PluginOptions(Optional.empty(), false);
  }

  /** Returns the class path and a directory, not strict. */
  public static PluginOptions directory(Path directory) {
    return new PluginOptions(Optional.of(directory), false);
  }

  /** Returns these with the first plugin that does not load an error. */
  public PluginOptions strictly() {
    return new PluginOptions(directory, true);
  }
}
