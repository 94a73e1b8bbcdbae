package org.thalweg.nn.init;

import org.thalweg.api.nn.Initializer;

/** The initializers by name. Made for static import. */
public final class Initializers {
  private Initializers() {}

  /** Returns {@link Zeros}. */
  public static Initializer zeros() {
    return new Zeros();
  }

  /** Returns {@link Ones}. */
  public static Initializer ones() {
    return new Ones();
  }

  /** Returns {@link Constant}. */
  public static Initializer constant(double value) {
    return new Constant(value);
  }

  /** Returns {@link Uniform}. */
  public static Initializer uniform(double low, double high) {
    return new Uniform(low, high);
  }

  /** Returns {@link Normal}. */
  public static Initializer normal(double mean, double std) {
    return new Normal(mean, std);
  }

  /** Returns {@link TruncatedNormal}. */
  public static Initializer truncatedNormal(double mean, double std) {
    return new TruncatedNormal(mean, std);
  }

  /** Returns {@link GlorotUniform}. */
  public static Initializer glorotUniform() {
    return new GlorotUniform();
  }

  /** Returns {@link GlorotNormal}. */
  public static Initializer glorotNormal() {
    return new GlorotNormal();
  }

  /** Returns {@link HeUniform}. */
  public static Initializer heUniform() {
    return new HeUniform();
  }

  /** Returns {@link HeNormal}. */
  public static Initializer heNormal() {
    return new HeNormal();
  }

  /** Returns {@link LecunUniform}. */
  public static Initializer lecunUniform() {
    return new LecunUniform();
  }

  /** Returns {@link LecunNormal}. */
  public static Initializer lecunNormal() {
    return new LecunNormal();
  }
}
