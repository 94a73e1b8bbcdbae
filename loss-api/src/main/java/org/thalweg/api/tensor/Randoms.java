package org.thalweg.api.tensor;

import org.thalweg.api.Checks;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.graph.Source;

/**
 * Random tensors as pure functions of a key: the same key gives the same bits on every engine, with
 * any number of threads.
 *
 * <p>A key is an int64 scalar. Use each key once; {@link #fold} derives others from it.
 */
public final class Randoms {
  /** Counters from here on belong to {@link #fold}, those below to draws. */
  private static final long FOLD = 1L << 62;

  private Randoms() {}

  /** Returns the key of a seed. */
  public static Tensor key(long seed) {
    return Tensor.of(new long[] {seed}).reshape(Shape.scalar());
  }

  /** Returns a new key for each number. */
  public static Tensor fold(Tensor key, long number) {
    Tensor words =
        Tensor.record(new Source.RandomBits(Shape.of(2), FOLD + 2 * number), key).to(DType.INT64);
    Tensor low = words.select(0, 0).shiftLeft(32).shiftRight(32);
    return words.select(0, 1).shiftLeft(32).or(low);
  }

  /** Returns a new key for each value of an int64 scalar, such as the number of a training step. */
  public static Tensor fold(Tensor key, Tensor number) {
    return fold(key.xor(fold(number, 0)), 1);
  }

  /** Returns floats spread evenly over [0, 1). */
  public static Tensor uniform(Tensor key, Shape shape, DType dtype) {
    Tensor high = bits(key, shape, 0);
    if (dtype == DType.FLOAT32) {
      return high.shiftRight(8).to(dtype).mul(0x1p-24);
    }
    Tensor low = bits(key, shape, shape.size());
    Tensor coarse = high.shiftRight(5).to(dtype).mul(0x1p-27);
    return coarse.add(low.shiftRight(6).to(dtype).mul(0x1p-53));
  }

  /**
   * Returns floats spread evenly over [low, high).
   *
   * @throws ThalwegException if low is above high
   */
  public static Tensor uniform(Tensor key, Shape shape, DType dtype, double low, double high) {
    Checks.require(low <= high, "uniform: low is at most high, was %s and %s", low, high);
    double last = dtype == DType.FLOAT32 ? Math.nextDown((float) high) : Math.nextDown(high);
    // rounding takes numbers near the end to the end itself
    return uniform(key, shape, dtype).mul(high - low).add(low).minimum(Math.max(low, last));
  }

  /**
   * Returns floats of the standard normal distribution.
   *
   * <p>Source: Box and Muller, "A note on the generation of random normal deviates", 1958.
   */
  public static Tensor normal(Tensor key, Shape shape, DType dtype) {
    Tensor radius = uniform(fold(key, 0), shape, dtype).rsub(1).log().mul(-2).sqrt();
    Tensor angle = uniform(fold(key, 1), shape, dtype).mul(2 * Math.PI);
    return radius.mul(angle.cos());
  }

  /** Returns bools that are true with a probability. */
  public static Tensor bernoulli(Tensor key, Shape shape, double probability) {
    return uniform(key, shape, DType.FLOAT32).lt(probability);
  }

  private static Tensor bits(Tensor key, Shape shape, long offset) {
    return Tensor.record(new Source.RandomBits(shape, offset), key);
  }
}
