package org.thalweg.loss.robust;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The absolute error, made quadratic near zero: {@code e^2 / (2 beta)} where {@code |e| < beta},
 * else {@code |e| - beta / 2}, with {@code e = p - t}. It is Huber's loss over {@code beta}.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too. Its slope is at
 * most 1 for every beta; with a beta of 0 it is the absolute error. Girshick, "Fast R-CNN", 2015.
 *
 * @param beta the largest error that counts as small, 0 or more, in the unit of the target
 */
@Named("smooth-l1")
@Doc("Quadratic for small errors, the absolute error less a constant for large ones.")
@LossCard(
    family = Family.ROBUST,
    formula = "e^2/(2 beta) where |e| < beta, else |e| - beta/2",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.ROBUST, Trait.ZERO_AT_TARGET, Trait.SYMMETRIC},
    identities = {"beta=1 = huber delta=1", "beta=0 = mae"},
    use =
        "Regression of boxes and other coordinates, where the slope of large errors should not depend on beta.",
    tasks = {Task.REGRESSION, Task.DETECTION},
    strengths = {Strength.OUTLIERS, Strength.HEAVY_TAILS},
    paper = "Girshick 2015, arXiv:1504.08083")
public record SmoothL1(@Default("1.0") @Doc("The largest error that counts as small.") double beta)
    implements PointwiseLoss {
  /** Requires a beta of 0 or more. */
  public SmoothL1 {
    requireNonNegative(beta, "beta");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor error = prediction.sub(target);
    Tensor size = error.abs();
    return beta == 0
        ? size
        : where(size.lt(beta), error.square().mul(0.5 / beta), size.sub(0.5 * beta));
  }
}
