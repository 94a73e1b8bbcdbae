package org.thalweg.loss.binary;

import static org.thalweg.api.Checks.require;
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
 * The focal loss of two classes on logits: {@code a (1 - s)^gamma (-log s)}, where s is the
 * probability of the class that is true.
 *
 * <p>The factor a is {@code alpha} for positives and {@code 1 - alpha} for negatives, or 1 if alpha
 * is -1. Predictions are any numbers, targets are from 0 to 1, in one shape, which the values have
 * too. For a target between 0 and 1, s is {@code t sigmoid(p) + (1 - t) sigmoid(-p)}, a is {@code
 * alpha t + (1 - alpha) (1 - t)}, and the logarithm is replaced by {@link BceLogits}. These are
 * torchvision's sigmoid_focal_loss. Lin et al., "Focal loss for dense object detection", 2017.
 *
 * @param alpha the factor of positives, from 0 to 1, or -1 for none
 * @param gamma how fast easy examples lose their weight, 0 or more
 */
@Named("focal")
@Doc("A cross-entropy of two classes in which easy examples weigh little, on logits.")
@LossCard(
    family = Family.BINARY,
    formula =
        "(alpha t + (1-alpha) (1-t)) (1-s)^gamma (t softplus(-p) + (1-t) softplus(p)), s = t sigmoid(p) + (1-t) sigmoid(-p)",
    target = Domain.PROBABILITY,
    link = "logistic",
    traits = {Trait.SMOOTH, Trait.ROBUST},
    identities = {"alpha=-1 gamma=0 = bce-logits", "alpha=0.5 gamma=0 = 0.5 bce-logits"},
    use =
        "Where most examples are easy negatives, as in dense detection. The probabilities that come out are too cautious; calibrate them if they are used as such.",
    tasks = {Task.BINARY, Task.MULTILABEL, Task.DETECTION},
    strengths = {Strength.IMBALANCE, Strength.EASY_EXAMPLES},
    paper = "Lin et al. 2017, arXiv:1708.02002")
public record Focal(
    @Default("0.25") @Doc("The factor of positives, or -1 for none.") double alpha,
    @Default("2.0") @Doc("How fast easy examples lose their weight.") double gamma)
    implements PointwiseLoss {
  /** Requires an alpha from 0 to 1 or of -1, and a gamma of 0 or more. */
  public Focal {
    require(
        alpha == -1 || 0 <= alpha && alpha <= 1,
        "alpha must lie between 0 and 1 or be -1, was %s",
        alpha);
    requireNonNegative(gamma, "gamma");
  }

  /** Makes the loss with an alpha of 0.25 and a gamma of 2. */
  public Focal() {
    this(0.25, 2);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor focus = Powers.nonNegative(Logits.miss(prediction, target), gamma);
    Tensor loss = focus.mul(Logits.crossEntropy(prediction, target));
    return alpha == -1 ? loss : loss.mul(target.mul(alpha).add(target.rsub(1).mul(1 - alpha)));
  }
}
