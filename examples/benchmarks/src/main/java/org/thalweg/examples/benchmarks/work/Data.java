package org.thalweg.examples.benchmarks.work;

import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Storage;
import org.thalweg.api.tensor.Tensor;

/** Data and weights that are equal to the bit in every peer: an integer hash of seed and index. */
public final class Data {
  public static final int POINTS = 1 << 22;

  private Data() {}

  private static long hash(long seed, long index) {
    long z = ((seed << 32) + index) * 0x9E3779B97F4A7C15L + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  private static float unit(long seed, long index) {
    return (hash(seed, index) >>> 40) * 0x1p-24f;
  }

  public static float[] unit(long seed, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = unit(seed, (long) i);
    }
    return values;
  }

  /** Returns a tensor, with nothing of its size on the heap. */
  public static Tensor uniform(long seed, float low, float high, Shape shape) {
    Storage values = Storage.allocate(DType.FLOAT32, shape.size());
    for (long i = 0; i < values.size(); i++) {
      values.setDouble(i, unit(seed, i) * (high - low) + low);
    }
    return Tensor.of(shape, values);
  }

  public static float[] uniform(long seed, float low, float high, int count) {
    float[] values = unit(seed, count);
    for (int i = 0; i < count; i++) {
      values[i] = values[i] * (high - low) + low;
    }
    return values;
  }

  public static int[] labels(long seed, int count, int classes) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = (int) ((hash(seed, i) >>> 33) % classes);
    }
    return values;
  }

  public static float[] coins(long seed, int count) {
    float[] values = unit(seed, count);
    for (int i = 0; i < count; i++) {
      values[i] = values[i] < 0.5f ? 1 : 0;
    }
    return values;
  }

  /** Returns weights [inputs, outputs], uniform up to the inverse root of the inputs. */
  public static float[] weight(long seed, int inputs, int outputs) {
    float[] rows = uniform(seed, -1, 1, outputs * inputs);
    float bound = (float) (1 / Math.sqrt(inputs));
    float[] values = new float[rows.length];
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < inputs; i++) {
        values[i * outputs + o] = rows[o * inputs + i] * bound;
      }
    }
    return values;
  }

  /** Returns a linear function of rows of ten. */
  public static float[] line(float[] rows) {
    float[] values = new float[rows.length / 10];
    for (int i = 0; i < values.length; i++) {
      float sum = 0;
      for (int j = 0; j < 10; j++) {
        sum += rows[i * 10 + j] * ((j + 1) / 10f);
      }
      values[i] = sum;
    }
    return values;
  }
}
