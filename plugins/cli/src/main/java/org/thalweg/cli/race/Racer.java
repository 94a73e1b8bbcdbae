package org.thalweg.cli.race;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.thalweg.api.minimize.Minimizer;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.plugin.Binder;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;

/**
 * Who runs.
 *
 * @param label what it is called
 * @param name the name of an optimizer or minimiser
 * @param kind {@link Kind#OPTIMIZER} or {@link Kind#MINIMIZER}
 * @param config its options
 * @param matrix whether its rule is one for matrices
 * @param rate the keys that lead to the learning rate that is searched for, outermost first; none
 *     if it is given, or if there is none
 */
public record Racer(
    String label,
    String name,
    Kind<?> kind,
    Map<String, Object> config,
    boolean matrix,
    List<String> rate) {
  /** Copies the collections. */
  public Racer {
    config = new LinkedHashMap<>(config);
    rate = List.copyOf(rate);
  }

  /** Returns whether its learning rate is to be found. */
  public boolean searches() {
    return !rate.isEmpty();
  }

  /** Returns whether it is a method that asks for values as it wants. */
  boolean minimizes() {
    return kind.equals(Kind.MINIMIZER);
  }

  /** Returns the optimizer. */
  public Optimizer optimizer(Registry registry, OptionalDouble learningRate) {
    return made(registry, Kind.OPTIMIZER, learningRate);
  }

  /** Returns the minimiser. */
  Minimizer<?> minimizer(Registry registry) {
    return made(registry, Kind.MINIMIZER, OptionalDouble.empty());
  }

  private <T> T made(Registry registry, Kind<T> wanted, OptionalDouble learningRate) {
    Map<String, Object> all =
        learningRate.isPresent() ? with(config, rate, learningRate.getAsDouble()) : config;
    Map<String, Object> named = new LinkedHashMap<>(all);
    named.put(Binder.NAME, name);
    return registry.create(wanted, named, label);
  }

  /** Returns a map with a value at the end of a path; a name on the way becomes a map. */
  private static Map<String, Object> with(
      Map<String, Object> config, List<String> path, double value) {
    Map<String, Object> changed = new LinkedHashMap<>(config);
    String key = path.getFirst();
    if (path.size() == 1) {
      changed.put(key, value);
    } else {
      changed.put(key, with(Racers.map(config.get(key)), path.subList(1, path.size()), value));
    }
    return changed;
  }
}
