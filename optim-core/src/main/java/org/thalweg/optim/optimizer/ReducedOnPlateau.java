package org.thalweg.optim.optimizer;

import static org.thalweg.optim.transform.Transforms.chain;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.optim.transform.ReduceOnPlateau;

/**
 * Any optimizer, with steps that become smaller by a factor whenever the loss has not become better
 * for some time; see {@link ReduceOnPlateau}.
 *
 * @param optimizer what makes the steps
 * @param factor what steps are multiplied by, above 0 and below 1
 * @param patience the number of values of the loss without a better one before that, 1 or more
 * @param relative how much better counts, as a share of the best, 0 or more
 * @param absolute how much better counts, in the unit of the loss, 0 or more
 * @param coolDown the number of values after a reduction that are not counted, 0 or more
 * @param window the number of steps to a value, which is their mean loss, 1 or more
 * @param least the least scale, 0 or more
 */
@Named("reduced-on-plateau")
@Doc("An optimizer with smaller steps when the loss does not fall.")
@OptimizerCard(
    family = OptimizerFamily.WRAPPER,
    rule =
        "p = p + scale u, u by the optimizer; scale = factor scale after patience values without"
            + " a better one",
    state = "that of the optimizer; scale and best value",
    needs = OptimizerCard.Need.LOSS,
    use = "A learning rate that falls by itself.")
public record ReducedOnPlateau(
    @Doc("What makes the steps.") Optimizer optimizer,
    @Default("0.1") @Doc("What steps are multiplied by.") double factor,
    @Default("10") @Doc("The number of values without a better one before that.") long patience,
    @Default("1e-4") @Doc("How much better counts, as a share of the best.") double relative,
    @Default("0.0") @Doc("How much better counts, in the unit of the loss.") double absolute,
    @Default("0") @Doc("The number of values after a reduction that are not counted.")
        long coolDown,
    @Default("1") @Doc("The number of steps to a value.") long window,
    @Default("0.0") @Doc("The least scale.") double least)
    implements Optimizer {
  /** Requires numbers in their ranges. */
  public ReducedOnPlateau {
    var _ = new ReduceOnPlateau(factor, patience, relative, absolute, coolDown, window, least);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        optimizer.transform(),
        new ReduceOnPlateau(factor, patience, relative, absolute, coolDown, window, least));
  }
}
