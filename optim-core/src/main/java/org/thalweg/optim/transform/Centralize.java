package org.thalweg.optim.transform;

import java.util.stream.IntStream;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Stateless;

/**
 * Gradients of matrices with mean zero: from the gradient of a unit's weights their mean is taken
 * away. Vectors and scalars stay as they are.
 *
 * <p>Yong et al., "Gradient centralization", 2020, arXiv:2004.01461. Optax's centralize has the
 * units on the first axis.
 *
 * @param units which axis has an index for each unit
 */
@Named("centralize")
@Doc("Gradients of matrices whose mean is zero, unit by unit.")
public record Centralize(@Default("last") @Doc("Which axis has an index for each unit.") Axis units)
    implements Stateless {
  /** An axis. */
  public enum Axis {
    /** The first. */
    FIRST,
    /** The last, as layers here have it. */
    LAST
  }

  @Override
  public Parameters update(Parameters gradients, Context context) {
    return gradients.map(g -> {
      if (g.rank() < 2) {
        return g;
      }
      int from = units == Axis.FIRST ? 1 : 0;
      return g.sub(g.meanKeep(IntStream.range(from, from + g.rank() - 1).toArray()));
    });
  }
}
