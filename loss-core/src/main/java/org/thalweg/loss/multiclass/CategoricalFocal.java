package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.support.Powers;

/**
 * The focal loss of classes on logits: {@code alpha sum_c q_c (1 - s_c)^gamma (-log s_c)}, where s
 * is the softmax of p and q is 1 for the target's class.
 *
 * <p>Predictions are any numbers of shape [N, C, d1, ...], or [C] for one example; targets are
 * class indices of shape [N, d1, ...], or a distribution of the prediction's shape. Values have the
 * prediction's shape without C. It is Keras' CategoricalFocalCrossentropy without its clipping, so
 * gradients do not vanish for what is surely wrong. Lin et al., "Focal loss for dense object
 * detection", 2017.
 *
 * @param alpha a factor, above 0
 * @param gamma how fast easy examples lose their weight, 0 or more
 */
@Named("categorical-focal")
@Doc("A cross-entropy of classes in which easy examples weigh little, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "-alpha (1 - s_t)^gamma log(s_t), s = softmax(p)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.SMOOTH, Trait.ROBUST},
    identities = {"alpha=1 gamma=0 = cross-entropy", "alpha=0.25 gamma=0 = 0.25 cross-entropy"},
    use = "Where most examples are easy. The probabilities that come out are too cautious.",
    tasks = {Task.MULTICLASS, Task.SEGMENTATION},
    strengths = {Strength.IMBALANCE, Strength.EASY_EXAMPLES},
    paper = "Lin et al. 2017, arXiv:1708.02002")
public record CategoricalFocal(
    @Default("0.25") @Doc("A factor.") double alpha,
    @Default("2.0") @Doc("How fast easy examples lose their weight.") double gamma)
    implements ClassificationLoss {
  /** Requires a positive factor and a gamma of 0 or more. */
  public CategoricalFocal {
    requirePositive(alpha, "alpha");
    requireNonNegative(gamma, "gamma");
  }

  /** Makes the loss with an alpha of 0.25 and a gamma of 2. */
  public CategoricalFocal() {
    this(0.25, 2);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor log = Classes.logShares(prediction);
    Tensor focus = Powers.nonNegative(log.expm1().neg(), gamma).mul(-alpha);
    return Classes.ofTarget(focus.mul(log), target);
  }
}
