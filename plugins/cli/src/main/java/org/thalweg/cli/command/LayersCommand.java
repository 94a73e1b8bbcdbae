package org.thalweg.cli.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what is installed of a kind. */
@Command(
    name = "layers",
    description = "List layers, activations and initializers, or show one.",
    footer = {"", "Example: thalweg layers dense"})
final class LayersCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "A layer, activation or initializer to show.")
  @Nullable String name;

  @Option(names = "--json", description = "Write JSON, a component a line.")
  boolean json;

  @Mixin PluginOptionGroup plugins = new PluginOptionGroup();

  LayersCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return Listing.LAYERS.show(session, plugins, name, json);
  }
}
