package org.thalweg.optim.minimize;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Storage;
import org.thalweg.api.tensor.Tensor;

/** Vectors of doubles. */
final class Vectors {
  private Vectors() {}

  /** Returns a float64 tensor of a shape, whose numbers are copied. */
  static Tensor tensor(Shape shape, double... values) {
    Storage storage = Storage.allocate(DType.FLOAT64, values.length);
    MemorySegment.copy(values, 0, storage.segment(), ValueLayout.JAVA_DOUBLE, 0, values.length);
    return Tensor.of(shape, storage);
  }

  static Tensor vector(double... values) {
    return tensor(Shape.of(values.length), values);
  }

  static Tensor scalar(double value) {
    return tensor(Shape.scalar(), value);
  }

  static Tensor count(long value) {
    return Tensor.of(Shape.scalar(), DType.INT64, value);
  }

  static long count(Tensor tensor) {
    return tensor.storage().getLong(0);
  }

  /** Returns the numbers of a float64 tensor, copied. */
  static double[] array(Tensor tensor) {
    return tensor.storage().segment().toArray(ValueLayout.JAVA_DOUBLE);
  }

  static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  /** Returns the Euclidean length, without overflow. */
  static double norm(double[] vector) {
    double largest = largest(vector);
    if (largest == 0 || !Double.isFinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double value : vector) {
      double part = value / largest;
      sum += part * part;
    }
    return largest * Math.sqrt(sum);
  }

  /** Returns the largest absolute value, NaN if there is one, 0 of nothing. */
  static double largest(double[] vector) {
    double largest = 0;
    for (double value : vector) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  static double[] neg(double[] vector) {
    return scale(vector, -1);
  }

  static double[] scale(double[] vector, double factor) {
    double[] scaled = new double[vector.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = factor * vector[i];
    }
    return scaled;
  }

  static double[] sub(double[] left, double[] right) {
    return add(left, -1, right);
  }

  /** Returns {@code left + factor right}. */
  static double[] add(double[] left, double factor, double[] right) {
    double[] sum = new double[left.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = left[i] + factor * right[i];
    }
    return sum;
  }

  static double[] mul(double[] left, double[] right) {
    double[] product = new double[left.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = left[i] * right[i];
    }
    return product;
  }

  static boolean isFinite(double[] vector) {
    return Arrays.stream(vector).allMatch(Double::isFinite);
  }

  /** Returns by how much a value fell, relative to the larger of both and 1. */
  static double decrease(double before, double after) {
    return (before - after) / Math.max(1, Math.max(Math.abs(before), Math.abs(after)));
  }

  /** Returns how far two points are apart: the largest over elements, relative to it and 1. */
  static double distance(double[] before, double[] after) {
    double largest = 0;
    for (int i = 0; i < before.length; i++) {
      largest =
          Math.max(largest, Math.abs(after[i] - before[i]) / Math.max(1, Math.abs(before[i])));
    }
    return largest;
  }
}
