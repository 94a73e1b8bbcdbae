package org.thalweg.nn.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * Examples in memory. Immutable.
 *
 * @param inputs what the model is given, [N, ...]
 * @param targets what it should give, [N, ...]: [N, k] numbers, or [N] indices of classes
 * @param weights how much each example counts, [N] or [N, ...], floats of 0 or more; null if all
 *     count alike. A mask is a weight of 0 and 1
 * @param slices groups of examples that are evaluated apart, or null if there are none
 */
public record Dataset(
    Tensor inputs, Tensor targets, @Nullable Tensor weights, @Nullable Slices slices) {
  /** Checks that all have one number of examples. */
  public Dataset {
    check("targets", targets, inputs);
    if (weights != null) {
      check("weights", weights, inputs);
      if (!weights.dtype().isFloating()) {
        throw new ThalwegException(
            "weights are float32 or float64, were %s; convert them with to(DType.FLOAT32)"
                .formatted(weights.spec()));
      }
    }
    if (slices != null) {
      check("slices", slices.numbers(), inputs);
    }
    if (inputs.dim(0) > Integer.MAX_VALUE) {
      throw new ThalwegException(
          "a dataset has at most %d examples, was given %d"
              .formatted(Integer.MAX_VALUE, inputs.dim(0)));
    }
  }

  /** Makes examples without slices. */
  public Dataset(Tensor inputs, Tensor targets, @Nullable Tensor weights) {
    this(inputs, targets, weights, null);
  }

  private static void check(String name, Tensor tensor, Tensor inputs) {
    if (inputs.rank() == 0 || tensor.rank() == 0 || tensor.dim(0) != inputs.dim(0)) {
      throw new ThalwegException(
          "inputs and %s have one row for each example; inputs are %s, %s are %s"
              .formatted(name, inputs.spec(), name, tensor.spec()));
    }
  }

  /** Returns examples that count alike. */
  public static Dataset of(Tensor inputs, Tensor targets) {
    return new Dataset(inputs, targets, null);
  }

  /** Returns examples with float32 numbers for targets, a row each. */
  public static Dataset of(float[][] inputs, float[][] targets) {
    return of(Tensor.of(inputs), Tensor.of(targets));
  }

  /** Returns examples of classes, which are numbered from 0. */
  public static Dataset of(float[][] inputs, int[] classes) {
    return of(Tensor.of(inputs), Tensor.of(classes));
  }

  /** Returns these examples with weights. */
  public Dataset weighted(Tensor weight) {
    return new Dataset(inputs, targets, weight, slices);
  }

  /** Returns these examples with those alone counting where the mask is true. */
  public Dataset masked(Tensor mask) {
    return weighted(mask.to(DType.FLOAT32).eval());
  }

  /** Returns these examples, of which those whose target is NaN do not count. */
  public Dataset skippingMissing() {
    Tensor present = targets.isNaN().not().to(DType.FLOAT32);
    if (weights == null) {
      return weighted(present.eval());
    }
    Tensor all = weights;
    while (all.rank() < present.rank()) {
      all = all.unsqueeze(-1);
    }
    return weighted(Tensors.where(present.ne(0), all, 0).eval());
  }

  /**
   * Returns these examples with weights that are multiplied by those of their class.
   *
   * @throws ThalwegException if the targets are not one class each, or a class has no weight
   */
  public Dataset weighted(ClassWeights classes) {
    return classes.apply(this, List.of());
  }

  /** Returns these examples in slices, or in none if there are none. */
  public Dataset sliced(@Nullable Slices groups) {
    return new Dataset(inputs, targets, weights, groups);
  }

  /** Returns these examples with other inputs. */
  public Dataset withInputs(Tensor others) {
    return new Dataset(others, targets, weights, slices);
  }

  /** Returns these examples with floats of another type; labels stay integers. */
  public Dataset to(DType dtype) {
    return new Dataset(
        converted(inputs, dtype),
        converted(targets, dtype),
        weights == null ? null : converted(weights, dtype),
        slices);
  }

  private static Tensor converted(Tensor tensor, DType dtype) {
    return tensor.dtype().isFloating() ? tensor.to(dtype).eval() : tensor;
  }

  /** Returns the number of examples. */
  public int size() {
    return (int) inputs.dim(0);
  }

  /** Returns copies of some examples, in the given order. */
  public Dataset select(int... examples) {
    return new Dataset(
        Rows.select(inputs, examples),
        Rows.select(targets, examples),
        weights == null ? null : Rows.select(weights, examples),
        slices == null ? null : slices.select(examples));
  }

  /**
   * Returns the examples in two parts, drawn at random.
   *
   * @param fraction the share of the second part, above 0 and below 1
   * @param seed the same seed gives the same parts
   * @throws ThalwegException if a part would be empty
   */
  public Split split(double fraction, long seed) {
    int[] order = IntStream.range(0, size()).toArray();
    SplitMix.shuffle(order, seed, 0);
    return parts(order, Split.count(size(), fraction));
  }

  /**
   * Returns the examples in two parts, each with the same shares of classes as far as whole numbers
   * allow.
   *
   * @param fraction the share of the second part, above 0 and below 1
   * @param seed the same seed gives the same parts
   * @throws ThalwegException if a part would be empty, or the targets are not one integer each
   */
  public Split splitStratified(double fraction, long seed) {
    if (!targets.dtype().isInteger() || targets.size() != size()) {
      throw new ThalwegException(
          "a stratified split takes one class for each example, targets are %s; use split"
              .formatted(targets.spec()));
    }
    int[] order = IntStream.range(0, size()).toArray();
    SplitMix.shuffle(order, seed, 0);
    int second = Split.count(size(), fraction);
    return parts(Strata.order(order, targets.toLongArray(), second), second);
  }

  private Split parts(int[] order, int second) {
    return new Split(
        select(Arrays.copyOfRange(order, second, order.length)),
        select(Arrays.copyOf(order, second)));
  }

  /** Returns number, shape and type, such as {@code 442 examples, float32[10] to float32[1]}. */
  @Override
  public String toString() {
    return "%d examples, %s to %s%s"
        .formatted(
            size(),
            inputs.spec().with(inputs.shape().without(0)),
            targets.spec().with(targets.shape().without(0)),
            weights == null ? "" : ", weighted");
  }
}
