package org.thalweg.optim.transform;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.tensor.Tensors;

/**
 * Zero in place of the gradients of some parameters, chosen by name. At the end of a chain these
 * parameters stay as they are.
 *
 * @param match patterns of names as {@link Partition} has them
 */
@Named("freeze")
@Doc("Zero in place of the gradients of some parameters, by name.")
public record Freeze(@Default("*") @Doc("Patterns of names, separated by commas.") String match)
    implements Stateless {
  /** Requires a pattern. */
  public Freeze {
    Names.requirePatterns(match, "match");
  }

  @Override
  public Nothing init(Parameters parameters) {
    Names.requireMatches(match, parameters.names());
    return new Nothing();
  }

  @Override
  public Parameters update(Parameters gradients, Context context) {
    return gradients.map((name, g) -> Names.match(match, name) ? Tensors.zerosLike(g) : g);
  }
}
