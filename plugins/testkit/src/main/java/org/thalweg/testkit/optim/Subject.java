package org.thalweg.testkit.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.RecordType;

/**
 * An optimizer whose laws are checked.
 *
 * @param optimizer the optimizer
 * @param contract the test that it is checked by
 */
record Subject(Optimizer optimizer, OptimizerContract<?> contract) {
  static final int STEPS = 12;

  /** Returns random parameters: a matrix, a vector and a scalar. */
  static Parameters parameters(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("weight", normals(Shape.of(4, 3), random));
    tensors.put("bias", normals(Shape.of(3), random));
    tensors.put("scale", normals(Shape.scalar(), random));
    return new Parameters(tensors);
  }

  private static Tensor normals(Shape shape, SplittableRandom random) {
    double[] values =
        random.doubles(shape.size(), -1.5, 1.5).map(x -> x + Math.copySign(0.25, x)).toArray();
    return Tensor.of(shape, DType.FLOAT64, values);
  }

  static List<Parameters> gradients() {
    return IntStream.range(0, STEPS).mapToObj(step -> parameters(100 + step)).toList();
  }

  String name() {
    Named named = optimizer.getClass().getAnnotation(Named.class);
    return named == null ? optimizer.getClass().getSimpleName() : named.value();
  }

  Optional<OptimizerCard> card() {
    return Optional.ofNullable(optimizer.getClass().getAnnotation(OptimizerCard.class));
  }

  boolean needs(OptimizerCard.Need need) {
    return Stream.concat(Stream.of(this), inner())
        .anyMatch(subject ->
            subject.card().map(card -> List.of(card.needs()).contains(need)).orElse(false));
  }

  private Stream<Subject> inner() {
    return components((_, value) -> value)
        .filter(Optimizer.class::isInstance)
        .map(inner -> new Subject((Optimizer) inner, contract));
  }

  /** Returns something for each component that is not null. */
  <T> Stream<T> components(BiFunction<String, Object, T> make) {
    List<T> made = new ArrayList<>();
    if (optimizer instanceof Record record) {
      RecordType type = RecordType.of(record.getClass());
      for (int i = 0; i < type.names().size(); i++) {
        Object value = type.get(record, i);
        if (value != null) {
          made.add(make.apply(type.names().get(i), value));
        }
      }
    }
    return made.stream();
  }

  /** Returns the optimizer with another value of a component, if it takes it. */
  Optional<Optimizer> with(String component, Object value) {
    try {
      return Optional.of(made(component, value));
    } catch (ThalwegException _) {
      return Optional.empty();
    }
  }

  /**
   * Returns the optimizer with another value of a component.
   *
   * @throws ThalwegException if it refuses it
   */
  Optimizer made(String component, Object value) {
    RecordType type = RecordType.of(optimizer.getClass());
    @Nullable Object[] values = new @Nullable Object[type.names().size()];
    Arrays.setAll(
        values, i -> type.names().get(i).equals(component) ? value : type.get(optimizer, i));
    return (Optimizer) type.create(values);
  }

  /** Returns the optimizer with another learning rate, where it has one. */
  Optional<Optimizer> withRate(double rate) {
    for (Object value : components((name, v) -> name.equals("learningRate") ? v : "").toList()) {
      if (value instanceof Schedule) {
        return with("learningRate", Schedule.constant(rate));
      } else if (value instanceof Double) {
        return with("learningRate", rate);
      }
    }
    return changedInside(inner -> inner.withRate(rate));
  }

  /** Returns the optimizer without weight decay. */
  Optimizer withoutDecay() {
    Optimizer plain = optimizer;
    for (Object value : components((name, v) -> name.equals("weightDecay") ? v : "").toList()) {
      if (value instanceof Double) {
        plain = new Subject(plain, contract).with("weightDecay", 0.0).orElse(plain);
      } else if (value instanceof Schedule) {
        plain =
            new Subject(plain, contract).with("weightDecay", Schedule.constant(0)).orElse(plain);
      }
    }
    return new Subject(plain, contract)
        .changedInside(inner -> Optional.of(inner.withoutDecay()))
        .orElse(plain);
  }

  /** Returns the optimizer with its first inner one changed. */
  private Optional<Optimizer> changedInside(
      java.util.function.Function<Subject, Optional<Optimizer>> change) {
    return components((name, value) -> java.util.Map.entry(name, value))
        .filter(entry -> entry.getValue() instanceof Optimizer)
        .findFirst()
        .flatMap(entry ->
            change
                .apply(new Subject((Optimizer) entry.getValue(), contract))
                .flatMap(inner -> with(entry.getKey(), inner)));
  }
}
