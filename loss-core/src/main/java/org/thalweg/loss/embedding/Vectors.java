package org.thalweg.loss.embedding;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.tensor.Tensor;

/** Lengths, angles and distances of vectors along the last axis. */
public final class Vectors {
  private static final double SHORTEST = 1e-12;

  private Vectors() {}

  /**
   * Returns vectors of length 1 in the same directions. A vector of no element above 1e-12 becomes
   * zero, and has a gradient of zero.
   */
  public static Tensor unit(Tensor x) {
    Tensor scaled = scaled(x);
    return scaled.div(squares(scaled).sqrt());
  }

  /** Returns the cosine of the angle between vectors of one shape; 0 if either is zero. */
  public static Tensor cosine(Tensor x, Tensor y) {
    Tensor first = scaled(x);
    Tensor second = scaled(y);
    Tensor lengths = squares(first).mul(squares(second)).sqrt().squeeze(-1);
    return first.mul(second).sum(-1).div(lengths);
  }

  /** Returns vectors with a largest element of 1, or of zeros; the scale counts as given. */
  private static Tensor scaled(Tensor x) {
    Tensor size = x.abs().maxKeep(-1).stopGradient();
    Tensor none = size.lt(SHORTEST);
    return x.mul(where(none, 0, where(none, 1, size).rdiv(1)));
  }

  /** Returns the sums of squares of scaled vectors, 1 for those of zeros. */
  private static Tensor squares(Tensor scaled) {
    Tensor sum = scaled.square().sumKeep(-1);
    return where(sum.eq(0), 1, sum);
  }

  /** Returns the cosines [N, M] of the angles between vectors [N, D] and vectors [M, D]. */
  public static Tensor cosines(Tensor x, Tensor y) {
    return unit(x).matmul(unit(y).t());
  }

  /** Returns the Euclidean distances [N, M] of vectors [N, D] and [M, D]; the slope at 0 is 0. */
  public static Tensor distances(Tensor x, Tensor y) {
    return x.unsqueeze(1).sub(y.unsqueeze(0)).norm(-1);
  }

  /**
   * Returns the length of vectors in the norm of a power, {@code (sum_k |x_k|^p)^(1/p)}; its
   * gradient at 0 is 0. Elements are scaled, so that no power overflows.
   */
  public static Tensor norm(Tensor x, double power) {
    if (power == 1) {
      return x.abs().sum(-1);
    } else if (power == 2) {
      return x.norm(-1);
    }
    Tensor size = x.abs().maxKeep(-1).stopGradient();
    Tensor none = size.eq(0);
    Tensor scaled = where(none, 1, x.abs().div(where(none, 1, size)));
    return where(none, 0, scaled.pow(power).sumKeep(-1).pow(1 / power).mul(size)).squeeze(-1);
  }
}
