package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.optim.transform.ApplyIfFinite;

/**
 * Any optimizer, without the steps at which a gradient is NaN or infinite; see {@link
 * ApplyIfFinite}.
 *
 * @param optimizer what takes the other steps
 * @param limit how many steps in a row may be left out, 0 or more
 */
@Named("finite-only")
@Doc("An optimizer without the steps at which a gradient is not finite.")
@OptimizerCard(
    family = OptimizerFamily.WRAPPER,
    rule =
        "p by the optimizer if all of g are finite, else p = p; after limit such steps in a row,"
            + " p by the optimizer",
    state = "that of the optimizer; counts of steps",
    use = "Training that sees a rare overflow.")
public record FiniteOnly(
    @Doc("What takes the other steps.") Optimizer optimizer,
    @Default("10") @Doc("How many steps in a row may be left out.") long limit)
    implements Optimizer {
  /** Requires a limit of 0 or more. */
  public FiniteOnly {
    require(limit >= 0, "limit must be 0 or more, was %s", limit);
  }

  @Override
  public GradientTransform<?> transform() {
    return new ApplyIfFinite(optimizer.transform(), limit);
  }
}
