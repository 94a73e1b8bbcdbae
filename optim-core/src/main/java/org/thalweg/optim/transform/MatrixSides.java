package org.thalweg.optim.transform;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;

/** Tensors as matrices, with something square kept for either side that is not too long. */
final class MatrixSides {
  private MatrixSides() {}

  /** Returns a tensor of two axes or more as a matrix of its first axis by the others. */
  static Tensor matrix(Tensor tensor) {
    return tensor.reshape(tensor.dim(0), tensor.size() / Math.max(1, tensor.dim(0)));
  }

  /** Returns whether a tensor is a matrix, or may be seen as one. */
  static boolean isMatrix(Tensor tensor) {
    return tensor.rank() >= 2 && tensor.size() > 0;
  }

  /** Returns whether something is kept for a side: 0 for rows, 1 for columns. */
  static boolean hasSide(Tensor tensor, int side, int longest) {
    return isMatrix(tensor) && matrix(tensor).dim(side) <= longest;
  }

  /** Returns the number of sides for which something is kept. */
  static int sides(Tensor tensor, int longest) {
    return (hasSide(tensor, 0, longest) ? 1 : 0) + (hasSide(tensor, 1, longest) ? 1 : 0);
  }

  /** Returns a square float64 matrix for each tensor of a side that is not too long. */
  static Parameters squares(
      Parameters parameters, int side, int longest, Function<Long, Tensor> make) {
    SequencedMap<String, Tensor> squares = new LinkedHashMap<>();
    parameters
        .tensors()
        .forEach((name, tensor) -> {
          if (hasSide(tensor, side, longest)) {
            squares.put(name, make.apply(matrix(tensor).dim(side)));
          }
        });
    return new Parameters(squares);
  }

  /** Returns G G' for rows or G' G for columns, in float64. */
  static Tensor products(Tensor gradient, int side) {
    Tensor matrix = matrix(gradient).to(DType.FLOAT64);
    return side == 0 ? matrix.matmul(matrix.t()) : matrix.t().matmul(matrix);
  }
}
