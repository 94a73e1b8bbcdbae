package org.thalweg.testkit.loss;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.LossTypes;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Signature;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.RecordType;

/**
 * A loss whose laws are checked.
 *
 * @param loss the loss
 * @param signature what it takes
 * @param registry where the losses are that its card speaks of
 * @param contract the test that it is checked by
 */
record Subject(
    Loss<Object, Object> loss, Signature signature, Registry registry, LossContract<?> contract) {
  private static final Map<String, Long> EXTENTS =
      Map.of("C", 4L, "D", 3L, "T", 5L, "S", 2L, "K", 3L, "L", 4L, "H", 4L, "W", 4L);

  @SuppressWarnings("unchecked")
  static Subject of(Loss<?, ?> loss, Registry registry, LossContract<?> contract) {
    Signature signature =
        loss.signature()
            .orElseThrow(() ->
                new AssertionError(
                    "%s: its card needs a shape, such as \"N C; N -> N\", for its laws to be checked"
                        .formatted(Losses.name(loss))));
    return new Subject((Loss<Object, Object>) loss, signature, registry, contract);
  }

  String name() {
    return Losses.name(loss);
  }

  /** Returns the names that a message may have: its own, and those of losses that it is made of. */
  Stream<String> names() {
    RecordType type = RecordType.of(loss.getClass());
    return Stream.concat(
        Stream.of(name()),
        IntStream.range(0, type.names().size())
            .mapToObj(i -> type.get(loss, i))
            .filter(Loss.class::isInstance)
            .map(part -> Losses.name((Loss<?, ?>) part)));
  }

  boolean ofBatch() {
    return loss instanceof BatchLoss;
  }

  /** Returns whether the loss has its defaults, or is not registered. */
  @SuppressWarnings("rawtypes") // a kind names its type by its class
  boolean plain() {
    return registry
        .find(Kind.LOSS, name())
        .map(component -> registry.create(Kind.LOSS, component.name(), Map.of()).equals(loss))
        .orElse(true);
  }

  boolean is(Class<?> kind) {
    return kind.isInstance(loss);
  }

  /** Returns whether there is one value for a whole batch. */
  boolean single() {
    return signature.values().names().isEmpty();
  }

  Optional<LossCard> card() {
    return Losses.card(loss);
  }

  boolean has(Trait trait) {
    return card().map(card -> List.of(card.traits()).contains(trait)).orElse(false);
  }

  double reach() {
    return card().map(LossCard::reach).orElse(1e20);
  }

  /** Returns the same laws' subject with another loss of the same inputs. */
  Subject with(Loss<?, ?> other) {
    return of(other, registry, contract);
  }

  /** Returns whether inputs have any number of axes. */
  boolean anyRank() {
    return signature.inputs().stream().anyMatch(input -> input.axes().names().contains("..."));
  }

  /** Returns random inputs of some examples. */
  Sample sample(int rows, RandomGenerator random) {
    return sample(rows, anyRank() && random.nextBoolean() ? 1 : 0, random);
  }

  /**
   * Returns random inputs.
   *
   * @param rows the number of examples
   * @param more the number of further axes where any number is allowed
   */
  Sample sample(int rows, int more, RandomGenerator random) {
    Map<String, Long> extents = extents(rows, more);
    Object target =
        build(LossTypes.of(loss.getClass()).target(), signature.target(), extents, random);
    Object prediction =
        build(LossTypes.of(loss.getClass()).prediction(), signature.prediction(), extents, random);
    return contract.adjust(loss, new Sample(signature, prediction, target, extents, axis()));
  }

  /** Returns the name of the axis of the examples: the first of the values. */
  private String axis() {
    List<String> names = signature.values().names();
    String first = names.isEmpty() ? "N" : names.getFirst();
    return first.equals("...") ? ".0" : first;
  }

  private Map<String, Long> extents(int rows, int more) {
    Map<String, Long> extents = new HashMap<>();
    String first = axis();
    int rest = more + (first.equals(".0") ? 1 : 0);
    for (int i = 0; i < rest; i++) {
      extents.put("." + i, 2L + i);
    }
    extents.put("...", (long) rest);
    for (Signature.Input input : signature.inputs()) {
      for (String name : input.axes().names()) {
        String base = name.replaceAll("[+-][0-9]+$", "");
        if (!name.equals("...") && !Character.isDigit(name.charAt(0))) {
          extents.put(base, EXTENTS.getOrDefault(base, 3L));
        }
      }
    }
    extents.put(first, (long) rows);
    return extents;
  }

  private static Object build(
      java.lang.reflect.Type type,
      List<Signature.Input> inputs,
      Map<String, Long> extents,
      RandomGenerator random) {
    List<Tensor> tensors = new ArrayList<>();
    inputs.forEach(input -> tensors.add(Sampler.draw(input, extents, random)));
    return build(type, tensors.iterator());
  }

  private static Object build(java.lang.reflect.Type type, java.util.Iterator<Tensor> tensors) {
    if (!(type instanceof Class<?> record && record.isRecord())) {
      return tensors.next();
    }
    List<@Nullable Object> parts = new ArrayList<>();
    for (var component : record.getRecordComponents()) {
      parts.add(build(component.getGenericType(), tensors));
    }
    return RecordType.of(record).create(parts.toArray());
  }

  @Override
  public String toString() {
    return loss.toString();
  }
}
