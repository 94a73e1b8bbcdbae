package org.thalweg.loss.weight;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.tensor.Tensor;

/** A weight for each example, for {@link org.thalweg.api.loss.Weighting#weight(Tensor)}. */
public final class ExampleWeights {
  private ExampleWeights() {}

  /**
   * Returns the weights of the classes of labels, float64 in the labels' shape. Running it fails
   * with an error that names the position if a label is not one of the classes.
   *
   * @param labels class indices of any shape
   * @param classWeights a weight for each class, 0 or more
   */
  public static Tensor ofLabels(Tensor labels, List<Double> classWeights) {
    classWeights.forEach(weight -> requireNonNegative(weight, "a weight of a class"));
    double[] weights = classWeights.stream().mapToDouble(Double::doubleValue).toArray();
    return Tensor.of(weights).take(labels, 0);
  }

  /**
   * Returns {@code 2^(-age / halfLife)}.
   *
   * @param ages how old examples are, 0 or more
   * @param halfLife the age at which a weight is a half, above 0, in the unit of the ages
   */
  public static Tensor recency(Tensor ages, double halfLife) {
    requirePositive(halfLife, "halfLife");
    Tensor known = ages.guard(ages.ge(0), "the age {value} at {at} is not 0 or more", ages);
    return known.to(DType.FLOAT64).mul(-Math.log(2) / halfLife).exp();
  }

  /**
   * Returns exposures as weights of a mean of 1, so that the size of a loss and its gradient do not
   * depend on the unit of the exposures.
   *
   * @param exposures how much of time or amount examples stand for, above 0
   */
  public static Tensor exposure(Tensor exposures) {
    Tensor known =
        exposures.guard(
            exposures.gt(0).and(exposures.to(DType.FLOAT64).isFinite()),
            "the exposure {value} at {at} is not above 0 and finite",
            exposures);
    Tensor weights = known.to(DType.FLOAT64);
    return weights.div(weights.mean());
  }
}
