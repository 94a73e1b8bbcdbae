package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Stateless;

/**
 * Gradients cut to the interval from {@code -limit} to {@code limit}, element by element.
 *
 * @param limit the largest absolute value, above 0
 */
@Named("clip-by-value")
@Doc("Gradients cut to an interval, element by element.")
public record ClipByValue(@Default("1.0") @Doc("The largest absolute value.") double limit)
    implements Stateless {
  /** Requires a positive limit. */
  public ClipByValue {
    requirePositive(limit, "limit");
  }

  @Override
  public Parameters update(Parameters gradients, Context context) {
    return gradients.map(g -> g.clamp(-limit, limit));
  }
}
