package org.thalweg.cli.rank;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Key;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.cli.race.Racers;

/**
 * Who is ranked: all optimizers with their defaults; those around another one take adam.
 *
 * @param words how each is made, such as {@code adam} or {@code sam:optimizer=adam}
 * @param leftOut those that cannot be made so, and why
 */
public record Candidates(List<String> words, Map<String, String> leftOut) {
  private static final String INNER = "adam";

  /** Options that have no default. */
  private static final Map<String, String> NEEDED =
      Map.of("accumulated", "batches=2", "swa", "start=50");

  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "chain", "is what its parts are",
          "constrained", "is its optimizer, but for constraints of the user's",
          "frozen", "is its optimizer, but for parameters that do not learn",
          "groups", "is its optimizers, one for each group of parameters");

  /** Learning rates that are usual for those that have no default: papers' and libraries'. */
  private static final Map<String, Double> USUAL =
      Map.ofEntries(
          Map.entry("adamaxw", 0.002),
          Map.entry("aggmo", 0.1),
          Map.entry("dp-sgd", 0.1),
          Map.entry("fromage", 0.01),
          Map.entry("gradient-descent", 0.1),
          Map.entry("lamb", 0.01),
          Map.entry("lars", 1.0),
          Map.entry("lion", 1e-4),
          Map.entry("madgrad", 0.01),
          Map.entry("noisy-sgd", 0.1),
          Map.entry("novograd", 0.01),
          Map.entry("optimistic-gradient-descent", 0.1),
          Map.entry("qhm", 0.1),
          Map.entry("sgd", 0.1),
          Map.entry("sgdw", 0.1),
          Map.entry("shampoo", 0.1),
          Map.entry("sign-sgd", 0.001),
          Map.entry("signum", 0.001),
          Map.entry("sm3", 0.1),
          Map.entry("yogi", 0.01));

  private static final double ADAMS = 0.001;

  /** Copies the collections. */
  public Candidates {
    words = List.copyOf(words);
    leftOut = new LinkedHashMap<>(leftOut);
  }

  /** Returns all optimizers that can be made. */
  public static Candidates of(Registry registry) {
    List<String> words = new ArrayList<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    for (Component<Optimizer> component : registry.all(Kind.OPTIMIZER)) {
      List<String> options = new ArrayList<>();
      List<String> missing = new ArrayList<>();
      for (Key key : component.keys()) {
        if (key.name().equals("optimizer")) {
          options.add("optimizer=" + INNER);
        } else if (key.fallback().isEmpty()
            && !key.name().equals("learningRate")
            && !NEEDED.containsKey(component.name())) {
          missing.add(key.name());
        }
      }
      Optional.ofNullable(NEEDED.get(component.name())).ifPresent(options::add);
      if (LEFT_OUT.containsKey(component.name())) {
        leftOut.put(component.name(), LEFT_OUT.getOrDefault(component.name(), ""));
      } else if (!missing.isEmpty()) {
        leftOut.put(component.name(), "takes " + String.join(", ", missing));
      } else {
        words.add(
            options.isEmpty()
                ? component.name()
                : component.name() + ":" + String.join(",", options));
      }
    }
    return new Candidates(words, leftOut);
  }

  /** Returns the learning rate that is usual for an optimizer: its default, if it has one. */
  static double usual(Registry registry, String name) {
    return registry.get(Kind.OPTIMIZER, name).keys().stream()
        .filter(key -> key.name().equals("learningRate"))
        .flatMap(key -> key.fallback().stream())
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElseGet(() -> USUAL.getOrDefault(name, ADAMS));
  }

  /** Returns the optimizer whose learning rate is chosen: the inner one, if there is one. */
  static String rated(String word) {
    return word.contains("optimizer=" + INNER) ? INNER : Racers.name(word);
  }
}
