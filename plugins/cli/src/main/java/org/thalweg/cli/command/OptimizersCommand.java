package org.thalweg.cli.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what is installed of a kind. */
@Command(
    name = "optimizers",
    description = "List optimizers, schedules and transforms, or show one; run them.",
    footer = {"", "Example: thalweg optimizers adamw"})
final class OptimizersCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "An optimizer, schedule or transform to show.")
  @Nullable String name;

  @Option(names = "--json", description = "Write JSON, a component a line.")
  boolean json;

  @Mixin PluginOptionGroup plugins = new PluginOptionGroup();

  OptimizersCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return Listing.OPTIMIZERS.show(session, plugins, name, json);
  }
}
