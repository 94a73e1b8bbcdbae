package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Stateless;

/**
 * Gradients shortened so that the norm of each parameter's is at most {@code maxNorm}: times {@code
 * min(1, maxNorm / (norm + 1e-6))}, each tensor on its own.
 *
 * @param maxNorm the largest norm, above 0
 */
@Named("clip-by-norm")
@Doc("Gradients shortened to a largest norm for each parameter.")
public record ClipByNorm(@Default("1.0") @Doc("The largest norm.") double maxNorm)
    implements Stateless {
  /** Requires a positive norm. */
  public ClipByNorm {
    requirePositive(maxNorm, "maxNorm");
  }

  @Override
  public Parameters update(Parameters gradients, Context context) {
    return gradients.map((name, g) ->
        g.mul(ClipByGlobalNorm.factor(Parameters.of(name, g).globalNorm(), maxNorm).to(g.dtype())));
  }
}
