package org.thalweg.nn.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.OptionalBinder;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.plugin.Registry;
import org.thalweg.nn.plugin.PluginLoader;
import org.thalweg.nn.plugin.PluginOptions;
import org.thalweg.nn.plugin.PluginReport;
import org.thalweg.nn.plugin.Plugins;

/**
 * Binds what is installed: {@link Plugins}, {@link Registry}, {@link PluginReport}, and {@link
 * Engine}, which a user may replace (see {@link Replace}).
 */
public final class ThalwegModule extends AbstractModule {
  private final PluginOptions options;

  /** Makes the module for plugins of the class path. */
  public ThalwegModule() {
    this(PluginOptions.classPath());
  }

  /** Makes the module for plugins as the options say. */
  public ThalwegModule(PluginOptions options) {
    this.options = options;
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().requireExactBindingAnnotations();
    binder().disableCircularProxies();
    OptionalBinder.newOptionalBinder(binder(), Engine.class)
        .setDefault()
        .toProvider(Engines::current);
  }

  @Provides
  @Singleton
  Plugins plugins() {
    return PluginLoader.load(options);
  }

  @Provides
  @Singleton
  Registry registry(Plugins plugins) {
    return plugins.registry();
  }

  @Provides
  @Singleton
  PluginReport report(Plugins plugins) {
    return plugins.report();
  }
}
