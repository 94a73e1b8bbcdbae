package org.thalweg.loss.detection;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;

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
 * The loss of the second stage of a detector: the mean cross-entropy of sampled regions, and the
 * smooth L1 loss of the boxes, for their class, of those with an object, over the number sampled.
 *
 * <p>Predictions are logits [N, R, C], where class 0 is the background, and codes for each class
 * [N, R, C, 4]; targets are labels [N, R], -1 for regions that are not sampled, and codes [N, R,
 * 4]. Values are [N]. The parts are {@code classes} and {@code boxes}. Ren et al., "Faster R-CNN",
 * 2015; numbers as in torchvision.
 *
 * @param beta where the loss of boxes turns from a square to a line, 0 or more
 */
@Named("roi-head")
@Doc("The loss of a detector's second stage: classes and boxes of sampled regions.")
@LossCard(
    family = Family.DETECTION,
    formula = "(sum(ce) + sum(smoothL1)) / max(1, sampled)",
    shape = "N R C, N R C 4; N R, N R 4 -> N",
    link = "softmax",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.ROBUST},
    use = "The second stage of detectors in two stages.",
    tasks = Task.DETECTION,
    strengths = Strength.IMBALANCE,
    paper = "Ren et al. 2015, arXiv:1506.01497")
public record RoiHead(
    @Default("0.1111111111111111") @Doc("Where the loss of boxes turns from a square to a line.")
        double beta)
    implements MultiPart<RoiHead.Prediction, RoiHead.Target> {
  /**
   * What a network says of regions.
   *
   * @param logits scores of classes, the first of which is the background
   * @param codes shifts and scales for each class
   */
  public record Prediction(Tensor logits, Tensor codes) {}

  /**
   * What is true of regions.
   *
   * @param labels classes, 0 for the background, -1 for regions that do not count
   * @param codes shifts and scales; any where there is no object
   */
  public record Target(@In(Domain.CLASS_INDEX_OR_NONE) Tensor labels, Tensor codes) {}

  /** Requires a number of 0 or more. */
  public RoiHead {
    requireNonNegative(beta, "beta");
  }

  @Override
  public SequencedMap<String, Tensor> terms(Prediction prediction, Target target) {
    Tensor sampled = target.labels().ge(0);
    Tensor object = target.labels().gt(0);
    Tensor ofClass = Parts.isClass(prediction.logits(), target.labels()).unsqueeze(-1);
    Tensor own = where(ofClass, prediction.codes(), 0).sum(2);
    Tensor codes = Parts.only(object, target.codes(), 0);
    Tensor boxes = Parts.smoothL1(Parts.only(object, own, 0), codes, beta);
    Tensor entropy = Parts.entropy(prediction.logits(), target.labels());
    Tensor count = Parts.count(sampled, entropy.dtype());
    return Parts.named(
        "classes", Parts.sum(entropy, sampled).div(count),
        "boxes", Parts.sum(boxes, object).div(count));
  }
}
