package org.thalweg.boosting.xgboost;

import java.io.Serial;
import java.util.List;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.IObjective;
import org.thalweg.api.loss.Loss;
import org.thalweg.boosting.BoostingObjective;

/**
 * A loss as an objective of XGBoost4J. The weights of the matrix count; it is the loss itself that
 * is made small, so XGBoost's {@code reg:squarederror} is half of mse.
 *
 * <pre>{@code
 * XgboostObjective objective = XgboostObjective.of(new Huber(2));
 * Map<String, Object> parameters = new HashMap<>(Map.of("max_depth", 4, "eta", 0.1));
 * parameters.put("base_score", objective.baseScore(train));
 * Booster booster = XGBoost.train(train, parameters, 100, Map.of(), objective, null);
 * float[] predictions = objective.predictions(booster.predict(test, true));
 * }</pre>
 *
 * <p>The parameter {@code objective} is left as it is: then margins are what XGBoost predicts, and
 * {@code base_score} is a margin.
 */
public final class XgboostObjective implements IObjective {
  @Serial private static final long serialVersionUID = 1;

  private final BoostingObjective objective;

  private XgboostObjective(BoostingObjective objective) {
    this.objective = objective;
  }

  /**
   * Returns the objective of a loss.
   *
   * @throws org.thalweg.api.ThalwegException if there is none; see {@link BoostingObjective#of}
   */
  public static XgboostObjective of(Loss<?, ?> loss) {
    return of(BoostingObjective.of(loss));
  }

  /** Returns an objective, as XGBoost takes it. */
  public static XgboostObjective of(BoostingObjective objective) {
    return new XgboostObjective(objective);
  }

  /** Returns the objective as arrays. */
  public BoostingObjective arrays() {
    return objective;
  }

  @Override
  public List<float[]> getGradient(float[][] predicts, DMatrix dtrain) {
    float[] margins = Matrices.column(predicts);
    float[] labels = Matrices.labels(dtrain);
    float[] gradients = new float[margins.length];
    float[] hessians = new float[margins.length];
    objective.derivatives(margins, labels, Matrices.weights(dtrain), gradients, hessians);
    return List.of(gradients, hessians);
  }

  /**
   * Returns the best constant margin for the labels of a matrix, XGBoost's {@code base_score}; see
   * {@link BoostingObjective#baseScore(float[], float[])}.
   */
  public float baseScore(DMatrix train) {
    return (float) objective.baseScore(Matrices.labels(train), Matrices.weights(train));
  }

  /**
   * Returns what margins predict; see {@link BoostingObjective#prediction}.
   *
   * @param margins the output of {@code booster.predict(matrix, true)}
   */
  public float[] predictions(float[][] margins) {
    return objective.predictions(Matrices.column(margins));
  }

  /** Returns the mean loss as a metric of XGBoost. */
  public XgboostMetric metric() {
    return new XgboostMetric(objective);
  }
}
