package org.thalweg.loss.adaptation;

import org.thalweg.api.data.DType;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * Which examples are of the source and which of the target domain, as shares of each.
 *
 * @param source 1 over the number of source examples at each of them, 0 elsewhere, shape [N]
 * @param target the same for the target domain
 * @param sources the number of source examples, 1 or more
 * @param targets the number of target examples, 1 or more
 * @param fewest the number of examples in the smaller domain
 */
record Domains(Tensor source, Tensor target, Tensor sources, Tensor targets, Tensor fewest) {
  static Domains of(Tensor isTarget, Tensor counted, DType dtype) {
    Tensor source = isTarget.not().and(counted).to(dtype);
    Tensor target = isTarget.and(counted).to(dtype);
    Tensor sources = source.sum();
    Tensor targets = target.sum();
    return new Domains(
        source.div(sources.maximum(1)),
        target.div(targets.maximum(1)),
        sources.maximum(1),
        targets.maximum(1),
        sources.minimum(targets));
  }

  /**
   * Returns a finite value, or 0 with a gradient of 0 if a domain has fewer examples than needed.
   */
  Tensor orZero(Tensor value, int needed) {
    return value.mul(fewest.ge(needed).to(value.dtype()));
  }

  /** Returns the mean of the rows of a matrix under shares, shape [D]. */
  static Tensor mean(Tensor rows, Tensor shares) {
    return rows.mul(shares.unsqueeze(-1)).sum(0);
  }

  /** Returns the sum of a matrix of pairs times the shares of both of a pair. */
  static Tensor pairs(Tensor matrix, Tensor left, Tensor right) {
    return matrix.mul(left.unsqueeze(1)).mul(right.unsqueeze(0)).sum();
  }

  /** Returns the sum of the diagonal of a matrix of pairs times the squares of shares. */
  static Tensor diagonal(Tensor matrix, Tensor shares) {
    Tensor eye = Tensors.eye(matrix.dim(0), matrix.dtype());
    return matrix.mul(eye).sum(1).mul(shares.square()).sum();
  }

  /** Returns the differences of all rows, shape [N, N, D]. */
  static Tensor differences(Tensor rows) {
    return rows.unsqueeze(1).sub(rows.unsqueeze(0));
  }
}
