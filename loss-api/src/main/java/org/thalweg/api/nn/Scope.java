package org.thalweg.api.nn;

import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;

/** What a layer draws from: its parameters, its state, randomness, and whether it is trained. */
public interface Scope {
  /**
   * Returns a parameter, making it on first use.
   *
   * @param name its name, unique within this scope
   * @param shape its shape
   * @param initializer its first value
   * @throws org.thalweg.api.ThalwegException if it exists with another shape
   */
  Tensor parameter(String name, Shape shape, Initializer initializer);

  /**
   * Returns the value that a state had before this step, making it on first use. A state is changed
   * by the layer, not by the optimizer.
   *
   * @param name its name, unique within this scope
   * @param shape its shape
   * @param initializer its first value
   */
  Tensor state(String name, Shape shape, Initializer initializer);

  /** Sets the value that a state has after this step. */
  void setState(String name, Tensor value);

  /** Returns the scope of a part. */
  Scope child(String name);

  /**
   * Returns the output of a part, which draws from a scope of its own. Layers that are made of
   * layers call them through this, so that errors and summaries name the part.
   *
   * @param name the part's name, unique within this scope
   * @param part the part
   * @param x its input
   */
  default Tensor apply(String name, Layer part, Tensor x) {
    return part.apply(x, child(name));
  }

  /** Returns whether the network is being trained, rather than used. */
  boolean training();

  /** Returns a random key of its own, an int64 scalar that changes with each step. */
  Tensor key();
}
