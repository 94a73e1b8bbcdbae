package org.thalweg.loss.detection;

import static org.thalweg.api.Checks.require;
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
import org.thalweg.api.tensor.Tensor;

/**
 * The loss of RetinaNet: the focal loss of all classes of all anchors, and the absolute errors of
 * the codes of those with an object, both over the number of objects.
 *
 * <p>Predictions are logits [N, A, C] of classes without a background, and codes [N, A, 4]; targets
 * are labels [N, A], -1 for the background, whether an anchor is ignored [N, A], and codes. Values
 * are [N]: sums over an image, divided by its number of anchors with objects, or 1. The parts are
 * {@code classes} and {@code boxes}. Lin et al., "Focal loss for dense object detection", 2017;
 * numbers as in torchvision.
 *
 * @param alpha the weight of what is there, against 1 - alpha for what is not, from 0 to 1
 * @param gamma how much easy ones are damped, 0 or more
 */
@Named("retinanet")
@Doc("The loss of RetinaNet: focal loss of classes, absolute errors of boxes.")
@LossCard(
    family = Family.DETECTION,
    formula = "(sum(focal) + sum(|e|)) / max(1, objects)",
    shape = "N A C, N A 4; N A, N A, N A 4 -> N",
    link = "logistic",
    use = "Detectors in one stage with very many anchors and no sampling.",
    tasks = Task.DETECTION,
    strengths = {Strength.IMBALANCE, Strength.EASY_EXAMPLES},
    paper = "Lin et al. 2017, arXiv:1708.02002")
public record RetinaNet(
    @Default("0.25") @Doc("The weight of what is there.") double alpha,
    @Default("2.0") @Doc("How much easy ones are damped.") double gamma)
    implements MultiPart<RetinaNet.Prediction, RetinaNet.Target> {
  /**
   * What a network says of anchors.
   *
   * @param logits scores of classes
   * @param codes shifts and scales
   */
  public record Prediction(Tensor logits, Tensor codes) {}

  /**
   * What is true of anchors.
   *
   * @param labels classes, -1 for the background
   * @param ignored whether the anchor does not count
   * @param codes shifts and scales; any where there is no object
   */
  public record Target(
      @In(Domain.CLASS_INDEX_OR_NONE) Tensor labels,
      @In(Domain.FLAG) Tensor ignored,
      Tensor codes) {}

  /** Requires a weight from 0 to 1 and an exponent of 0 or more. */
  public RetinaNet {
    require(0 <= alpha && alpha <= 1, "alpha must lie between 0 and 1, was %s", alpha);
    requireNonNegative(gamma, "gamma");
  }

  /** Makes the loss with the numbers of its source. */
  public RetinaNet() {
    this(0.25, 2);
  }

  @Override
  public SequencedMap<String, Tensor> terms(Prediction prediction, Target target) {
    Tensor counted = target.ignored().not();
    Tensor object = target.labels().ge(0).and(counted);
    Tensor isClass = Parts.isClass(prediction.logits(), target.labels());
    Tensor focal = Parts.focal(prediction.logits(), isClass, alpha, gamma).sum(2);
    Tensor codes = Parts.only(object, target.codes(), 0);
    Tensor boxes = Parts.smoothL1(Parts.only(object, prediction.codes(), 0), codes, 0);
    Tensor count = Parts.count(object, focal.dtype());
    return Parts.named(
        "classes", Parts.sum(focal, counted).div(count),
        "boxes", Parts.sum(boxes, object).div(count));
  }
}
