package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;
import static org.thalweg.optim.transform.Averages.times;
import static org.thalweg.optim.transform.Sums.dot;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.tensor.Tensor;

/**
 * Gradients times the step that would take a linear loss to its least value: {@code min((loss -
 * minimum) / (|g|^2 + epsilon), maxStep)}, over all parameters; 0 where the gradient is.
 *
 * <p>Polyak, "Introduction to optimization", 1987; Loizou et al., "Stochastic Polyak step-size for
 * SGD", 2021, arXiv:2002.10542. Optax's scale_by_polyak.
 *
 * @param maxStep the largest factor, above 0
 * @param minimum the least value of the loss, finite
 * @param epsilon what is added to the squared length of the gradient, 0 or more
 * @param positive whether a loss below its least value gives no step rather than one uphill
 */
@Named("scale-by-polyak")
@Doc("Gradients times the step that would take the loss to its least value.")
public record ScaleByPolyak(
    @Default("1.0") @Doc("The largest factor.") double maxStep,
    @Default("0.0") @Doc("The least value of the loss.") double minimum,
    @Default("0.0") @Doc("What is added to the squared length of the gradient.") double epsilon,
    @Default("false") @Doc("Whether a loss below its least value gives no step.") boolean positive)
    implements Stateless {
  /** Requires numbers in their ranges. */
  public ScaleByPolyak {
    requirePositive(maxStep, "maxStep");
    require(Double.isFinite(minimum), "minimum must be finite, was %s", minimum);
    requireNonNegative(epsilon, "epsilon");
  }

  @Override
  public Parameters update(Parameters gradients, Context context) {
    Tensor length = dot(gradients, gradients).add(epsilon);
    Tensor gap = context.loss().to(DType.FLOAT64).sub(minimum);
    Tensor step = (positive ? gap.maximum(0) : gap).div(length).minimum(maxStep);
    return times(gradients, where(length.le(Math.ulp(1.0)), 0, step));
  }
}
