/**
 * How losses, optimizers, layers and the rest are named, configured and contributed.
 *
 * <p>A component is a record: its {@link org.thalweg.api.config.Named name}, its configuration keys
 * and its defaults are read from the record itself. A {@link org.thalweg.api.plugin.Plugin}
 * registers record classes; a {@link org.thalweg.api.plugin.Registry} finds them by name and makes
 * instances from configuration.
 */
package org.thalweg.api.plugin;
