package org.thalweg.api.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.thalweg.api.ThalwegException;

/**
 * Finds and chooses engines.
 *
 * <p>The engine in force is, in this order: the one given to {@link #with}, the one named by the
 * system property {@code thalweg.engine}, the installed one of the highest priority.
 */
public final class Engines {
  /** The system property that names the engine to use. */
  public static final String PROPERTY = "thalweg.engine";

  private static final ScopedValue<Engine> SCOPED = ScopedValue.newInstance();

  private Engines() {}

  /** Returns all engines found, the preferred one first. */
  public static List<Engine> installed() {
    return Installed.ENGINES;
  }

  /**
   * Returns the engine in force.
   *
   * @throws ThalwegException if none is installed or the property names none
   */
  public static Engine current() {
    return SCOPED.isBound() ? SCOPED.get() : Installed.PREFERRED.get();
  }

  /**
   * Returns an installed engine by name.
   *
   * @throws ThalwegException if there is none; the message lists those that exist
   */
  public static Engine named(String name) {
    return find(installed(), name)
        .orElseThrow(() ->
            new ThalwegException(
                "no engine is named '%s'; installed are: %s"
                    .formatted(
                        name,
                        installed().stream().map(Engine::name).collect(Collectors.joining(", ")))));
  }

  /** Runs code with an engine in force on this thread. */
  public static <T> T with(Engine engine, Supplier<T> code) {
    return ScopedValue.where(SCOPED, engine).call(code::get);
  }

  private static Optional<Engine> find(List<Engine> engines, String name) {
    return engines.stream().filter(engine -> engine.name().equals(name)).findFirst();
  }

  /** Loads on first use, so that naming an engine explicitly needs no installed one. */
  private static final class Installed {
    static final List<Engine> ENGINES = load();
    static final Supplier<Engine> PREFERRED = prefer();

    private static List<Engine> load() {
      List<Engine> engines = new ArrayList<>();
      Iterator<ServiceLoader.Provider<Engine>> providers =
          ServiceLoader.load(Engine.class, Engine.class.getClassLoader()).stream().iterator();
      while (true) {
        try {
          if (!providers.hasNext()) {
            break;
          }
          engines.add(providers.next().get());
        } catch (ServiceConfigurationError error) {
          System.getLogger(Engines.class.getName())
              .log(System.Logger.Level.WARNING, "an engine does not load: " + error.getMessage());
        }
      }
      engines.sort(Comparator.comparingInt(Engine::priority).reversed());
      return List.copyOf(engines);
    }

    private static Supplier<Engine> prefer() {
      String wanted = System.getProperty(PROPERTY);
      if (wanted != null) {
        Optional<Engine> found = find(ENGINES, wanted);
        return () -> found.orElseGet(() -> named(wanted));
      }
      if (ENGINES.isEmpty()) {
        return () -> {
          throw new ThalwegException(
              "no engine is installed; add org.thalweg:engine-vector to the class path");
        };
      }
      Engine first = ENGINES.getFirst();
      return () -> first;
    }
  }
}
