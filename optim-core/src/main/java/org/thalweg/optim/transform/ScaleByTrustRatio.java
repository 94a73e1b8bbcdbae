package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;
import static org.thalweg.optim.transform.Averages.norm;
import static org.thalweg.optim.transform.Averages.times;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.tensor.Tensor;

/**
 * Updates scaled for each tensor to a share of the parameter's length: {@code u coefficient |p| /
 * (|u| + epsilon)}, as they are where either length is 0.
 *
 * <p>You et al., "Scaling SGD batch size to 32K for ImageNet training", 2017, arXiv:1708.03888.
 * Optax's scale_by_trust_ratio.
 *
 * @param minNorm what a smaller length counts as, 0 or more
 * @param coefficient the share, above 0
 * @param epsilon what is added to the length of the update, 0 or more
 */
@Named("scale-by-trust-ratio")
@Doc("Updates of each tensor as long as a share of the tensor.")
public record ScaleByTrustRatio(
    @Default("0.0") @Doc("What a smaller length counts as.") double minNorm,
    @Default("1.0") @Doc("The share.") double coefficient,
    @Default("0.0") @Doc("What is added to the length of the update.") double epsilon)
    implements Stateless {
  /** Requires numbers in their ranges. */
  public ScaleByTrustRatio {
    requireNonNegative(minNorm, "minNorm");
    requirePositive(coefficient, "coefficient");
    requireNonNegative(epsilon, "epsilon");
  }

  @Override
  public Parameters update(Parameters gradients, Context context) {
    return gradients.zip(
        context.parameters(),
        (u, p) -> {
          Tensor length = norm(p).maximum(minNorm);
          Tensor step = norm(u).maximum(minNorm);
          Tensor ratio = length.mul(coefficient).div(step.add(epsilon));
          return times(u, where(length.eq(0).or(step.eq(0)), 1, ratio));
        });
  }
}
