package org.thalweg.nn.metric;

import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * The coefficient of determination: 1 - sum (t - p)^2 / sum (t - mean t)^2, the mean over columns;
 * 1 for perfect predictions, 0 for that of the mean. For a constant column 1 if it is predicted
 * exactly, else 0, as in scikit-learn.
 *
 * <p>Measures for each column: sum of weights, mean, squared distances from the mean, squared
 * errors. Source of the merge: Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm
 * for computing sample variances", 1979.
 */
public record R2() implements Metric {
  private static final int NUMBERS = 4;

  @Override
  public String name() {
    return "r2";
  }

  @Override
  public Tensor measure(Tensor prediction, Tensor target, @Nullable Tensor weights) {
    Tensor t = columns(target);
    Tensor residuals = columns(Residuals.of(this, prediction, target));
    Tensor w =
        weights == null
            ? Tensor.full(Shape.of(t.dim(0), 1), DType.FLOAT64, 1)
            : weights.to(DType.FLOAT64).reshape(t.dim(0), 1);
    w = w.broadcastTo(t.shape());
    Tensor counted = w.gt(0);
    Tensor known = Tensors.where(counted, t, 0);
    Tensor error = Tensors.where(counted, residuals, 0);
    Tensor total = w.sum(0);
    Tensor mean = known.mul(w).sum(0).div(Tensors.where(total.eq(0), 1, total));
    Tensor spread = known.sub(mean).square().mul(w).sum(0);
    return Tensors.stack(1, total, mean, spread, error.square().mul(w).sum(0)).reshape(-1);
  }

  private static Tensor columns(Tensor tensor) {
    Tensor matrix = tensor.rank() == 1 ? tensor.unsqueeze(1) : tensor.flatten(1);
    return matrix.to(DType.FLOAT64);
  }

  @Override
  public double[] merge(double[] left, double[] right) {
    double[] merged = new double[left.length];
    for (int c = 0; c < left.length; c += NUMBERS) {
      double total = left[c] + right[c];
      double share = total == 0 ? 0 : right[c] / total;
      double apart = right[c + 1] - left[c + 1];
      merged[c] = total;
      merged[c + 1] = left[c + 1] + apart * share;
      merged[c + 2] = left[c + 2] + right[c + 2] + apart * apart * left[c] * share;
      merged[c + 3] = left[c + 3] + right[c + 3];
    }
    return merged;
  }

  /** Returns the mean over columns, NaN over nothing. */
  @Override
  public double value(double[] measured) {
    double sum = 0;
    for (int c = 0; c < measured.length; c += NUMBERS) {
      double spread = measured[c + 2];
      double error = measured[c + 3];
      if (measured[c] == 0) {
        return Double.NaN;
      }
      if (spread == 0) {
        sum += error == 0 ? 1 : 0;
      } else {
        sum += 1 - error / spread;
      }
    }
    return sum * NUMBERS / measured.length;
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }
}
