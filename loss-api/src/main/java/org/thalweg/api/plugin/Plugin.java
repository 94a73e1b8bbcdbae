package org.thalweg.api.plugin;

/**
 * A jar's contribution. Found by {@link java.util.ServiceLoader}, so it has a public constructor
 * without arguments and a service file (and {@code provides} in its module).
 *
 * <p>The class carries {@link PluginInfo}, which is read before the class is made.
 */
public interface Plugin {
  /**
   * Registers what the plugin contributes; called once.
   *
   * @param contributions takes record classes
   */
  default void register(Contributions contributions) {}
}
