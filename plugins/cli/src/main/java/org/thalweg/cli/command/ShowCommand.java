package org.thalweg.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the card of a component. */
@Command(name = "show", description = "Show one of them with its options.")
final class ShowCommand implements Callable<Integer> {
  private final Session session;
  private final Listing listing;

  @Parameters(paramLabel = "NAME", description = "Which one.")
  String name = "";

  @Option(names = "--json", description = "Write JSON.")
  boolean json;

  @Mixin PluginOptionGroup plugins = new PluginOptionGroup();

  ShowCommand(Session session, Listing listing) {
    this.session = session;
    this.listing = listing;
  }

  @Override
  public Integer call() {
    return listing.show(session, plugins, name, json);
  }
}
