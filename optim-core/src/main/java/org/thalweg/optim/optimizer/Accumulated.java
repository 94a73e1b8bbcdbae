package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.optim.transform.Accumulate;

/**
 * Any optimizer, on the mean gradient of several micro-batches; see {@link Accumulate}.
 *
 * @param batches the number of micro-batches, 1 or more
 * @param optimizer what takes the mean
 */
@Named("accumulated")
@Doc("An optimizer on the mean gradient of several micro-batches.")
@OptimizerCard(
    family = OptimizerFamily.WRAPPER,
    rule = "s = s + g; every batches steps: p by the optimizer with g = s / batches; s = 0",
    state = "s, and that of the optimizer",
    use = "Batches that do not fit into memory.")
public record Accumulated(
    @Doc("The number of micro-batches.") long batches,
    @Doc("What takes the mean.") Optimizer optimizer)
    implements Optimizer {
  /** Requires at least one micro-batch. */
  public Accumulated {
    require(batches >= 1, "batches must be 1 or more, was %s", batches);
  }

  @Override
  public GradientTransform<?> transform() {
    return new Accumulate(batches, optimizer.transform());
  }
}
