package org.thalweg.optim.schedule;

import org.thalweg.api.tensor.Tensor;

/** How a value goes from one to another. */
public enum Ramp {
  /** It stays, and jumps at the end. */
  HOLD {
    @Override
    Tensor left(Tensor progress) {
      return progress.lt(1).to(progress.dtype());
    }
  },
  /** Along a straight line. */
  LINEAR {
    @Override
    Tensor left(Tensor progress) {
      return progress.rsub(1);
    }
  },
  /** Along half a cosine, flat at both ends. */
  COSINE {
    @Override
    Tensor left(Tensor progress) {
      return progress.mul(Math.PI).cos().add(1).mul(0.5);
    }
  },
  /**
   * As one minus a square root, steep at first: Haegele et al., "Scaling laws and compute-optimal
   * training beyond fixed training durations", 2024, arXiv:2405.18392.
   */
  SQUARE_ROOT {
    @Override
    Tensor left(Tensor progress) {
      return progress.sqrt().rsub(1);
    }
  };

  /** Returns the share of the first value that is left, 1 at 0 and 0 at 1. */
  abstract Tensor left(Tensor progress);

  /**
   * Returns the value on the way.
   *
   * @param from the value at 0
   * @param to the value at 1
   * @param progress where on the way it is, from 0 to 1
   */
  Tensor between(double from, double to, Tensor progress) {
    return left(progress).mul(from - to).add(to);
  }
}
