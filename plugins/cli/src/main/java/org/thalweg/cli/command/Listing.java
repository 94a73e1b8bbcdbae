package org.thalweg.cli.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.cli.console.ExitCode;
import org.thalweg.cli.protocol.JsonWriter;
import org.thalweg.cli.show.Cards;

/**
 * A listing of components of some kinds.
 *
 * @param kinds the kinds; names are looked for in them in this order
 */
record Listing(List<Kind<?>> kinds) {
  static final Listing LOSSES = new Listing(List.of(Kind.LOSS));
  static final Listing OPTIMIZERS =
      new Listing(List.of(Kind.OPTIMIZER, Kind.MINIMIZER, Kind.SCHEDULE, Kind.TRANSFORM));
  static final Listing LAYERS = new Listing(List.of(Kind.LAYER, Kind.ACTIVATION, Kind.INITIALIZER));

  /** Writes the card of a component, or a line for each of them. */
  int show(Session session, PluginOptionGroup plugins, @Nullable String name, boolean json) {
    Registry registry = plugins.load(session.console(), false).registry();
    List<Component<?>> chosen = name == null ? all(registry) : List.of(find(registry, name));
    if (json) {
      chosen.forEach(
          component -> session.console().out().println(JsonWriter.write(Cards.json(component))));
    } else if (name == null) {
      session.console().out().print(Cards.list(kinds, registry, session.console().style()));
    } else {
      session
          .console()
          .out()
          .print(
              Cards.card(
                  chosen.getFirst(), session.console().style(), session.console().columns()));
    }
    return ExitCode.OK;
  }

  private List<Component<?>> all(Registry registry) {
    return kinds.stream().<Component<?>>flatMap(kind -> registry.all(kind).stream()).toList();
  }

  private Component<?> find(Registry registry, String name) {
    for (Kind<?> kind : kinds) {
      if (registry.find(kind, name).isPresent()) {
        return registry.get(kind, name);
      }
    }
    return registry.get(kinds.getFirst(), name);
  }
}
