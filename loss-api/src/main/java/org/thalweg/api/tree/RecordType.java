package org.thalweg.api.tree;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;

/**
 * Access to the components of a record class. Reading a component allocates nothing.
 *
 * <p>A record in a named module must be public in an exported package, or its package must be open
 * to {@code org.thalweg.api}.
 */
public final class RecordType {
  private static final ClassValue<RecordType> TYPES =
      new ClassValue<>() {
        @Override
        protected RecordType computeValue(Class<?> type) {
          return new RecordType(type);
        }
      };

  private final Class<?> type;
  private final List<String> names;
  private final List<MethodHandle> getters;
  private final MethodHandle constructor;

  private RecordType(Class<?> type) {
    this.type = type;
    RecordComponent[] components = type.getRecordComponents();
    List<String> names = new ArrayList<>();
    Class<?>[] types = new Class<?>[components.length];
    for (RecordComponent component : components) {
      types[names.size()] = component.getType();
      names.add(component.getName());
    }
    this.names = List.copyOf(names);
    this.getters = new ArrayList<>();
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      for (RecordComponent component : components) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        getters.add(
            lookup.unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class)));
      }
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      this.constructor =
          lookup
              .unreflectConstructor(canonical)
              .asFixedArity()
              .asSpreader(Object[].class, components.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new ThalwegException(
          "record %s cannot be read; make it public, or open package %s to org.thalweg.api"
              .formatted(type.getName(), type.getPackageName()),
          e);
    }
  }

  /** Returns the access to a record class. */
  public static RecordType of(Class<?> type) {
    return TYPES.get(type);
  }

  /** Returns the names of the components, in order. */
  public List<String> names() {
    return names;
  }

  /** Returns whether a value is a record of this class. */
  public boolean isInstance(@Nullable Object value) {
    return type.isInstance(value);
  }

  /** Returns the value of a component. */
  @SuppressWarnings("NullAway")
  public @Nullable Object get(Object record, int component) {
    try {
      return (Object) getters.get(component).invokeExact(record);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** Returns a new record. */
  @SuppressWarnings("NullAway")
  public Object create(@Nullable Object... components) {
    try {
      return (Object) constructor.invokeExact(components);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  private static RuntimeException rethrow(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordType that && type == that.type;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
