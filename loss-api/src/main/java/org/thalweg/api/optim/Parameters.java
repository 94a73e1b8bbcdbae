package org.thalweg.api.optim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * Named tensors in a fixed order: a model's parameters, their gradients, or anything of that shape.
 *
 * @param tensors the tensors by name
 */
public record Parameters(SequencedMap<String, Tensor> tensors) {
  /** Copies the map. */
  public Parameters {
    tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
  }

  /** Returns one tensor under a name. */
  public static Parameters of(String name, Tensor tensor) {
    return new Parameters(new LinkedHashMap<>(Map.of(name, tensor)));
  }

  /** Returns the names, in order. */
  public List<String> names() {
    return List.copyOf(tensors.sequencedKeySet());
  }

  /**
   * Returns a tensor by name.
   *
   * @throws ThalwegException if there is none
   */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new ThalwegException(
          "no parameter is named '%s'; there are %s".formatted(name, names()));
    }
    return tensor;
  }

  /** Returns each tensor changed. */
  public Parameters map(UnaryOperator<Tensor> change) {
    SequencedMap<String, Tensor> changed = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      changed.put(entry.getKey(), change.apply(entry.getValue()));
    }
    return new Parameters(changed);
  }

  /** Returns each tensor changed, by its name. */
  public Parameters map(BiFunction<String, Tensor, Tensor> change) {
    SequencedMap<String, Tensor> changed = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      changed.put(entry.getKey(), change.apply(entry.getKey(), entry.getValue()));
    }
    return new Parameters(changed);
  }

  /** Returns each tensor combined with the one of the same name. */
  public Parameters zip(Parameters other, BinaryOperator<Tensor> combine) {
    SequencedMap<String, Tensor> combined = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      combined.put(entry.getKey(), combine.apply(entry.getValue(), other.get(entry.getKey())));
    }
    return new Parameters(combined);
  }

  /** Returns zeros of the shapes and types of these. */
  public Parameters zerosLike() {
    return map(Tensors::zerosLike);
  }

  /** Returns the sum of these and others. */
  public Parameters add(Parameters other) {
    return zip(other, Tensor::add);
  }

  /** Returns the square root of the sum of squares over all tensors, a float64 scalar. */
  public Tensor globalNorm() {
    List<Tensor> squares = new ArrayList<>();
    tensors.values().forEach(tensor -> squares.add(tensor.square().sum().to(DType.FLOAT64)));
    return Tensors.sum(squares.stream()).sqrt();
  }

  /** Returns the number of elements of all tensors. */
  public long size() {
    return tensors.values().stream().mapToLong(Tensor::size).sum();
  }
}
