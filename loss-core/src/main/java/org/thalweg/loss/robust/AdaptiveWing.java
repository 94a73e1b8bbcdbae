package org.thalweg.loss.robust;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * Adaptive wing loss of heat maps, {@code omega log(1 + |e / epsilon|^(alpha - t))} where {@code
 * |e| < theta}, else the straight line that continues it with its value and slope, with {@code e =
 * p - t}.
 *
 * <p>Predictions are any numbers, targets are from 0 to 1, in one shape, which the values have too.
 * Where the target is 1 the loss is nearly linear near it, where the target is 0 nearly quadratic.
 * Wang, Bo and Fuxin, "Adaptive wing loss for robust face alignment via heatmap regression", 2019.
 *
 * @param alpha the power at a target of 0, above 2 so that the loss is smooth everywhere
 * @param omega the factor of the curved part, above 0
 * @param epsilon the size of errors at which the curve bends, above 0
 * @param theta the error from which on the loss is linear, above 0
 */
@Named("adaptive-wing")
@Doc("Wing loss for heat maps: steep where the target is high.")
@LossCard(
    family = Family.ROBUST,
    formula =
        "omega log(1 + |e/epsilon|^(alpha - t)) where |e| < theta, else a (|e| - theta) + omega log(1 + b), a = omega (alpha - t) b/(theta (1 + b)), b = (theta/epsilon)^(alpha - t)",
    target = Domain.PROBABILITY,
    traits = {Trait.ROBUST, Trait.ZERO_AT_TARGET},
    use = "Heat maps of landmarks: pixels of the peak count, and background pixels hardly do.",
    tasks = {Task.IMAGE, Task.DETECTION},
    strengths = {Strength.IMBALANCE, Strength.EASY_EXAMPLES, Strength.SMALL_REGIONS},
    paper = "Wang et al. 2019, arXiv:1904.07399")
public record AdaptiveWing(
    @Default("2.1") @Doc("The power at a target of 0.") double alpha,
    @Default("14.0") @Doc("The size of the curved part.") double omega,
    @Default("1.0") @Doc("The size of errors at which the curve bends.") double epsilon,
    @Default("0.5") @Doc("The error from which on the loss is linear.") double theta)
    implements PointwiseLoss {
  /** Requires an alpha above 2 and the rest positive. */
  public AdaptiveWing {
    require(alpha > 2 && Double.isFinite(alpha), "alpha must be above 2 and finite, was %s", alpha);
    requirePositive(omega, "omega");
    requirePositive(epsilon, "epsilon");
    requirePositive(theta, "theta");
  }

  /** Makes the loss with the defaults. */
  public AdaptiveWing() {
    this(2.1, 14, 1, 0.5);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor error = prediction.sub(target).abs();
    Tensor power = target.rsub(alpha);
    Tensor edge = power.mul(Math.log(theta / epsilon)).exp();
    Tensor slope = power.mul(edge).div(edge.add(1)).mul(omega / theta);
    Tensor line = error.sub(theta).mul(slope).add(edge.log1p().mul(omega));
    Tensor near = error.lt(theta);
    return where(near, where(near, error, 0).div(epsilon).pow(power).log1p().mul(omega), line);
  }
}
