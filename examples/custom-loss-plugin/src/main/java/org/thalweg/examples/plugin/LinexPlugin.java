package org.thalweg.examples.plugin;

import org.thalweg.api.Api;
import org.thalweg.api.plugin.Contributions;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.PluginInfo;

/** Registers {@link Linex} and {@link DemandCost}. Named in {@code META-INF/services}. */
@PluginInfo(name = "linex", api = Api.VERSION, version = "1.0")
public final class LinexPlugin implements Plugin {
  /** Made by {@link java.util.ServiceLoader}. */
  public LinexPlugin() {}

  @Override
  public void register(Contributions contributions) {
    contributions.loss(Linex.class);
    contributions.loss(DemandCost.class);
  }
}
