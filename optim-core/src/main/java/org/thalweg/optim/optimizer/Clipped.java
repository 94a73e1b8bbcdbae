package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.transform.Transforms.chain;
import static org.thalweg.optim.transform.Transforms.clipByGlobalNorm;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;

/**
 * Any optimizer, on gradients that are clipped by their global norm first; see {@link
 * org.thalweg.optim.transform.ClipByGlobalNorm}.
 *
 * <pre>
 * optimizer:
 *   name: clipped
 *   maxNorm: 1.0
 *   optimizer: {name: adamw, learningRate: 0.001}
 * </pre>
 *
 * @param maxNorm the largest norm of gradients over all parameters, above 0
 * @param optimizer what takes the clipped gradients
 */
@Named("clipped")
@Doc("An optimizer on gradients that are clipped by their global norm first.")
public record Clipped(
    @Default("1.0") @Doc("The largest norm of gradients over all parameters.") double maxNorm,
    @Doc("What takes the clipped gradients.") Optimizer optimizer)
    implements Optimizer {
  /** Requires a positive norm. */
  public Clipped {
    requirePositive(maxNorm, "maxNorm");
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(clipByGlobalNorm(maxNorm), optimizer.transform());
  }
}
