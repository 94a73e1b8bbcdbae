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
 * The loss of FCOS, a detector without anchors: the focal loss of all classes of all places, the
 * generalised IoU loss of the boxes and the cross-entropy of the centredness of places with an
 * object, all over the number of those.
 *
 * <p>Predictions are logits [N, A, C] of classes without a background, boxes [N, A, 4] and logits
 * of centredness [N, A]; targets are labels [N, A], -1 for the background, boxes, and centredness
 * from 0 to 1. Values are [N]: sums over an image, divided by its number of places with objects, or
 * 1. The parts are {@code classes}, {@code boxes} and {@code centerness}. Tian et al., "FCOS",
 * 2019; numbers as in torchvision.
 *
 * @param alpha the weight of what is there, against 1 - alpha for what is not, from 0 to 1
 * @param gamma how much easy ones are damped, 0 or more
 */
@Named("fcos")
@Doc("The loss of FCOS: focal loss of classes, GIoU loss of boxes, centredness.")
@LossCard(
    family = Family.DETECTION,
    formula = "(sum(focal) + sum(giou) + sum(bce)) / max(1, objects)",
    shape = "N A C, N A 4, N A; N A, N A 4, N A -> N",
    link = "logistic",
    use = "Detectors in one stage without anchors.",
    tasks = Task.DETECTION,
    strengths = {Strength.IMBALANCE, Strength.EASY_EXAMPLES},
    paper = "Tian et al. 2019, arXiv:1904.01355")
public record Fcos(
    @Default("0.25") @Doc("The weight of what is there.") double alpha,
    @Default("2.0") @Doc("How much easy ones are damped.") double gamma)
    implements MultiPart<Fcos.Prediction, Fcos.Target> {
  /**
   * What a network says of places.
   *
   * @param logits scores of classes
   * @param boxes boxes
   * @param centerness logits of how near the centre the place is
   */
  public record Prediction(Tensor logits, @In(Domain.BOX) Tensor boxes, Tensor centerness) {}

  /**
   * What is true of places.
   *
   * @param labels classes, -1 for the background
   * @param boxes boxes; any where there is no object
   * @param centerness how near the centre the place is; any where there is no object
   */
  public record Target(
      @In(Domain.CLASS_INDEX_OR_NONE) Tensor labels,
      @In(Domain.BOX) Tensor boxes,
      @In(Domain.PROBABILITY) Tensor centerness) {}

  /** Requires a weight from 0 to 1 and an exponent of 0 or more. */
  public Fcos {
    require(0 <= alpha && alpha <= 1, "alpha must lie between 0 and 1, was %s", alpha);
    requireNonNegative(gamma, "gamma");
  }

  /** Makes the loss with the numbers of its source. */
  public Fcos() {
    this(0.25, 2);
  }

  @Override
  public SequencedMap<String, Tensor> terms(Prediction prediction, Target target) {
    Tensor object = target.labels().ge(0);
    Tensor isClass = Parts.isClass(prediction.logits(), target.labels());
    Tensor focal = Parts.focal(prediction.logits(), isClass, alpha, gamma).sum(2);
    Tensor boxes =
        new Giou(1e-7)
            .loss(Parts.boxes(object, prediction.boxes()), Parts.boxes(object, target.boxes()));
    Tensor central = Parts.binary(prediction.centerness(), target.centerness());
    Tensor count = Parts.count(object, focal.dtype());
    SequencedMap<String, Tensor> terms =
        Parts.named(
            "classes", focal.sum(1).div(count), "boxes", Parts.sum(boxes, object).div(count));
    terms.put("centerness", Parts.sum(central, object).div(count));
    return terms;
  }
}
