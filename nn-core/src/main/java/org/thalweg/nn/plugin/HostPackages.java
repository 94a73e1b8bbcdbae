package org.thalweg.nn.plugin;

import java.util.Set;

/** The packages of the host that a plugin in a directory sees: those that loss-api exports. */
final class HostPackages {
  static final Set<String> NAMES =
      Set.of(
          "org.thalweg.api",
          "org.thalweg.api.config",
          "org.thalweg.api.data",
          "org.thalweg.api.engine",
          "org.thalweg.api.function",
          "org.thalweg.api.grad",
          "org.thalweg.api.graph",
          "org.thalweg.api.loss",
          "org.thalweg.api.minimize",
          "org.thalweg.api.nn",
          "org.thalweg.api.optim",
          "org.thalweg.api.plugin",
          "org.thalweg.api.tensor",
          "org.thalweg.api.tree");

  private HostPackages() {}

  /** Returns whether a class, by its binary name, is in one of them. */
  static boolean containClass(String name) {
    return NAMES.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
  }

  /** Returns whether a resource, by its path, is in one of them. */
  static boolean containResource(String path) {
    String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    return NAMES.contains(folder.replace('/', '.'));
  }
}
