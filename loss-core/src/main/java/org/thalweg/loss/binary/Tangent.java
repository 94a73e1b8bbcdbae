package org.thalweg.loss.binary;

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
 * The tangent loss {@code (2 atan(t p) - 1)^2} of a score.
 *
 * <p>It is bounded, and grows again for scores that are too right. Predictions are any numbers,
 * targets are -1 and 1, in one shape, which the values have too. Masnadi-Shirazi, Mahadevan and
 * Vasconcelos, "On the design of robust classifiers for computer vision", 2010.
 */
@Named("tangent")
@Doc("A bounded loss of a score, which also frowns on what is too right.")
@LossCard(
    family = Family.BINARY,
    formula = "(2 atan(t p) - 1)^2",
    target = Domain.SIGN,
    link = "sign",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use = "For noisy labels and outliers in boosting and tracking.",
    tasks = Task.BINARY,
    strengths = {Strength.LABEL_NOISE, Strength.OUTLIERS},
    paper = "Masnadi-Shirazi et al. 2010, doi:10.1109/CVPR.2010.5540136")
public record Tangent() implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return target.mul(prediction).atan().mul(2).sub(1).square();
  }
}
