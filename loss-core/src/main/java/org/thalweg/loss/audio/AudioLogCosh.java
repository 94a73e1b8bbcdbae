package org.thalweg.loss.audio;

import static org.thalweg.api.Checks.requirePositive;
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
 * The logarithm of the hyperbolic cosine of errors of samples, {@code log(cosh(scale e)) / scale}.
 *
 * <p>Prediction and target have one shape, which the values have too. It is stated without
 * exponentials that overflow: {@code |e| + (softplus(-2 scale |e|) - log 2) / scale}.
 *
 * @param scale how soon the loss turns from a square to a line, above 0
 */
@Named("audio-log-cosh")
@Doc("The logarithm of the hyperbolic cosine of errors of samples.")
@LossCard(
    family = Family.AUDIO,
    formula = "log(cosh(scale e)) / scale",
    traits = {
      Trait.CONVEX,
      Trait.SMOOTH,
      Trait.TWICE_SMOOTH,
      Trait.ROBUST,
      Trait.ZERO_AT_TARGET,
      Trait.SYMMETRIC
    },
    use = "Wave forms whose clicks and pops must not rule the fit.",
    tasks = Task.AUDIO,
    strengths = {Strength.OUTLIERS, Strength.SMOOTHNESS},
    paper = "Chen et al. 2019, log hyperbolic cosine loss improves variational auto-encoder")
public record AudioLogCosh(
    @Default("1.0") @Doc("How soon the loss turns from a square to a line.") double scale)
    implements PointwiseLoss {
  /** Requires a positive scale. */
  public AudioLogCosh {
    requirePositive(scale, "scale");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor error = prediction.sub(target).mul(scale);
    Tensor off = error.abs();
    Tensor isNear = off.lt(1);
    Tensor near = where(isNear, error, 0).mul(0.5).sinh().square().mul(2).log1p(); // exact near 0
    Tensor far = off.add(off.mul(-2).exp().log1p()).sub(Math.log(2));
    return where(isNear, near, far).mul(1 / scale);
  }
}
