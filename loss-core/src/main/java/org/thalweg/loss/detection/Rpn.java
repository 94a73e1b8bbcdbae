package org.thalweg.loss.detection;

import static org.thalweg.api.Checks.requireNonNegative;

import java.util.SequencedMap;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.MultiPart;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The loss of a region proposal network: the mean cross-entropy of whether sampled anchors have an
 * object, and the smooth L1 loss of the boxes of those that have, over the number sampled.
 *
 * <p>Predictions are logits [N, A] and codes [N, A, 4]; targets say whether an anchor has an object
 * [N, A], whether it is sampled [N, A], and its code. Values are [N]; an image of which nothing is
 * sampled gives 0. The parts are {@code objectness} and {@code proposals}. Ren et al., "Faster
 * R-CNN", 2015; numbers as in torchvision.
 *
 * @param beta where the loss of boxes turns from a square to a line, 0 or more
 */
@Named("rpn")
@Doc("The loss of a region proposal network: objectness and boxes of sampled anchors.")
@LossCard(
    family = Family.DETECTION,
    formula = "(sum(bce) + sum(smoothL1)) / max(1, sampled)",
    shape = "N A, N A 4; N A, N A, N A 4 -> N",
    link = "logistic",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.ROBUST},
    use = "The first stage of detectors in two stages.",
    tasks = Task.DETECTION,
    strengths = Strength.IMBALANCE,
    paper = "Ren et al. 2015, arXiv:1506.01497")
public record Rpn(
    @Default("0.1111111111111111") @Doc("Where the loss of boxes turns from a square to a line.")
        double beta)
    implements MultiPart<Rpn.Prediction, Rpn.Target> {
  /**
   * What a network says of anchors.
   *
   * @param objectness logits of whether there is an object
   * @param codes shifts and scales
   */
  public record Prediction(Tensor objectness, Tensor codes) {}

  /**
   * What is true of anchors.
   *
   * @param object whether there is an object
   * @param sampled whether the anchor counts
   * @param codes shifts and scales; any where there is no object
   */
  public record Target(
      @In(Domain.FLAG) Tensor object, @In(Domain.FLAG) Tensor sampled, Tensor codes) {}

  /** Requires a number of 0 or more. */
  public Rpn {
    requireNonNegative(beta, "beta");
  }

  @Override
  public SequencedMap<String, Tensor> terms(Prediction prediction, Target target) {
    Tensor sampled = target.sampled();
    Tensor object = target.object().and(sampled);
    Tensor entropy = Parts.binary(prediction.objectness(), target.object());
    Tensor codes = Parts.only(object, target.codes(), 0);
    Tensor boxes = Parts.smoothL1(Parts.only(object, prediction.codes(), 0), codes, beta);
    Tensor count = Parts.count(sampled, entropy.dtype());
    return Parts.named(
        "objectness", Parts.sum(entropy, sampled).div(count),
        "proposals", Parts.sum(boxes, object).div(count));
  }
}
