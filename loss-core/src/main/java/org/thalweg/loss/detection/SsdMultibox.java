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
import org.thalweg.api.tensor.Tensor;

/**
 * The multibox loss of the single-shot detector: the cross-entropy of anchors that have an object
 * and of the hardest others, and the smooth L1 loss of the boxes, over the number of objects.
 *
 * <p>Predictions are logits [N, A, C] and codes [N, A, 4]; targets are labels [N, A], 0 for the
 * background, and codes. Values are [N]: sums over an image, divided by its number of anchors with
 * objects, or 1. An image without objects has neither part. To divide by the objects of the batch,
 * as torchvision does, weigh images by their number of objects. The parts are {@code classes} and
 * {@code boxes}. Which anchors are the hardest has no gradient. Liu et al., "SSD", 2016.
 *
 * @param negatives how many others count for each anchor that has an object, 0 or more
 * @param boxWeight the factor of the boxes, 0 or more
 */
@Named("ssd-multibox")
@Doc("The loss of single-shot detectors: classes with hard negatives, and boxes.")
@LossCard(
    family = Family.DETECTION,
    formula = "(sum(ce) + boxWeight sum(smoothL1)) / max(1, objects)",
    shape = "N A C, N A 4; N A, N A 4 -> N",
    link = "softmax",
    use = "Detectors in one stage with anchors, most of which see background.",
    tasks = Task.DETECTION,
    strengths = {Strength.IMBALANCE, Strength.EASY_EXAMPLES},
    paper = "Liu et al. 2016, arXiv:1512.02325")
public record SsdMultibox(
    @Default("3.0") @Doc("How many others count for each anchor with an object.") double negatives,
    @Default("1.0") @Doc("The factor of the boxes.") double boxWeight)
    implements MultiPart<SsdMultibox.Prediction, SsdMultibox.Target> {
  /**
   * What a network says of anchors.
   *
   * @param logits scores of classes, the first of which is the background
   * @param codes shifts and scales
   */
  public record Prediction(Tensor logits, Tensor codes) {}

  /**
   * What is true of anchors.
   *
   * @param labels classes, 0 for the background
   * @param codes shifts and scales; any where there is no object
   */
  public record Target(@In(Domain.CLASS_INDEX) Tensor labels, Tensor codes) {}

  /** Requires numbers of 0 or more. */
  public SsdMultibox {
    requireNonNegative(negatives, "negatives");
    requireNonNegative(boxWeight, "boxWeight");
  }

  /** Makes the loss with three others for each. */
  public SsdMultibox() {
    this(3, 1);
  }

  @Override
  public SequencedMap<String, Tensor> terms(Prediction prediction, Target target) {
    Tensor object = target.labels().gt(0);
    Tensor entropy = Parts.entropy(prediction.logits(), target.labels());
    Tensor codes = Parts.only(object, target.codes(), 0);
    Tensor boxes = Parts.smoothL1(Parts.only(object, prediction.codes(), 0), codes, 1);
    Tensor count = Parts.count(object, entropy.dtype());
    Tensor chosen = object.or(hardest(entropy.stopGradient(), object));
    return Parts.named(
        "classes", Parts.sum(entropy, chosen).div(count),
        "boxes", Parts.sum(boxes, object).div(count).mul(boxWeight));
  }

  private Tensor hardest(Tensor entropy, Tensor object) {
    Tensor order = where(object, -1, entropy).argsort(1, true);
    Tensor rank = order.argsort(1, false).to(entropy.dtype());
    Tensor wanted = object.to(entropy.dtype()).sumKeep(1).mul(negatives);
    return rank.lt(wanted).and(object.not());
  }
}
