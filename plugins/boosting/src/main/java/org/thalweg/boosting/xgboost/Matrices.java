package org.thalweg.boosting.xgboost;

import static org.thalweg.api.Checks.require;

import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;

/** What XGBoost's matrices and predictions hold, as arrays. */
final class Matrices {
  private Matrices() {}

  static float[] labels(DMatrix matrix) {
    try {
      return matrix.getLabel();
    } catch (XGBoostError e) {
      throw new ThalwegException("XGBoost gives no labels: " + e.getMessage(), e);
    }
  }

  /** Returns the weights of examples, null if there are none. */
  static float @Nullable [] weights(DMatrix matrix) {
    try {
      float[] weights = matrix.getWeight();
      return weights == null || weights.length == 0 ? null : weights;
    } catch (XGBoostError e) {
      throw new ThalwegException("XGBoost gives no weights: " + e.getMessage(), e);
    }
  }

  /** Returns the one margin of each row. */
  static float[] column(float[][] rows) {
    float[] column = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      require(
          rows[i].length == 1,
          "a pointwise loss takes one margin for each example, XGBoost gives %s; is num_class set?",
          rows[i].length);
      column[i] = rows[i][0];
    }
    return column;
  }
}
