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
    description = "List the losses, or show one; compute and find them.",
    footer = {"", "Example: thalweg losses advise --task regression --tail heavy"})
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
    return name == null
        ? Listing.LOSSES.show(session, plugins, null, json)
        : new LossShowCommand(session, plugins, name, json).call();
  }
}
