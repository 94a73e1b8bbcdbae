package org.thalweg.api.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.tensor.Tensor;

/** A tree without its tensors: two trees of equal structure differ in their tensors alone. */
public sealed interface Structure {

  /** Returns whether a tree is of this structure. Without constant numbers it allocates nothing. */
  boolean matches(@Nullable Object tree);

  /** Calls the action with each tensor of a tree of this structure, in order. */
  void forEach(Object tree, Consumer<Tensor> action);

  /** Adds the path of each tensor. */
  void names(String prefix, Collection<String> names);

  /** Makes a tree out of the next tensors. */
  Object build(Iterator<Tensor> leaves);

  /** Returns the structure of a tree. */
  static Structure of(@Nullable Object tree) {
    return switch (tree) {
      case Tensor _ -> new Leaf();
      case Record record -> {
        RecordType type = RecordType.of(record.getClass());
        List<Structure> parts = new ArrayList<>();
        for (int i = 0; i < type.names().size(); i++) {
          parts.add(of(type.get(record, i)));
        }
        yield new OfRecord(type, parts);
      }
      case List<?> list -> new OfList(list.stream().map(Structure::of).toList());
      case Map<?, ?> map -> {
        SequencedMap<String, Structure> parts = new LinkedHashMap<>();
        ordered(map).forEach((key, value) -> parts.put(key, of(value)));
        yield new OfMap(List.copyOf(parts.keySet()), List.copyOf(parts.values()));
      }
      case null -> new Constant(null);
      default -> {
        if (hides(tree)) {
          throw new ThalwegException(
              "a tree holds its tensors in records, lists and maps; a %s of them is none of these"
                  .formatted(tree.getClass().getSimpleName()));
        }
        yield new Constant(tree);
      }
    };
  }

  /** Returns whether a value holds a tensor where it would be taken for a constant. */
  private static boolean hides(Object value) {
    return switch (value) {
      case Optional<?> optional ->
          optional.filter(part -> !(of(part) instanceof Constant)).isPresent();
      case Object[] array -> Arrays.stream(array).anyMatch(part -> !(of(part) instanceof Constant));
      case Collection<?> parts -> parts.stream().anyMatch(part -> !(of(part) instanceof Constant));
      default -> false;
    };
  }

  private static SequencedMap<String, ?> ordered(Map<?, ?> map) {
    for (Object key : map.keySet()) {
      if (!(key instanceof String)) {
        throw new ThalwegException("the keys of a map of tensors are strings, was " + key);
      }
    }
    @SuppressWarnings("unchecked")
    Map<String, ?> named = (Map<String, ?>) map;
    return named instanceof SequencedMap<String, ?> sequenced ? sequenced : new TreeMap<>(named);
  }

  /** Returns the tensors of a tree of this structure, in order. */
  default List<Tensor> leaves(Object tree) {
    List<Tensor> leaves = new ArrayList<>();
    forEach(tree, leaves::add);
    return leaves;
  }

  /** Returns the path of each tensor, in order. */
  default List<String> names() {
    List<String> names = new ArrayList<>();
    names("", names);
    return names;
  }

  /** Returns a tree of this structure with the given tensors. */
  default Object build(List<Tensor> leaves) {
    Iterator<Tensor> iterator = leaves.iterator();
    Object tree = build(iterator);
    if (iterator.hasNext()) {
      throw new ThalwegException(
          "a tree of %d tensors was given %d".formatted(names().size(), leaves.size()));
    }
    return tree;
  }

  private static String path(String prefix, String name) {
    return prefix.isEmpty() ? name : prefix + "." + name;
  }

  /** A tensor. */
  record Leaf() implements Structure {
    @Override
    public boolean matches(@Nullable Object tree) {
      return tree instanceof Tensor;
    }

    @Override
    public void forEach(Object tree, Consumer<Tensor> action) {
      action.accept((Tensor) tree);
    }

    @Override
    public void names(String prefix, Collection<String> names) {
      names.add(prefix);
    }

    @Override
    public Object build(Iterator<Tensor> leaves) {
      return leaves.next();
    }
  }

  /** A value that holds no tensors. */
  record Constant(@Nullable Object value) implements Structure {
    @Override
    public boolean matches(@Nullable Object tree) {
      return Objects.equals(value, tree);
    }

    @Override
    public void forEach(Object tree, Consumer<Tensor> action) {}

    @Override
    public void names(String prefix, Collection<String> names) {}

    @Override
    @SuppressWarnings("NullAway") // a constant null is a legal part of a record
    public Object build(Iterator<Tensor> leaves) {
      return value;
    }
  }

  /** A record; its parts are in the order of its components. */
  record OfRecord(RecordType type, List<Structure> parts) implements Structure {
    @Override
    public boolean matches(@Nullable Object tree) {
      if (!type.isInstance(tree)) {
        return false;
      }
      for (int i = 0; i < parts.size(); i++) {
        if (!parts.get(i).matches(type.get(Objects.requireNonNull(tree), i))) {
          return false;
        }
      }
      return true;
    }

    @Override
    @SuppressWarnings("NullAway")
    public void forEach(Object tree, Consumer<Tensor> action) {
      for (int i = 0; i < parts.size(); i++) {
        if (!(parts.get(i) instanceof Constant)) {
          parts.get(i).forEach(type.get(tree, i), action);
        }
      }
    }

    @Override
    public void names(String prefix, Collection<String> names) {
      for (int i = 0; i < parts.size(); i++) {
        parts.get(i).names(path(prefix, type.names().get(i)), names);
      }
    }

    @Override
    public Object build(Iterator<Tensor> leaves) {
      @Nullable Object[] components = new @Nullable Object[parts.size()];
      for (int i = 0; i < components.length; i++) {
        components[i] = parts.get(i).build(leaves);
      }
      return type.create(components);
    }
  }

  /** A list. */
  record OfList(List<Structure> parts) implements Structure {
    @Override
    public boolean matches(@Nullable Object tree) {
      if (!(tree instanceof List<?> list) || list.size() != parts.size()) {
        return false;
      }
      for (int i = 0; i < parts.size(); i++) {
        if (!parts.get(i).matches(list.get(i))) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void forEach(Object tree, Consumer<Tensor> action) {
      List<?> list = (List<?>) tree;
      for (int i = 0; i < parts.size(); i++) {
        parts.get(i).forEach(list.get(i), action);
      }
    }

    @Override
    public void names(String prefix, Collection<String> names) {
      for (int i = 0; i < parts.size(); i++) {
        parts.get(i).names(path(prefix, Integer.toString(i)), names);
      }
    }

    @Override
    public Object build(Iterator<Tensor> leaves) {
      List<Object> list = new ArrayList<>();
      for (Structure part : parts) {
        list.add(part.build(leaves));
      }
      return java.util.Collections.unmodifiableList(list);
    }
  }

  /** A map with string keys, in their order. */
  record OfMap(List<String> keys, List<Structure> parts) implements Structure {
    @Override
    public boolean matches(@Nullable Object tree) {
      if (!(tree instanceof Map<?, ?> map) || map.size() != parts.size()) {
        return false;
      }
      for (int i = 0; i < parts.size(); i++) {
        if (!map.containsKey(keys.get(i)) || !parts.get(i).matches(map.get(keys.get(i)))) {
          return false;
        }
      }
      return true;
    }

    @Override
    @SuppressWarnings("NullAway")
    public void forEach(Object tree, Consumer<Tensor> action) {
      Map<?, ?> map = (Map<?, ?>) tree;
      for (int i = 0; i < parts.size(); i++) {
        parts.get(i).forEach(map.get(keys.get(i)), action);
      }
    }

    @Override
    public void names(String prefix, Collection<String> names) {
      for (int i = 0; i < parts.size(); i++) {
        parts.get(i).names(path(prefix, keys.get(i)), names);
      }
    }

    @Override
    public Object build(Iterator<Tensor> leaves) {
      SequencedMap<String, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < parts.size(); i++) {
        map.put(keys.get(i), parts.get(i).build(leaves));
      }
      return java.util.Collections.unmodifiableSequencedMap(map);
    }
  }
}
