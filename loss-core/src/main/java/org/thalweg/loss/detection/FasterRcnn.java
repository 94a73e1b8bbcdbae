package org.thalweg.loss.detection;

import static org.thalweg.api.Checks.requireNonNegative;

import java.util.SequencedMap;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.MultiPart;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The loss of Faster R-CNN: that of its proposals, {@link Rpn}, and that of its head, {@link
 * RoiHead}. The parts are {@code objectness}, {@code proposals}, {@code classes} and {@code boxes}.
 *
 * <p>Values are [N], one for each image. An image without objects has finite values and gradients.
 * Ren et al., "Faster R-CNN", 2015; numbers as in torchvision.
 *
 * @param beta where the losses of boxes turn from a square to a line, 0 or more
 */
@Named("faster-rcnn")
@Doc("The loss of both stages of Faster R-CNN, in four parts.")
@LossCard(
    family = Family.DETECTION,
    formula = "rpn(p, t) + head(p, t)",
    shape = "N A, N A 4, N R C, N R C 4; N A, N A, N A 4, N R, N R 4 -> N",
    link = "softmax",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.ROBUST},
    use = "Detectors in two stages that are trained at once.",
    tasks = Task.DETECTION,
    strengths = Strength.IMBALANCE,
    paper = "Ren et al. 2015, arXiv:1506.01497")
public record FasterRcnn(
    @Default("0.1111111111111111") @Doc("Where the losses of boxes turn from a square to a line.")
        double beta)
    implements MultiPart<FasterRcnn.Prediction, FasterRcnn.Target> {
  /**
   * What a network says.
   *
   * @param anchors of anchors
   * @param regions of regions
   */
  public record Prediction(Rpn.Prediction anchors, RoiHead.Prediction regions) {}

  /**
   * What is true.
   *
   * @param anchors of anchors
   * @param regions of regions
   */
  public record Target(Rpn.Target anchors, RoiHead.Target regions) {}

  /** Requires a number of 0 or more. */
  public FasterRcnn {
    requireNonNegative(beta, "beta");
  }

  @Override
  public SequencedMap<String, Tensor> terms(Prediction prediction, Target target) {
    SequencedMap<String, Tensor> terms =
        new Rpn(beta).terms(prediction.anchors(), target.anchors());
    terms.putAll(new RoiHead(beta).terms(prediction.regions(), target.regions()));
    return terms;
  }
}
