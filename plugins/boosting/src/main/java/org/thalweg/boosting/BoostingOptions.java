package org.thalweg.boosting;

import static org.thalweg.api.Checks.requireNonNegative;

import java.io.Serializable;

/**
 * What an objective makes of second derivatives and of missing targets.
 *
 * <p>A booster divides by sums of second derivatives. Those of many losses are 0 or below somewhere
 * (Huber's beyond delta, Cauchy's beyond its scale), and each that is below the floor is replaced
 * by it, before weights. The default floor, 1e-16, is the one of XGBoost's logistic loss: it keeps
 * derivatives as they are where they are positive, and lets a leaf of nothing but flat examples
 * move by its regularisation alone. A floor of 1 on a loss of slope 1 makes the steps of LightGBM's
 * huber and quantile: the mean of gradients. XGBoost's {@code min_child_weight}, 1 by default,
 * compares with these sums too.
 *
 * @param hessianFloor the least second derivative of an example that counts, 0 or more
 * @param skipMissing whether examples whose target is NaN do not count
 */
public record BoostingOptions(double hessianFloor, boolean skipMissing) implements Serializable {
  /** The least second derivative, unless another is asked for. */
  public static final double FLOOR = 1e-16;

  /** Checks the floor. */
  public BoostingOptions {
    requireNonNegative(hessianFloor, "hessianFloor");
  }

  /** Returns the options that change next to nothing. */
  public static BoostingOptions defaults() {
    return new BoostingOptions(FLOOR, false);
  }

  /** Returns these with another least second derivative. */
  public BoostingOptions hessianFloor(double floor) {
    return new BoostingOptions(floor, skipMissing);
  }

  /** Returns these, by which examples whose target is NaN do not count. */
  public BoostingOptions skippingMissing() {
    return new BoostingOptions(hessianFloor, true);
  }
}
