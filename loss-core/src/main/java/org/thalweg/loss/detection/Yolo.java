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
import org.thalweg.api.tensor.Tensors;

/**
 * The loss of YOLO models with anchors: the complete IoU loss of the boxes of anchors with an
 * object, the cross-entropy of whether there is one, and that of its classes, each a mean with a
 * factor.
 *
 * <p>Predictions are boxes [N, A, 4], logits of objectness [N, A] and of classes [N, A, C]; targets
 * are labels [N, A], -1 for no object, whether an anchor without object is ignored [N, A], since it
 * overlaps one, and boxes. Values are [N]. Boxes and classes are means over the anchors with an
 * object, objectness over those that are not ignored. The objectness that is wanted of an anchor
 * with an object is 1, or the overlap of its box, which then has no gradient. The parts are {@code
 * boxes}, {@code objectness} and {@code classes}. Redmon et al., "You only look once", 2016; form
 * and numbers as in version 5.
 *
 * @param boxWeight the factor of the boxes, 0 or more
 * @param objectnessWeight the factor of the objectness, 0 or more
 * @param classWeight the factor of the classes, 0 or more
 * @param overlapWanted whether the objectness that is wanted is the overlap of the box
 */
@Named("yolo")
@Doc("The loss of YOLO models: boxes, objectness and classes.")
@LossCard(
    family = Family.DETECTION,
    formula = "boxWeight mean(ciou) + objectnessWeight mean(bce) + classWeight mean(bce)",
    shape = "N A 4, N A, N A C; N A, N A, N A 4 -> N",
    link = "logistic",
    traits = Trait.PARTIAL_GRADIENT,
    use = "Fast detectors in one stage with a score of objectness.",
    tasks = Task.DETECTION,
    strengths = Strength.IMBALANCE,
    paper = "Redmon et al. 2016, arXiv:1506.02640")
public record Yolo(
    @Default("0.05") @Doc("The factor of the boxes.") double boxWeight,
    @Default("1.0") @Doc("The factor of the objectness.") double objectnessWeight,
    @Default("0.5") @Doc("The factor of the classes.") double classWeight,
    @Default("true") @Doc("Whether the objectness that is wanted is the overlap of the box.")
        boolean overlapWanted)
    implements MultiPart<Yolo.Prediction, Yolo.Target> {
  /**
   * What a network says of anchors.
   *
   * @param boxes boxes
   * @param objectness logits of whether there is an object
   * @param logits scores of classes
   */
  public record Prediction(@In(Domain.BOX) Tensor boxes, Tensor objectness, Tensor logits) {}

  /**
   * What is true of anchors.
   *
   * @param labels classes, -1 for no object
   * @param ignored whether an anchor without object does not count
   * @param boxes boxes; any where there is no object
   */
  public record Target(
      @In(Domain.CLASS_INDEX_OR_NONE) Tensor labels,
      @In(Domain.FLAG) Tensor ignored,
      @In(Domain.BOX) Tensor boxes) {}

  /** Requires factors of 0 or more. */
  public Yolo {
    requireNonNegative(boxWeight, "boxWeight");
    requireNonNegative(objectnessWeight, "objectnessWeight");
    requireNonNegative(classWeight, "classWeight");
  }

  /** Makes the loss with the factors of version 5. */
  public Yolo() {
    this(0.05, 1, 0.5, true);
  }

  @Override
  public SequencedMap<String, Tensor> terms(Prediction prediction, Target target) {
    Tensor object = target.labels().ge(0);
    Tensor boxes = Parts.boxes(object, prediction.boxes());
    Tensor off = new Ciou(1e-7).loss(boxes, Parts.boxes(object, target.boxes()));
    Tensor overlap = overlapWanted ? off.stopGradient().rsub(1).clamp(0, 1) : Tensors.onesLike(off);
    Tensor there = Parts.binary(prediction.objectness(), where(object, overlap, 0));
    Tensor isClass = Parts.isClass(prediction.logits(), target.labels());
    Tensor classes = Parts.binary(prediction.logits(), isClass).mean(2);
    Tensor counted = object.or(target.ignored().not());
    SequencedMap<String, Tensor> terms =
        Parts.named(
            "boxes", Parts.mean(off, object).mul(boxWeight),
            "objectness", Parts.mean(there, counted).mul(objectnessWeight));
    terms.put("classes", Parts.mean(classes, object).mul(classWeight));
    return terms;
  }
}
