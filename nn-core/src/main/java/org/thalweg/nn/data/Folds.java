package org.thalweg.nn.data;

import static org.thalweg.api.Checks.require;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.thalweg.api.tensor.Tensor;

/**
 * Examples in k parts for cross-validation, drawn at random: each example is in exactly one, and
 * sizes differ by at most one. Immutable.
 */
public final class Folds {
  private final int[] fold;
  private final List<int[]> parts;

  private Folds(int[] fold, int count) {
    this.fold = fold;
    this.parts =
        IntStream.range(0, count)
            .mapToObj(f -> IntStream.range(0, fold.length).filter(i -> fold[i] == f).toArray())
            .toList();
  }

  /**
   * Returns the folds of a dataset. Examples of one class each, which have integer targets, are
   * dealt by class, so that the examples of a class in any two folds differ by at most one.
   *
   * @param count the number of folds, from 2 to the number of examples
   * @param seed the same seed gives the same folds
   */
  public static Folds of(Dataset data, int count, long seed) {
    Tensor targets = data.targets();
    boolean classes = targets.dtype().isInteger() && targets.size() == data.size();
    return of(classes ? targets.toLongArray() : new long[data.size()], count, seed);
  }

  /**
   * Returns the folds of examples by their classes; see {@link #of(Dataset, int, long)}.
   *
   * @param classes the class of each example
   */
  public static Folds of(long[] classes, int count, long seed) {
    require(
        2 <= count && count <= classes.length,
        "the number of folds must lie from 2 to the number of examples, %s, was %s",
        classes.length,
        count);
    int[] order = IntStream.range(0, classes.length).toArray();
    SplitMix.shuffle(order, seed, 0);
    int[] byClass =
        Arrays.stream(order)
            .boxed()
            .sorted(Comparator.comparingLong(example -> classes[example]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] fold = new int[classes.length];
    for (int i = 0; i < byClass.length; i++) {
      fold[byClass[i]] = i % count;
    }
    return new Folds(fold, count);
  }

  /** Returns the number of folds. */
  public int count() {
    return parts.size();
  }

  /** Returns the numbers of the examples of a fold, ascending. */
  public int[] held(int number) {
    return parts.get(number).clone();
  }

  /** Returns the numbers of the examples of all other folds, ascending. */
  public int[] learnt(int number) {
    return IntStream.range(0, fold.length).filter(i -> fold[i] != number).toArray();
  }
}
