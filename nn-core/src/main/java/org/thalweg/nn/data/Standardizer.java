package org.thalweg.nn.data;

import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Storage;
import org.thalweg.api.tensor.Tensor;

/**
 * Shifts and scales each column to mean 0 and standard deviation 1. Fitted on the training data
 * alone, it says nothing of the data held out.
 *
 * @param mean the mean of each column
 * @param std the standard deviation of each column (of a population, as in scikit-learn); 1 where
 *     the column is constant, which so becomes 0
 */
public record Standardizer(Tensor mean, Tensor std) {
  /**
   * Measures columns.
   *
   * @param rows floats of shape [N, ...]; each position of the other axes is a column
   * @throws ThalwegException if there are no rows, or a value is infinite or NaN
   */
  public static Standardizer fit(Tensor rows) {
    if (!rows.dtype().isFloating() || rows.rank() == 0 || rows.dim(0) == 0) {
      throw new ThalwegException(
          "a standardizer is fitted on floats of shape [N, ...], was given " + rows.spec());
    }
    Shape shape = rows.shape().without(0);
    Storage values = rows.storage();
    long columns = shape.size();
    Storage mean = Storage.allocate(rows.dtype(), columns);
    Storage std = Storage.allocate(rows.dtype(), columns);
    for (long column = 0; column < columns; column++) {
      long count = rows.dim(0);
      double sum = 0;
      for (long row = 0; row < count; row++) {
        double value = values.getDouble(row * columns + column);
        if (!Double.isFinite(value)) {
          throw new ThalwegException(
              "row %d, column %d is %s; a standardizer takes finite numbers, so drop or fill such rows first"
                  .formatted(row, column, value));
        }
        sum += value;
      }
      double centre = sum / count;
      double squares = 0;
      for (long row = 0; row < count; row++) {
        double distance = values.getDouble(row * columns + column) - centre;
        squares += distance * distance;
      }
      double deviation = Math.sqrt(squares / count);
      boolean constant = deviation <= 1e-12 * Math.abs(centre) || deviation == 0;
      mean.setDouble(column, centre);
      std.setDouble(column, constant ? 1 : deviation);
    }
    return new Standardizer(Tensor.of(shape, mean), Tensor.of(shape, std));
  }

  /** Returns rows, shifted and scaled. */
  public Tensor apply(Tensor rows) {
    return rows.sub(mean).div(std);
  }

  /** Returns examples with their inputs shifted and scaled. */
  public Dataset apply(Dataset data) {
    return data.withInputs(apply(data.inputs()).eval());
  }

  /** Returns rows as they were before {@link #apply}. */
  public Tensor invert(Tensor rows) {
    return rows.mul(std).add(mean);
  }
}
