package org.thalweg.optim.matrix;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.graph.Control;
import org.thalweg.api.graph.CustomOp;
import org.thalweg.api.tensor.Tensor;

/**
 * Functions of square matrices in float64 that are worked out at some steps only.
 *
 * <p>Each takes what it gave before and whether it is due; if not, it gives the same again and does
 * no work.
 */
public final class Matrices {
  private Matrices() {}

  /**
   * Returns the inverse root of a symmetric matrix, {@code (A + epsilon I)^(-1/order)}; negative
   * eigenvalues count as 0.
   *
   * @param matrix A, float64
   * @param previous the root that was given before
   * @param due a bool: whether to work it out
   * @param order which root: 2 or 4
   * @param epsilon what is added to eigenvalues, above 0
   */
  public static Tensor inverseRoot(
      Tensor matrix, Tensor previous, Tensor due, int order, double epsilon) {
    return apply(new InverseRoot(order, epsilon), matrix, previous, due);
  }

  /**
   * Returns the eigenvectors of a symmetric matrix as columns, those of the largest eigenvalues
   * first.
   *
   * @param matrix the matrix, float64
   * @param previous the columns that were given before, as many as there are to be
   * @param due a bool: whether to work them out
   */
  public static Tensor eigenvectors(Tensor matrix, Tensor previous, Tensor due) {
    return apply(new Eigenvectors(), matrix, previous, due);
  }

  /**
   * Returns the orthogonal factor Q of {@code A = Q R}, with R triangular.
   *
   * @param matrix A, float64
   * @param previous the factor that was given before
   * @param due a bool: whether to work it out
   */
  public static Tensor orthogonal(Tensor matrix, Tensor previous, Tensor due) {
    return apply(new Orthogonal(), matrix, previous, due);
  }

  private static Tensor apply(CustomOp kernel, Tensor matrix, Tensor previous, Tensor due) {
    return Tensor.record(
        new Control.Custom(kernel),
        matrix.stopGradient(),
        previous.stopGradient(),
        due.to(DType.INT64));
  }

  /** Inputs: matrix, what was given before, whether it is due. */
  private interface Gated extends CustomOp {
    @Override
    default List<Spec> infer(List<Spec> inputs) {
      return List.of(inputs.get(1));
    }

    @Override
    default void run(List<Storage> inputs, List<Storage> outputs) {
      MemorySegment result = outputs.getFirst().segment();
      if (inputs.get(2).getLong(0) == 0) {
        result.copyFrom(inputs.get(1).segment());
        return;
      }
      long elements = inputs.getFirst().size();
      int size = Math.toIntExact(Math.round(Math.sqrt((double) elements)));
      double[] matrix = new double[Math.toIntExact(elements)];
      MemorySegment.copy(inputs.getFirst().segment(), JAVA_DOUBLE, 0, matrix, 0, matrix.length);
      double[] computed =
          compute(matrix, size, size == 0 ? 0 : Math.toIntExact(outputs.getFirst().size() / size));
      MemorySegment.copy(computed, 0, result, JAVA_DOUBLE, 0, computed.length);
    }

    /** Returns the result, row by row. */
    double[] compute(double[] matrix, int size, int columns);
  }

  private record InverseRoot(int order, double epsilon) implements Gated {
    @Override
    public String name() {
      return "inverse_root";
    }

    @Override
    public double[] compute(double[] matrix, int size, int columns) {
      SymmetricEigen.Result eigen = SymmetricEigen.of(matrix, size);
      double[][] root = new double[size][size];
      for (int i = 0; i < size; i++) {
        double[] vector = eigen.vectors()[i];
        double factor = Math.pow(Math.max(eigen.values()[i], 0) + epsilon, -1.0 / order);
        for (int row = 0; row < size; row++) {
          SymmetricEigen.add(root[row], factor * vector[row], vector, 0);
        }
      }
      double[] result = new double[size * size];
      for (int row = 0; row < size; row++) {
        System.arraycopy(root[row], 0, result, row * size, size);
      }
      return result;
    }
  }

  private record Eigenvectors() implements Gated {
    @Override
    public String name() {
      return "eigenvectors";
    }

    @Override
    public double[] compute(double[] matrix, int size, int columns) {
      return columns(SymmetricEigen.of(matrix, size).vectors(), size, columns);
    }
  }

  private record Orthogonal() implements Gated {
    @Override
    public String name() {
      return "orthogonal";
    }

    /** Reflects columns to a triangle, and the axes back. */
    @Override
    public double[] compute(double[] matrix, int size, int columns) {
      double[][] rest = new double[size][size];
      double[][] factor = new double[size][size];
      for (int column = 0; column < size; column++) {
        factor[column][column] = 1;
        for (int row = 0; row < size; row++) {
          rest[column][row] = matrix[row * size + column];
        }
      }
      double[][] reflections = new double[size][];
      for (int k = 0; k < size; k++) {
        reflections[k] = SymmetricEigen.reflection(rest[k], k);
        for (int column = k + 1; column < size; column++) {
          reflect(rest[column], reflections[k], k);
        }
      }
      for (int k = size - 1; k >= 0; k--) {
        for (int column = k; column < size; column++) {
          reflect(factor[column], reflections[k], k);
        }
      }
      return columns(factor, size, size);
    }

    private static void reflect(double[] vector, double[] reflection, int from) {
      SymmetricEigen.add(vector, -SymmetricEigen.dot(vector, reflection, from), reflection, from);
    }
  }

  private static double[] columns(double[][] vectors, int size, int columns) {
    double[] result = new double[size * columns];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < columns; column++) {
        result[row * columns + column] = vectors[column][row];
      }
    }
    return result;
  }
}
