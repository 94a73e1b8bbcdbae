package org.thalweg.cli.race;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.plugin.Binder;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Key;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.plugin.Suggestions;
import org.thalweg.cli.protocol.Mistakes;
import org.thalweg.cli.protocol.Words;

/**
 * Reads who runs: words such as {@code adam}, {@code adam:learningRate=0.01,beta1=0.8} or {@code
 * sam:optimizer=sgd}.
 */
public final class Racers {
  /** A rate that is certain to be valid, to find what else is wrong. */
  private static final double ANY = 0.01;

  private final Registry registry;
  private final Mistakes mistakes;

  private Racers(Registry registry, Mistakes mistakes) {
    this.registry = registry;
    this.mistakes = mistakes;
  }

  /** Returns those that can be made; what is wrong with others is kept. */
  public static List<Racer> of(List<String> words, Registry registry, Mistakes mistakes) {
    Racers racers = new Racers(registry, mistakes);
    List<Racer> all = new ArrayList<>();
    List<String> names = words.stream().map(Racers::name).toList();
    for (String word : new LinkedHashSet<>(words)) {
      boolean alone = names.indexOf(name(word)) == names.lastIndexOf(name(word));
      racers.racer(word, alone ? name(word) : word).ifPresent(all::add);
    }
    return all;
  }

  /** Returns the name that a word begins with. */
  public static String name(String word) {
    int colon = word.indexOf(':');
    return colon < 0 ? word : word.substring(0, colon);
  }

  private Optional<Racer> racer(String word, String label) {
    String name = name(word);
    Optional<Component<?>> found =
        Stream.concat(all(Kind.OPTIMIZER), all(Kind.MINIMIZER))
            .filter(component -> component.name().equals(name))
            .findFirst();
    Optional<Map<String, Object>> config =
        mistakes.attempt("", () -> Words.config(options(word), name));
    if (found.isEmpty()) {
      List<String> known =
          Stream.concat(all(Kind.OPTIMIZER), all(Kind.MINIMIZER)).map(Component::name).toList();
      mistakes.add("", "unknown optimizer '%s'%s".formatted(name, Suggestions.of(name, known)));
      return Optional.empty();
    }
    if (config.isEmpty()) {
      return Optional.empty();
    }
    Component<?> component = found.get();
    List<String> rate =
        component.kind().equals(Kind.OPTIMIZER) ? rate(component, config.get()) : List.of();
    Racer racer =
        new Racer(label, name, component.kind(), config.get(), takesMatrices(component), rate);
    Optional<?> made =
        mistakes.attempt(
            name,
            () ->
                racer.minimizes()
                    ? racer.minimizer(registry)
                    : racer.optimizer(
                        registry,
                        rate.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(ANY)));
    return made.map(_ -> racer);
  }

  private Stream<Component<?>> all(Kind<?> kind) {
    return registry.all(kind).stream().map(component -> component);
  }

  private static boolean takesMatrices(Component<?> component) {
    OptimizerCard card = component.type().getAnnotation(OptimizerCard.class);
    return card != null && List.of(card.needs()).contains(OptimizerCard.Need.MATRICES);
  }

  /** Returns what follows the colon, cut at commas outside brackets and quotes. */
  private static List<String> options(String word) {
    int colon = word.indexOf(':');
    List<String> options = new ArrayList<>();
    if (colon < 0) {
      return options;
    }
    StringBuilder option = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (char c : word.substring(colon + 1).toCharArray()) {
      quoted ^= c == '"';
      depth += quoted ? 0 : c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      if (c == ',' && depth <= 0 && !quoted) {
        options.add(option.toString());
        option.setLength(0);
      } else {
        option.append(c);
      }
    }
    options.add(option.toString());
    return options;
  }

  /**
   * Returns the keys that lead to a learning rate that is to be found: that of the optimizer inside
   * of another, or its own, unless it is given or learnt.
   */
  private List<String> rate(Component<?> component, Map<String, Object> config) {
    for (Key key : component.keys()) {
      if (key.name().equals("optimizer") && config.get(key.name()) != null) {
        Map<String, Object> inner = map(config.get(key.name()));
        Optional<Component<Optimizer>> inside =
            registry.find(Kind.OPTIMIZER, String.valueOf(inner.get(Binder.NAME)));
        List<String> path = new ArrayList<>(inside.map(one -> rate(one, inner)).orElse(List.of()));
        if (!path.isEmpty()) {
          path.addFirst(key.name());
        }
        return path;
      }
    }
    boolean own =
        component.keys().stream()
            .anyMatch(key -> key.name().equals("learningRate") && key.type() == Schedule.class);
    OptimizerCard card = component.type().getAnnotation(OptimizerCard.class);
    boolean learnt = card != null && card.family() == OptimizerFamily.PARAMETER_FREE;
    return own && !learnt && !config.containsKey("learningRate")
        ? List.of("learningRate")
        : List.of();
  }

  /** Returns the options of a component that is given by name or as a map. */
  static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, entry) -> values.put(String.valueOf(key), entry));
    } else if (value != null) {
      values.put(Binder.NAME, value);
    }
    return values;
  }
}
