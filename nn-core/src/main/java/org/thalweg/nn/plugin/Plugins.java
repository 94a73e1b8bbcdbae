package org.thalweg.nn.plugin;

import org.thalweg.api.plugin.Registry;

/**
 * What is installed.
 *
 * @param registry the components of all plugins
 * @param report which plugins loaded, and which did not
 */
public record Plugins(Registry registry, PluginReport report) {}
