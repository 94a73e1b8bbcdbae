package org.thalweg.loss.responsible;

import static org.thalweg.api.Checks.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Axes;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Signature;
import org.thalweg.api.tensor.Tensor;

/** What losses share whose inputs are those of another loss. */
final class Wrapped {
  private Wrapped() {}

  /**
   * Returns the signature of a loss, with one value for a batch of examples along N.
   *
   * @param predictions further tensors of the prediction
   * @param targets further tensors of the target
   */
  static Optional<Signature> batch(
      Loss<?, ?> loss, List<Signature.Input> predictions, List<Signature.Input> targets) {
    return loss.signature()
        .map(inner ->
            new Signature(
                join(inner.prediction(), predictions),
                join(inner.target(), targets),
                new Axes(List.of())));
  }

  private static List<Signature.Input> join(
      List<Signature.Input> inner, List<Signature.Input> more) {
    return Stream.concat(inner.stream().map(Wrapped::leading), more.stream()).toList();
  }

  /** Returns the input with an axis N of examples. */
  private static Signature.Input leading(Signature.Input input) {
    List<String> names = input.axes().names();
    if (names.contains("N") || !names.contains("...")) {
      return input;
    }
    List<String> led = new ArrayList<>(names);
    led.add(names.indexOf("..."), "N");
    return new Signature.Input(input.name(), new Axes(led), input.domain(), input.of());
  }

  /** Returns the signature of a loss of one number and one group for each example. */
  static Signature ofExamples(Loss<?, ?> loss) {
    return new Signature(
        List.of(input("the prediction", "N", loss.predictionDomain(), "C")),
        List.of(
            input("target", "N", loss.targetDomain(), "C"),
            input("groups", "N", Domain.LABEL, "C")),
        new Axes(List.of()));
  }

  /** Returns a further tensor. */
  static Signature.Input input(String name, String axis, Domain domain, String of) {
    return new Signature.Input(name, new Axes(List.of(axis)), domain, of);
  }

  /** Returns the shape of the examples. */
  static Shape examples(Loss<?, ?> loss, Tensor prediction) {
    require(
        prediction.rank() > 0,
        "%s: the prediction is %s, should have an axis of examples",
        Losses.name(loss),
        prediction.spec());
    return Shape.of(prediction.dim(0));
  }

  /** Checks that there is an integer for each example. */
  static void checkGroups(Loss<?, ?> loss, Tensor prediction, Tensor groups) {
    Shape examples = examples(loss, prediction);
    require(
        groups.dtype().isInteger() && groups.shape().equals(examples),
        "%s: groups is %s, should be of integers of shape %s",
        Losses.name(loss),
        groups.spec(),
        examples);
  }
}
