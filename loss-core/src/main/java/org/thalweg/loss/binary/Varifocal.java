package org.thalweg.loss.binary;

import static org.thalweg.api.Checks.requireNonNegative;
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
import org.thalweg.loss.support.Powers;

/**
 * The varifocal loss on logits: {@code t} times {@link BceLogits} where t is above 0, {@code alpha
 * sigmoid(p)^gamma softplus(p)} where it is 0.
 *
 * <p>The target is 0 for the background, and the overlap of the box with the object otherwise, from
 * 0 to 1. Predictions are any numbers, in the target's shape, which the values have too. Zhang et
 * al., "VarifocalNet", 2021.
 *
 * @param alpha the factor of negatives, 0 or more
 * @param gamma how fast easy negatives lose their weight, 0 or more
 */
@Named("varifocal")
@Doc("A focal loss of negatives beside a cross-entropy of positives by their quality, on logits.")
@LossCard(
    family = Family.BINARY,
    formula =
        "t (t softplus(-p) + (1-t) softplus(p)) where t > 0, else alpha sigmoid(p)^gamma softplus(p)",
    target = Domain.PROBABILITY,
    link = "logistic",
    traits = {Trait.SMOOTH, Trait.ROBUST},
    use =
        "For detectors whose score ranks boxes by how well they fit, with few good ones among many.",
    tasks = {Task.DETECTION, Task.BINARY},
    strengths = {Strength.IMBALANCE, Strength.EASY_EXAMPLES},
    paper = "Zhang et al. 2021, arXiv:2008.13367")
public record Varifocal(
    @Default("0.75") @Doc("The factor of negatives.") double alpha,
    @Default("2.0") @Doc("How fast easy negatives lose their weight.") double gamma)
    implements PointwiseLoss {
  /** Requires both to be 0 or more. */
  public Varifocal {
    requireNonNegative(alpha, "alpha");
    requireNonNegative(gamma, "gamma");
  }

  /** Makes the loss with an alpha of 0.75 and a gamma of 2. */
  public Varifocal() {
    this(0.75, 2);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor focus = Powers.nonNegative(prediction.sigmoid(), gamma).mul(alpha);
    return where(
        target.gt(0),
        target.mul(Logits.crossEntropy(prediction, target)),
        focus.mul(prediction.softplus()));
  }
}
