package org.thalweg.loss.detection;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import java.util.SequencedMap;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.MultiPart;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.loss.support.Assignment;

/**
 * The set loss of DETR: objects are assigned to queries at the least cost, exactly; then the
 * cross-entropy of all queries, and the absolute errors and the generalised IoU loss of the boxes
 * of those with an object.
 *
 * <p>Predictions are logits [N, Q, C + 1], whose last class is no object, and boxes [N, Q, 4];
 * targets are labels [N, M], -1 for places that hold none, and boxes [N, M, 4]. Boxes are shares of
 * the image. Values are [N]: the cross-entropy is a weighted mean over queries, the other parts
 * sums over objects, divided by their number, or 1. Absolute errors are those of centres and
 * extents. The cost of a pair is {@code -classWeight q_t + boxWeight L1 + giouWeight giou}; the
 * assignment has no gradient. Objects beyond the number of queries are left out. The parts are
 * {@code classes}, {@code boxes} and {@code giou}. Carion et al., "End-to-end object detection with
 * transformers", 2020.
 *
 * @param classWeight the factor of classes, 0 or more
 * @param boxWeight the factor of absolute errors, 0 or more
 * @param giouWeight the factor of the generalised IoU loss, 0 or more
 * @param noObjectWeight the weight of queries without object in the cross-entropy, above 0
 */
@Named("detr")
@Doc("The set loss of DETR: the best assignment of objects, their classes and boxes.")
@LossCard(
    family = Family.DETECTION,
    formula =
        "classWeight mean(w ce) + (boxWeight sum(|e|) + giouWeight sum(giou)) / max(1, objects)",
    shape = "N Q C+1, N Q 4; N M, N M 4 -> N",
    link = "softmax",
    use = "Detectors that answer with a set, without anchors and without suppression of doubles.",
    tasks = Task.DETECTION,
    strengths = Strength.IMBALANCE,
    paper = "Carion et al. 2020, arXiv:2005.12872")
public record Detr(
    @Default("1.0") @Doc("The factor of classes.") double classWeight,
    @Default("5.0") @Doc("The factor of absolute errors of boxes.") double boxWeight,
    @Default("2.0") @Doc("The factor of the generalised IoU loss.") double giouWeight,
    @Default("0.1") @Doc("The weight of queries without object.") double noObjectWeight)
    implements MultiPart<Detr.Prediction, Detr.Target> {
  /**
   * What a network says of queries.
   *
   * @param logits scores of classes, the last of which is no object
   * @param boxes boxes
   */
  public record Prediction(Tensor logits, @In(Domain.BOX) Tensor boxes) {}

  /**
   * The objects of images.
   *
   * @param labels classes, -1 for none
   * @param boxes boxes; any where there is none
   */
  public record Target(
      @In(Domain.CLASS_INDEX_OR_NONE) Tensor labels, @In(Domain.BOX) Tensor boxes) {}

  /** Requires factors of 0 or more and a positive weight. */
  public Detr {
    requireNonNegative(classWeight, "classWeight");
    requireNonNegative(boxWeight, "boxWeight");
    requireNonNegative(giouWeight, "giouWeight");
    requirePositive(noObjectWeight, "noObjectWeight");
  }

  /** Makes the loss with the numbers of its source. */
  public Detr() {
    this(1, 5, 2, 0.1);
  }

  @Override
  public SequencedMap<String, Tensor> terms(Prediction prediction, Target target) {
    Tensor object = target.labels().ge(0);
    Tensor known = Parts.boxes(object, target.boxes());
    Tensor query = Assignment.of(cost(prediction, target.labels(), known), object);
    Tensor found = query.ge(0);
    Tensor boxes = pick(prediction.boxes(), where(found, query, Tensors.zerosLike(query)));
    boxes = Parts.boxes(found, boxes);
    known = Parts.boxes(found, known);
    Tensor count = Parts.count(object, boxes.dtype());
    Tensor off = centered(boxes).sub(centered(known)).abs().sum(-1);
    Tensor apart = new Giou(1e-7).loss(boxes, known);
    SequencedMap<String, Tensor> terms =
        Parts.named(
            "classes", classes(prediction.logits(), target.labels(), query).mul(classWeight),
            "boxes", Parts.sum(off, found).div(count).mul(boxWeight));
    terms.put("giou", Parts.sum(apart, found).div(count).mul(giouWeight));
    return terms;
  }

  /** Returns the cost of each query for each object, [N, Q, M]. */
  private Tensor cost(Prediction prediction, Tensor labels, Tensor known) {
    long queries = prediction.logits().dim(1);
    Shape pairs = Shape.of(labels.dim(0), queries, labels.dim(1));
    Shape corners = pairs.concat(Shape.of(4));
    Tensor classes = where(labels.lt(0), Tensors.zerosLike(labels), labels).unsqueeze(1);
    Tensor share = prediction.logits().softmax(2).takeAlong(classes.broadcastTo(pairs), 2);
    Tensor boxes = prediction.boxes().unsqueeze(2).broadcastTo(corners);
    Tensor others = known.unsqueeze(1).broadcastTo(corners);
    Tensor off = centered(boxes).sub(centered(others)).abs().sum(-1);
    Tensor apart = new Giou(1e-7).loss(boxes, others);
    return off.mul(boxWeight).add(apart.mul(giouWeight)).sub(share.mul(classWeight));
  }

  /** Returns the weighted mean of the cross-entropy of queries. */
  private Tensor classes(Tensor logits, Tensor labels, Tensor query) {
    Tensor number = Tensors.arange(logits.dim(1), query.dtype()).unsqueeze(1);
    Tensor hit = query.unsqueeze(1).eq(number); // [N, Q, M]
    Tensor label = where(hit, labels.unsqueeze(1), 0).sum(2);
    Tensor busy = hit.any(2);
    Tensor none = Tensors.fullLike(label, logits.dim(2) - 1.0);
    Tensor entropy = Parts.entropy(logits, where(busy, label, none));
    Tensor weight = where(busy, 1, Tensors.fullLike(entropy, noObjectWeight));
    return entropy.mul(weight).sum(1).div(weight.sum(1));
  }

  private static Tensor pick(Tensor boxes, Tensor query) {
    Shape shape = query.shape().concat(Shape.of(4));
    return boxes.takeAlong(query.unsqueeze(2).broadcastTo(shape), 1);
  }

  private static Tensor centered(Tensor box) {
    return Tensors.stack(
        -1,
        Overlap.center(box, 0),
        Overlap.center(box, 1),
        Overlap.extent(box, 0),
        Overlap.extent(box, 1));
  }
}
