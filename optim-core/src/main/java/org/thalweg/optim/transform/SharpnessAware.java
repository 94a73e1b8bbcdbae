package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.data.DType;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Another transform on the gradient at a point near by where the loss is about largest: {@code g' =
 * gradient at p + rho g / |g|}, the norm over all parameters.
 *
 * <p>The adaptive form measures distances relative to the parameters, {@code p + rho T^2 g / |T g|}
 * with {@code T = |p| + eta}. The second gradient is of the same examples.
 *
 * <p>Foret et al., "Sharpness-aware minimization for efficiently improving generalization", 2021,
 * arXiv:2010.01412; Kwon et al., "ASAM", 2021, arXiv:2102.11600.
 *
 * @param inner what takes the second gradient
 * @param rho how far the point is, above 0
 * @param adaptive whether distances are relative to the parameters
 * @param eta what is added to the sizes of parameters, 0 or more; for the adaptive form
 * @param <S> the type of the inner state
 */
public record SharpnessAware<S>(
    GradientTransform<S> inner, double rho, boolean adaptive, double eta)
    implements GradientTransform<S> {
  /** Requires a positive distance and an eta of 0 or more. */
  public SharpnessAware {
    requirePositive(rho, "rho");
    requireNonNegative(eta, "eta");
  }

  @Override
  public S init(Parameters parameters) {
    return inner.init(parameters);
  }

  @Override
  public Updates<S> update(Parameters gradients, S state, Context context) {
    Parameters here = context.parameters();
    Parameters sizes = adaptive ? here.map(p -> p.abs().add(eta)) : here;
    Parameters sized = adaptive ? sizes.zip(gradients, Tensor::mul) : gradients;
    Parameters direction = adaptive ? sizes.zip(sized, Tensor::mul) : gradients;
    Tensor norm = Sums.squares(sized).sqrt();
    Tensor far = Sums.ratio(Tensor.scalar(rho, DType.FLOAT64), norm);
    Parameters there = Sums.add(here, direction, far);
    return inner.update(Grad.grad(context.objective()).apply(there), state, context);
  }

  @Override
  public Parameters evaluationWeights(S state, Parameters parameters) {
    return inner.evaluationWeights(state, parameters);
  }
}
