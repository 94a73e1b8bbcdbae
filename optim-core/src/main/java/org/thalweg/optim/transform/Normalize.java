package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.tensor.Tensor;

/**
 * Gradients of a fixed length over all parameters: times {@code scale / (norm + 1e-6)}. Optax's
 * normalize_by_update_norm.
 *
 * @param scale the length, above 0
 */
@Named("normalize")
@Doc("Gradients of a fixed length over all parameters.")
public record Normalize(@Default("1.0") @Doc("The length.") double scale) implements Stateless {
  private static final double EPSILON = 1e-6;

  /** Requires a positive length. */
  public Normalize {
    requirePositive(scale, "scale");
  }

  @Override
  public Parameters update(Parameters gradients, Context context) {
    Tensor factor = gradients.globalNorm().add(EPSILON).rdiv(scale);
    return gradients.map(g -> g.mul(factor.to(g.dtype())));
  }
}
