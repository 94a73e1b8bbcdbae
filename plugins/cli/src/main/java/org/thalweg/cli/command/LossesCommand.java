package org.thalweg.cli.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what is installed of a kind. */
@Command(
    name = "losses",
    description = "List the losses, or show one; answer queries about them.",
    footer = {"", "Example: thalweg losses huber"})
final class LossesCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "A loss to show.")
  @Nullable String name;

  @Option(names = "--json", description = "Write JSON, a component a line.")
  boolean json;

  @Mixin PluginOptionGroup plugins = new PluginOptionGroup();

  LossesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return Listing.LOSSES.show(session, plugins, name, json);
  }
}
