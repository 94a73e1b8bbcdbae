package org.thalweg.nn.activation;

import org.thalweg.api.nn.Activation;

/** The activations with their defaults, by name. Made for static import. */
public final class Activations {
  private Activations() {}

  /** Returns {@link Identity}. */
  public static Activation identity() {
    return new Identity();
  }

  /** Returns {@link Relu}. */
  public static Activation relu() {
    return new Relu();
  }

  /** Returns {@link LeakyRelu} with its default. */
  public static Activation leakyRelu() {
    return new LeakyRelu(0.01);
  }

  /** Returns {@link Elu} with its default. */
  public static Activation elu() {
    return new Elu(1);
  }

  /** Returns {@link Selu}. */
  public static Activation selu() {
    return new Selu();
  }

  /** Returns {@link Gelu}. */
  public static Activation gelu() {
    return new Gelu();
  }

  /** Returns {@link Silu}. */
  public static Activation silu() {
    return new Silu();
  }

  /** Returns {@link Sigmoid}. */
  public static Activation sigmoid() {
    return new Sigmoid();
  }

  /** Returns {@link Tanh}. */
  public static Activation tanh() {
    return new Tanh();
  }

  /** Returns {@link Softplus}. */
  public static Activation softplus() {
    return new Softplus();
  }

  /** Returns {@link Softsign}. */
  public static Activation softsign() {
    return new Softsign();
  }

  /** Returns {@link HardSigmoid}. */
  public static Activation hardSigmoid() {
    return new HardSigmoid();
  }

  /** Returns {@link HardTanh}. */
  public static Activation hardTanh() {
    return new HardTanh();
  }

  /** Returns {@link Mish}. */
  public static Activation mish() {
    return new Mish();
  }

  /** Returns {@link Softmax} with its default. */
  public static Activation softmax() {
    return new Softmax(-1);
  }

  /** Returns {@link LogSoftmax} with its default. */
  public static Activation logSoftmax() {
    return new LogSoftmax(-1);
  }
}
