package org.thalweg.loss.binary;

import static org.thalweg.api.Checks.requireNonNegative;

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
import org.thalweg.loss.support.Powers;

/**
 * The quality focal loss on logits: {@code |sigmoid(p) - t|^beta} times {@link BceLogits}.
 *
 * <p>The target is a quality from 0 to 1, such as the overlap of a box with the object, rather than
 * a yes or no. Predictions are any numbers, in the target's shape, which the values have too. At
 * {@code sigmoid(p) = t} value and gradient are 0. Li et al., "Generalized focal loss", 2020.
 *
 * @param beta how fast good predictions lose their weight, 0 or more
 */
@Named("quality-focal")
@Doc("The focal loss of a quality between 0 and 1, on logits.")
@LossCard(
    family = Family.BINARY,
    formula = "|sigmoid(p) - t|^beta (t softplus(-p) + (1-t) softplus(p))",
    target = Domain.PROBABILITY,
    link = "logistic",
    traits = {Trait.SMOOTH, Trait.ROBUST},
    identities = "beta=0 = bce-logits",
    use = "For detectors whose score is to tell how well the box fits.",
    tasks = {Task.DETECTION, Task.BINARY},
    strengths = {Strength.IMBALANCE, Strength.EASY_EXAMPLES},
    paper = "Li et al. 2020, arXiv:2006.04388")
public record QualityFocal(
    @Default("2.0") @Doc("How fast good predictions lose their weight.") double beta)
    implements PointwiseLoss {
  /** Requires a beta of 0 or more. */
  public QualityFocal {
    requireNonNegative(beta, "beta");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor focus = Powers.nonNegative(Logits.distance(prediction, target), beta);
    return focus.mul(Logits.crossEntropy(prediction, target));
  }
}
