package org.thalweg.testkit.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Signature;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;

/** Bad inputs are refused with a message that names the loss. */
final class InputLaws {
  private InputLaws() {}

  static List<Law> all() {
    return List.of(
        new Law("a prediction of integers is refused", InputLaws::integers),
        new Law("shapes that do not fit are refused", InputLaws::shapes),
        new Law("targets outside of their domain are refused", InputLaws::outsiders),
        new Law("negative weights are refused", InputLaws::weights));
  }

  private static void refused(
      Subject subject, Object prediction, Object target, Weighting weighting, String what) {
    try {
      Tensor values = Losses.values(subject.loss(), prediction, target, weighting);
      values.toDoubleArray();
    } catch (ThalwegException e) {
      String message = String.valueOf(e.getMessage());
      Close.require(
          subject.names().anyMatch(message::contains) || !weighting.equals(Weighting.none()),
          "%s is refused without the name of the loss: %s",
          what,
          message);
      return;
    }
    throw new AssertionError(what + " is not refused");
  }

  private static void integers(Subject subject, RandomGenerator random) {
    Sample sample = subject.sample(3, random);
    Object integers = Tree.map(sample.prediction(), leaf -> leaf.to(DType.INT32).eval());
    refused(subject, integers, sample.target(), Weighting.none(), "a prediction of integers");
  }

  private static void shapes(Subject subject, RandomGenerator random) {
    Sample sample = subject.sample(3, random);
    List<Tensor> leaves = new ArrayList<>(Tree.leaves(sample.prediction()));
    leaves.addAll(Tree.leaves(sample.target()));
    if (leaves.size() < 2) {
      return;
    }
    int predictions = Tree.leaves(sample.prediction()).size();
    int last = leaves.size() - 1;
    Tensor odd = leaves.get(last);
    Shape shape = odd.shape().insert(odd.rank(), 1).insert(odd.rank(), 1);
    leaves.set(last, odd.reshape(shape).eval());
    Object prediction = Tree.rebuild(sample.prediction(), leaves.subList(0, predictions));
    Object target = Tree.rebuild(sample.target(), leaves.subList(predictions, leaves.size()));
    refused(
        subject,
        prediction,
        target,
        Weighting.none(),
        "%s of shape %s where it should be %s"
            .formatted(subject.signature().inputs().get(last).name(), shape, odd.shape()));
  }

  private static void outsiders(Subject subject, RandomGenerator random) {
    Sample sample = subject.sample(3, 0, random);
    List<Tensor> leaves = Tree.leaves(sample.target());
    for (int i = 0; i < leaves.size(); i++) {
      Signature.Input input = sample.signature().target().get(i);
      double outsider =
          switch (input.domain()) {
            case POSITIVE, NON_NEGATIVE, PROBABILITY, SHARES -> -0.5;
            case ABOVE_MINUS_ONE -> -1.5;
            case SIGN -> 0.5;
            case CLASS_INDEX, LENGTH -> 99;
            case CLASS_INDEX_OR_NONE -> -2;
            default -> Double.NaN;
          };
      if (Double.isNaN(outsider)) {
        continue;
      }
      List<Tensor> changed = new ArrayList<>(leaves);
      double[] values = leaves.get(i).toDoubleArray();
      values[values.length - 1] = outsider;
      Tensor leaf = leaves.get(i);
      changed.set(
          i,
          leaf.dtype().isFloating()
              ? Tensor.of(leaf.shape(), leaf.dtype(), values)
              : Tensor.of(
                  leaf.shape(),
                  leaf.dtype(),
                  java.util.Arrays.stream(values).mapToLong(value -> (long) value).toArray()));
      refused(
          subject,
          sample.prediction(),
          Tree.rebuild(sample.target(), changed),
          Weighting.none(),
          "%s with %s, which is not %s"
              .formatted(input.name(), outsider, input.domain().description()));
    }
  }

  private static void weights(Subject subject, RandomGenerator random) {
    Sample sample = subject.sample(3, random);
    Weighting negative = Weighting.none().weight(Tensor.of(1.0, -1, 1));
    refused(subject, sample.prediction(), sample.target(), negative, "a negative weight");
  }
}
