package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The cross-entropy of classes on logits: {@code -log softmax(p)_t} for class t, {@code -sum_c q_c
 * log softmax(p)_c} for a distribution q.
 *
 * <p>Predictions are any numbers of shape [N, C, d1, ...], or [C] for one example; targets are
 * class indices of shape [N, d1, ...], or a distribution of the prediction's shape. Values have the
 * prediction's shape without C. A class of probability 0 adds nothing, even where its logit is
 * -infinity. Smoothing takes {@code (1 - s) q + s / C} for q: Szegedy et al., "Rethinking the
 * Inception architecture for computer vision", 2016.
 *
 * @param labelSmoothing the share s of the target that is spread over all classes, from 0 to 1
 */
@Named("cross-entropy")
@Doc("The cross-entropy of one class out of several, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "log(sum_c exp(p_c)) - p_t",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST, Trait.PROPER},
    elicits = Functional.CLASS_SHARES,
    paper = "Szegedy et al. 2016, arXiv:1512.00567")
public record CrossEntropy(
    @Default("0.0") @Doc("The share of the target that is spread over all classes.")
        double labelSmoothing)
    implements ClassificationLoss {
  /** Requires a share from 0 to 1. */
  public CrossEntropy {
    require(
        0 <= labelSmoothing && labelSmoothing <= 1,
        "labelSmoothing must lie between 0 and 1, was %s",
        labelSmoothing);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    int axis = ClassificationLoss.classAxis(prediction);
    Tensor below = prediction.sub(prediction.maxKeep(axis).stopGradient());
    Tensor logSum = below.exp().sum(axis).log();
    Tensor loss =
        ClassificationLoss.isIndices(target)
            ? logSum.sub(where(ClassificationLoss.isLabel(prediction, target), below, 0).sum(axis))
            : logSum.mul(target.sum(axis)).sub(product(target, below).sum(axis));
    return labelSmoothing == 0
        ? loss
        : loss.mul(1 - labelSmoothing).add(logSum.sub(below.mean(axis)).mul(labelSmoothing));
  }

  /** Returns the product, where a class of no share adds nothing even if it is ruled out. */
  private static Tensor product(Tensor share, Tensor below) {
    Tensor absent = share.eq(0).and(below.eq(Double.NEGATIVE_INFINITY));
    return share.mul(where(absent, 0, below));
  }
}
