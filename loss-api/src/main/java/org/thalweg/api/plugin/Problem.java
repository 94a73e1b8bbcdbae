package org.thalweg.api.plugin;

/**
 * Something wrong in a configuration.
 *
 * @param path where, such as {@code optimizer.learningRate}
 * @param message what is wrong and what would be right
 */
public record Problem(String path, String message) {
  /** Returns path and message. */
  @Override
  public String toString() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
