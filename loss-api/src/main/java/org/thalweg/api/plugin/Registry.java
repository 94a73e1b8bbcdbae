package org.thalweg.api.plugin;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;

/**
 * The components that are installed, by kind and name. Filled once, then only read.
 *
 * <p>{@link #create} makes a component from configuration; see {@link Binder} for how values become
 * record components.
 */
public final class Registry {
  /** What only one component may have. */
  private record Place(Kind<?> kind, String name) {}

  private final Map<Kind<?>, SortedMap<String, Component<?>>> components = new LinkedHashMap<>();

  /** Makes an empty registry. */
  public Registry() {
    Kind.all().forEach(kind -> components.put(kind, new TreeMap<>()));
  }

  /**
   * Adds all that a plugin registers, or nothing.
   *
   * @param owner the plugin's name, for messages
   * @param plugin what registers
   * @throws ThalwegException if something that it registers is not valid or its name is taken
   */
  public void install(String owner, Plugin plugin) {
    Map<Place, Component<?>> added = new LinkedHashMap<>();
    plugin.register((kind, type) -> {
      Component<?> component = Component.of(kind, type, owner);
      Place place = new Place(kind, component.name());
      Component<?> other = added.get(place);
      refuseDuplicate(component, other == null ? of(kind).get(component.name()) : other);
      added.put(place, component);
    });
    added.forEach((place, component) -> of(place.kind).put(place.name, component));
  }

  private static void refuseDuplicate(Component<?> one, @Nullable Component<?> other) {
    if (other != null) {
      throw new ThalwegException(
          "the %s '%s' of %s (%s) has the name of the one of %s (%s); rename one of them"
              .formatted(
                  one.kind().label(),
                  one.name(),
                  one.owner(),
                  one.type().getName(),
                  other.owner(),
                  other.type().getName()));
    }
  }

  private SortedMap<String, Component<?>> of(Kind<?> kind) {
    SortedMap<String, Component<?>> known = components.get(kind);
    if (known == null) {
      throw new ThalwegException("there is no kind '%s'".formatted(kind.label()));
    }
    return known;
  }

  /** Returns the components of a kind, in the order of their names. */
  @SuppressWarnings("unchecked")
  public <T> Collection<Component<T>> all(Kind<T> kind) {
    return (Collection<Component<T>>)
        (Collection<?>) Collections.unmodifiableCollection(of(kind).values());
  }

  /** Returns a component by name, if there is one. */
  @SuppressWarnings("unchecked")
  public <T> Optional<Component<T>> find(Kind<T> kind, String name) {
    return Optional.ofNullable((Component<T>) of(kind).get(name));
  }

  /**
   * Returns a component by name.
   *
   * @throws ThalwegException if there is none; the message suggests the nearest names
   */
  public <T> Component<T> get(Kind<T> kind, String name) {
    return find(kind, name).orElseThrow(() -> new ThalwegException(unknown(kind, name)));
  }

  String unknown(Kind<?> kind, String name) {
    return "unknown %s '%s'%s"
        .formatted(kind.label(), name, Suggestions.of(name, of(kind).keySet()));
  }

  /** Returns the kind of a type that components implement, if it is one. */
  Optional<Kind<?>> kind(Class<?> type) {
    return components.keySet().stream().filter(kind -> kind.type() == type).findFirst();
  }

  /**
   * Makes a component.
   *
   * @param kind what it is for
   * @param name its name
   * @param values its configuration: numbers, bools, strings, lists and maps
   * @throws ConfigException if anything in it is wrong; all of it is reported
   */
  public <T> T create(Kind<T> kind, String name, Map<String, ?> values) {
    Map<String, Object> named = new LinkedHashMap<>(values);
    named.put(Binder.NAME, name);
    return create(kind, named, kind.label());
  }

  /**
   * Makes a component from a value: a name, or a map with the key {@code name}.
   *
   * @param kind what it is for
   * @param value its configuration
   * @param path where the value stands, for messages
   * @throws ConfigException if anything in it is wrong; all of it is reported
   */
  public <T> T create(Kind<T> kind, Object value, String path) {
    Binder binder = new Binder(this);
    Optional<T> component = binder.component(kind, value, path);
    binder.throwProblems();
    return component.orElseThrow();
  }
}
