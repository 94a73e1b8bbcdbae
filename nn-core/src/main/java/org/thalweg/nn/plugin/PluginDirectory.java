package org.thalweg.nn.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.thalweg.api.ThalwegException;

/** A directory of plugins: each jar in it, and each directory of jars, is one. */
final class PluginDirectory {
  private PluginDirectory() {}

  /** Returns the plugins in the order of their names; hidden files and others are passed over. */
  static List<Path> plugins(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new ThalwegException(
          "the plugin directory %s does not exist; looked in %s"
              .formatted(directory, directory.toAbsolutePath().normalize().getParent()));
    }
    return list(directory).stream().filter(path -> Files.isDirectory(path) || isJar(path)).toList();
  }

  /** Returns the jars of a plugin in the order of their names. */
  static List<Path> jars(Path plugin) {
    return Files.isDirectory(plugin)
        ? list(plugin).stream().filter(PluginDirectory::isJar).toList()
        : List.of(plugin);
  }

  private static boolean isJar(Path path) {
    return path.toString().endsWith(".jar");
  }

  private static List<Path> list(Path directory) {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.filter(path -> !path.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (IOException e) {
      throw new ThalwegException("%s cannot be read: %s".formatted(directory, e.getMessage()), e);
    }
  }
}
