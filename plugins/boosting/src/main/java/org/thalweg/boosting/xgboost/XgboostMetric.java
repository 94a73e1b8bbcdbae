package org.thalweg.boosting.xgboost;

import java.io.Serial;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.IEvaluation;
import org.thalweg.api.loss.Losses;
import org.thalweg.boosting.BoostingObjective;

/** The mean of a loss as a metric of XGBoost4J, for early stopping say; lower is better. */
public final class XgboostMetric implements IEvaluation {
  @Serial private static final long serialVersionUID = 1;

  private final BoostingObjective objective;

  XgboostMetric(BoostingObjective objective) {
    this.objective = objective;
  }

  /** Returns the name of the loss. */
  @Override
  public String getMetric() {
    return Losses.name(objective.loss());
  }

  /** Returns the mean loss at margins. */
  @Override
  public float eval(float[][] predicts, DMatrix dmat) {
    return (float)
        objective.mean(Matrices.column(predicts), Matrices.labels(dmat), Matrices.weights(dmat));
  }
}
