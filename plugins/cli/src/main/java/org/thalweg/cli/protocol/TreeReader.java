package org.thalweg.cli.protocol;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.plugin.Suggestions;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.RecordType;

/**
 * Makes a tree of tensors of a Java type out of JSON: arrays for tensors and lists, objects for
 * records and maps.
 *
 * @param leaf makes a tensor
 */
record TreeReader(Function<Numbers, Tensor> leaf) {
  Object read(Type type, @Nullable Object json, String path) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return list(generic.getActualTypeArguments()[0], json, path);
    } else if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
      return map(generic.getActualTypeArguments()[1], json, path);
    } else if (type instanceof Class<?> plain && plain.isRecord()) {
      return record(plain, json, path);
    } else if (type == Tensor.class) {
      return leaf.apply(Numbers.of(json, path));
    }
    throw new ThalwegException(
        "%s is of %s, which is not read from JSON".formatted(path, type.getTypeName()));
  }

  private List<Object> list(Type element, @Nullable Object json, String path) {
    if (!(json instanceof List<?> given)) {
      throw new ThalwegException("%s should be a list".formatted(path));
    }
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      items.add(read(element, given.get(i), path + "[" + i + "]"));
    }
    return items;
  }

  private Map<String, Object> map(Type element, @Nullable Object json, String path) {
    if (!(json instanceof Map<?, ?> given)) {
      throw new ThalwegException("%s should be an object of named tensors".formatted(path));
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    given.forEach(
        (key, value) -> entries.put(String.valueOf(key), read(element, value, path + "." + key)));
    return entries;
  }

  private Object record(Class<?> type, @Nullable Object json, String path) {
    RecordComponent[] components = type.getRecordComponents();
    List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
    if (json == null && components.length == 0) {
      return RecordType.of(type).create();
    }
    if (!(json instanceof Map<?, ?> given)) {
      throw new ThalwegException(
          "%s should be an object of the tensors %s".formatted(path, String.join(", ", names)));
    }
    for (Object key : given.keySet()) {
      if (!names.contains(String.valueOf(key))) {
        throw new ThalwegException(
            "%s.%s: unknown key%s"
                .formatted(path, key, Suggestions.of(String.valueOf(key), names)));
      }
    }
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      if (!given.containsKey(names.get(i))) {
        throw new ThalwegException("%s.%s is required".formatted(path, names.get(i)));
      }
      values[i] =
          read(components[i].getGenericType(), given.get(names.get(i)), path + "." + names.get(i));
    }
    return RecordType.of(type).create(values);
  }
}
