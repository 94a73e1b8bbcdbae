package org.thalweg.loss.binary;

import static org.thalweg.api.tensor.Tensors.where;

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
 * The ramp loss of a score: the hinge loss cut at 2, halved, {@code min(1, max(0, (1 - t p) / 2))}.
 *
 * <p>Its gradient at both ends of the ramp and beyond is 0. Predictions are any numbers, targets
 * are -1 and 1, in one shape, which the values have too. Collobert et al., "Trading convexity for
 * scalability", 2006.
 */
@Named("ramp")
@Doc("A hinge loss that is constant far on the wrong side.")
@LossCard(
    family = Family.BINARY,
    formula = "min(1, max(0, (1 - t p)/2))",
    target = Domain.SIGN,
    link = "sign",
    traits = Trait.ROBUST,
    use =
        "For noisy labels, after a warm start with hinge: what is far on the wrong side has no gradient.",
    tasks = Task.BINARY,
    strengths = {Strength.LABEL_NOISE, Strength.OUTLIERS},
    paper = "Collobert et al. 2006, doi:10.1145/1143844.1143870")
public record Ramp() implements PointwiseLoss {
  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor half = target.mul(prediction).rsub(1).mul(0.5);
    return where(half.ge(1), 1, half.relu());
  }
}
