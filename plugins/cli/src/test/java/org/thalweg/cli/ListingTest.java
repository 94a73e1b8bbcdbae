package org.thalweg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.nn.plugin.PluginLoader;
import org.thalweg.nn.plugin.PluginOptions;

/** What is installed can be seen. */
class ListingTest {
  private static final Map<String, List<Kind<?>>> LISTINGS =
      Map.of(
          "losses", List.of(Kind.LOSS),
          "optimizers", List.of(Kind.OPTIMIZER, Kind.MINIMIZER, Kind.SCHEDULE, Kind.TRANSFORM),
          "layers", List.of(Kind.LAYER, Kind.ACTIVATION, Kind.INITIALIZER));

  private final Registry registry = PluginLoader.load(PluginOptions.classPath()).registry();

  @Test
  void everyComponentIsListedAndShown() {
    LISTINGS.forEach((command, kinds) -> {
      CommandRun all = CommandRun.of(command).well();
      List<Map<String, Object>> json = CommandRun.of(command, "--json").well().json();
      List<String> names = names(kinds);
      assertEquals(names, json.stream().map(card -> card.get("name")).toList());
      for (String name : names) {
        assertTrue(all.out().contains("\n  " + name), () -> name + " is not in " + all.out());
        CommandRun one = CommandRun.of(command, "show", name).well();
        assertTrue(one.out().startsWith(name + "  ("), one.out());
      }
      String last = names.getLast();
      assertEquals(
          CommandRun.of(command, "show", last).well(), CommandRun.of(command, last).well());
    });
  }

  private List<String> names(List<Kind<?>> kinds) {
    return kinds.stream()
        .<String>flatMap(kind -> registry.all(kind).stream().map(component -> component.name()))
        .toList();
  }

  @Test
  void cards() {
    String huber = CommandRun.of("losses", "show", "huber").well().out();
    List.of(
            "huber  (loss of loss-core)\n  Quadratic for small errors, linear for large ones.\n\n",
            "  formula        e^2/2 where |e| <= delta, else delta (|e| - delta/2)\n",
            "  target         any number\n",
            "  paper          Huber 1964, doi:10.1214/aoms/1177703732\n",
            """
              options
                delta  number  default 1.0  The largest error that counts as small.
            """)
        .forEach(part -> assertTrue(huber.contains(part), part + "is not in " + huber));
    assertTrue(
        CommandRun.of("layers", "dense")
            .well()
            .out()
            .contains("units        whole number  required"));
  }

  @Test
  void plugins() {
    CommandRun run = CommandRun.of("plugins").well();
    assertTrue(run.out().contains("loaded loss-core"), run.out());
    assertTrue(run.out().contains("no plugin directory; put jars into plugins.d"), run.out());
    assertEquals(
        List.of(true),
        CommandRun.of("plugins", "--json").well().json().stream()
            .map(row -> row.get("loaded"))
            .distinct()
            .toList());
  }

  @Test
  void helpOfEveryCommand() {
    Stream.of(
            "train",
            "losses",
            "losses eval",
            "losses show",
            "losses advise",
            "losses docs",
            "optimizers",
            "optimizers run",
            "layers",
            "plugins",
            "doctor")
        .forEach(command -> {
          String[] words =
              Stream.concat(Stream.of(command.split(" ")), Stream.of("--help"))
                  .toArray(String[]::new);
          CommandRun run = CommandRun.of(words).well();
          assertTrue(run.out().startsWith("Usage: thalweg " + command + " "), run.out());
          assertTrue(run.out().contains("--debug"), run.out());
        });
    CommandRun root = CommandRun.of("--help").well();
    assertTrue(root.out().contains("doctor"), root.out());
    assertTrue(CommandRun.of("--version").well().out().startsWith("thalweg, API "));
  }

  @Test
  void coloursAreForPeopleWhoWantThem() {
    assertFalse(CommandRun.of("losses").out().contains("\u001b"));
    assertTrue(CommandRun.with("", true, Map.of(), "losses").out().contains("\u001b[1mlosses"));
    assertFalse(
        CommandRun.with("", true, Map.of("NO_COLOR", "1"), "losses").out().contains("\u001b"));
  }
}
