package org.thalweg.api.loss;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.tensor.Tensor;

/**
 * What a loss takes, read from its class.
 *
 * @param prediction the type of predictions: a tensor, or a record of tensors
 * @param target the type of targets
 */
public record LossTypes(Type prediction, Type target) {
  private static final LossTypes TENSORS = new LossTypes(Tensor.class, Tensor.class);

  /** Returns what a class of losses takes. */
  public static LossTypes of(Class<?> loss) {
    LossTypes found = search(loss, Map.of());
    return found == null ? TENSORS : found;
  }

  private static @Nullable LossTypes search(Type type, Map<Type, Type> known) {
    Map<Type, Type> bound = known;
    Class<?> raw;
    if (type instanceof ParameterizedType generic) {
      raw = (Class<?>) generic.getRawType();
      bound = new HashMap<>();
      TypeVariable<?>[] variables = raw.getTypeParameters();
      for (int i = 0; i < variables.length; i++) {
        Type argument = generic.getActualTypeArguments()[i];
        bound.put(variables[i], known.getOrDefault(argument, argument));
      }
    } else if (type instanceof Class<?> plain) {
      raw = plain;
    } else {
      return null;
    }
    if (raw == Loss.class) {
      TypeVariable<?>[] variables = raw.getTypeParameters();
      return new LossTypes(
          bound.getOrDefault(variables[0], Tensor.class),
          bound.getOrDefault(variables[1], Tensor.class));
    }
    for (Type parent : raw.getGenericInterfaces()) {
      LossTypes found = search(parent, bound);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
