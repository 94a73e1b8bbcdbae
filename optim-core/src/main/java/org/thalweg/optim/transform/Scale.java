package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Stateless;

/**
 * Gradients times a factor; -1 in front of an optimizer has it climb.
 *
 * @param factor the factor, finite
 */
@Named("scale")
@Doc("Gradients times a factor.")
public record Scale(@Doc("The factor.") double factor) implements Stateless {
  /** Requires a finite factor. */
  public Scale {
    require(Double.isFinite(factor), "factor must be finite, was %s", factor);
  }

  @Override
  public Parameters update(Parameters gradients, Context context) {
    return gradients.map(g -> g.mul(factor));
  }
}
