package org.thalweg.testkit.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Signature;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;

/**
 * Inputs of a loss.
 *
 * @param signature what they are
 * @param prediction a prediction, float64 unless converted
 * @param target a target
 * @param extents the extents of their axes
 * @param axis the name of the axis of the examples
 */
public record Sample(
    Signature signature, Object prediction, Object target, Map<String, Long> extents, String axis) {

  int rows() {
    return Math.toIntExact(Sampler.extent(extents, axis));
  }

  Shape valueShape() {
    return signature.values().shape(extents);
  }

  /** Returns the position of the axis of the examples in a tensor, or -1. */
  int position(Signature.Input input, Tensor tensor) {
    List<String> names = input.axes().names();
    int rest = names.indexOf("...");
    if (axis.equals(".0")) {
      return rest;
    }
    int at = names.indexOf(axis);
    return at < 0 || rest < 0 || at < rest ? at : at + tensor.rank() - names.size();
  }

  /** Returns the inputs of some examples. */
  Sample take(int... rows) {
    Tensor indices =
        rows.length == 0 ? Tensor.of(Shape.of(0), DType.INT32, new long[0]) : Tensor.of(rows);
    Map<String, Long> taken = new java.util.HashMap<>(extents);
    taken.put(axis, (long) rows.length);
    return new Sample(
        signature,
        change(
            prediction,
            signature.prediction(),
            (leaf, at) -> at < 0 ? leaf : leaf.take(indices, at).eval()),
        change(
            target,
            signature.target(),
            (leaf, at) -> at < 0 ? leaf : leaf.take(indices, at).eval()),
        taken,
        axis);
  }

  /** Returns the inputs with garbage at examples that do not count. */
  Sample poisoned(boolean[] counts, double poison) {
    Change spoil = (leaf, at) -> at < 0 ? leaf : spoiled(leaf, at, counts, poison);
    return new Sample(
        signature,
        change(prediction, signature.prediction(), spoil),
        change(target, signature.target(), spoil),
        extents,
        axis);
  }

  private static Tensor spoiled(Tensor leaf, int axis, boolean[] counts, double poison) {
    if (leaf.dtype() == DType.BOOL) {
      return leaf;
    }
    double[] values = leaf.toDoubleArray();
    long inner = leaf.shape().slice(axis + 1, leaf.rank()).size();
    for (int i = 0; i < values.length; i++) {
      if (!counts[(int) (i / inner % counts.length)]) {
        values[i] = leaf.dtype().isFloating() ? poison : -100;
      }
    }
    return leaf.dtype().isFloating()
        ? Tensor.of(leaf.shape(), leaf.dtype(), values)
        : Tensor.of(
            leaf.shape(),
            leaf.dtype(),
            java.util.Arrays.stream(values).mapToLong(value -> (long) value).toArray());
  }

  /** Changes a tensor, given the axis of the examples in it. */
  interface Change {
    Tensor apply(Tensor leaf, int axis);
  }

  Object change(Object tree, List<Signature.Input> inputs, Change change) {
    List<Tensor> leaves = Tree.leaves(tree);
    List<Tensor> changed = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      changed.add(change.apply(leaves.get(i), position(inputs.get(i), leaves.get(i))));
    }
    return Tree.rebuild(tree, changed);
  }

  /** Returns the inputs with all floats changed. */
  Sample floats(UnaryOperator<Tensor> change) {
    UnaryOperator<Tensor> each =
        leaf -> leaf.dtype().isFloating() ? change.apply(leaf).eval() : leaf;
    return new Sample(signature, Tree.map(prediction, each), Tree.map(target, each), extents, axis);
  }

  /** Returns these inputs with others in their place, of the same shapes. */
  public Sample with(Object otherPrediction, Object otherTarget) {
    return new Sample(signature, otherPrediction, otherTarget, extents, axis);
  }

  /**
   * Returns an outcome of taken examples as one of this sample: gradients of copies add up, those
   * of examples that were not taken are 0.
   */
  Outcome gathered(Outcome taken, int... rows) {
    List<Tensor> leaves = Tree.leaves(prediction);
    List<double[]> gradient = new ArrayList<>();
    for (int k = 0; k < leaves.size(); k++) {
      Tensor leaf = leaves.get(k);
      int at = position(signature.prediction().get(k), leaf);
      double[] copies = taken.gradient().get(k);
      if (at < 0) {
        gradient.add(copies);
        continue;
      }
      double[] whole = new double[Math.toIntExact(leaf.size())];
      int inner = Math.toIntExact(leaf.shape().slice(at + 1, leaf.rank()).size());
      for (int i = 0; i < copies.length; i++) {
        int outer = i / (inner * rows.length);
        int row = rows[i / inner % rows.length];
        whole[(outer * rows() + row) * inner + i % inner] += copies[i];
      }
      gradient.add(whole);
    }
    return new Outcome(taken.value(), gradient);
  }

  @Override
  public String toString() {
    return "prediction %s, target %s".formatted(show(prediction), show(target));
  }

  private static String show(Object tree) {
    StringBuilder text = new StringBuilder();
    for (Tensor leaf : Tree.leaves(tree)) {
      text.append(text.isEmpty() ? "" : ", ").append(leaf.spec());
      if (leaf.size() <= 12) {
        text.append(java.util.Arrays.toString(leaf.toDoubleArray()));
      }
    }
    return text.toString();
  }
}
