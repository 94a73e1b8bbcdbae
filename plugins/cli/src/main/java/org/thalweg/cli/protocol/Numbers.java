package org.thalweg.cli.protocol;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;

/** Nested JSON arrays of numbers or bools, on their way to a tensor. */
final class Numbers {
  private final String path;
  private final long[] extents;
  private final double[] reals;
  private final long[] integers;
  private boolean whole = true;
  private boolean bools = true;
  private int next;

  private Numbers(String path, long[] extents, int count) {
    this.path = path;
    this.extents = extents;
    this.reals = new double[count];
    this.integers = new long[count];
  }

  /**
   * Reads a number, or a list of such of equal lengths.
   *
   * @param path what messages call it
   */
  static Numbers of(@Nullable Object json, String path) {
    long[] extents = extents(json);
    Numbers numbers = new Numbers(path, extents, Math.toIntExact(Shape.of(extents).size()));
    numbers.fill(json, 0, path);
    return numbers;
  }

  private static long[] extents(@Nullable Object json) {
    long[] extents = new long[0];
    Object first = json;
    while (first instanceof List<?> list) {
      extents = Arrays.copyOf(extents, extents.length + 1);
      extents[extents.length - 1] = list.size();
      first = list.isEmpty() ? null : list.getFirst();
    }
    return extents;
  }

  private void fill(@Nullable Object json, int axis, String place) {
    if (axis == extents.length) {
      element(json, place);
      return;
    }
    if (!(json instanceof List<?> list)) {
      throw new ThalwegException(
          "%s is %s, should be a list of %d as the one before it"
              .formatted(place, show(json), extents[axis]));
    }
    if (list.size() != extents[axis]) {
      throw new ThalwegException(
          "%s has %d values, the list before it has %d; give all lists one length"
              .formatted(place, list.size(), extents[axis]));
    }
    for (int i = 0; i < list.size(); i++) {
      fill(list.get(i), axis + 1, place + "[" + i + "]");
    }
  }

  private void element(@Nullable Object json, String place) {
    switch (json) {
      case Boolean bool -> {
        integers[next] = bool ? 1 : 0;
        reals[next] = integers[next];
      }
      case BigInteger big -> {
        whole = false;
        bools = false;
        reals[next] = big.doubleValue();
      }
      case Number number -> {
        bools = false;
        whole &= number instanceof Integer || number instanceof Long;
        integers[next] = number.longValue();
        reals[next] = number.doubleValue();
      }
      case null, default ->
          throw new ThalwegException("%s is %s, should be a number".formatted(place, show(json)));
    }
    next++;
  }

  private static String show(@Nullable Object json) {
    return switch (json) {
      case null -> "null";
      case List<?> list -> "a list of " + list.size();
      case java.util.Map<?, ?> map -> "an object of " + map.keySet();
      case String text -> "'" + text + "'";
      default -> json.toString();
    };
  }

  Shape shape() {
    return Shape.of(extents);
  }

  /** Returns whether all numbers are written without a point. */
  boolean isWhole() {
    return whole && !isBool() && integers.length > 0;
  }

  /** Returns whether all values are true or false. */
  boolean isBool() {
    return bools && integers.length > 0;
  }

  /** Returns the tensor of a type. */
  Tensor tensor(DType dtype) {
    if (dtype.isFloating()) {
      return Tensor.of(shape(), dtype, reals);
    }
    if (dtype == DType.BOOL) {
      for (int i = 0; i < reals.length; i++) {
        if (reals[i] != 0 && reals[i] != 1) {
          throw new ThalwegException(
              "%s: a mask is true or false (1 or 0), value %d is %s".formatted(path, i, reals[i]));
        }
      }
    }
    return Tensor.of(shape(), dtype, integers);
  }

  /** Returns integers as int64, bools as bool, other numbers as floats of a type. */
  Tensor natural(DType floats) {
    return tensor(isBool() ? DType.BOOL : isWhole() ? DType.INT64 : floats);
  }
}
