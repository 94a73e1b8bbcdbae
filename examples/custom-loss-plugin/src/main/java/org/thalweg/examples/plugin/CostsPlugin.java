package org.thalweg.examples.plugin;

import org.thalweg.api.Api;
import org.thalweg.api.plugin.Contributions;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.PluginInfo;

/** Registers {@link Lopsided} and {@link DemandCost}. Named in {@code META-INF/services}. */
@PluginInfo(name = "costs", api = Api.VERSION, version = "1.0")
public final class CostsPlugin implements Plugin {
  /** Made by {@link java.util.ServiceLoader}. */
  public CostsPlugin() {}

  @Override
  public void register(Contributions contributions) {
    contributions.loss(Lopsided.class);
    contributions.loss(DemandCost.class);
  }
}
