package org.thalweg.loss.detection;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * The complete IoU loss of boxes: that of {@link Diou} and {@code a v}, with {@code v = 4 / pi^2
 * (atan(w_t / h_t) - atan(w_p / h_p))^2} and {@code a = v / (1 - IoU + v + epsilon)}.
 *
 * <p>The factor a has no gradient, as in its source. Prediction and target are boxes [..., 4],
 * values [...]. A box without height has the aspect of a vertical limit, a point that of 0; both
 * have finite gradients. Zheng et al., "Distance-IoU loss", 2020.
 *
 * @param epsilon what keeps the factor a finite, above 0; as in torchvision, the other denominators
 *     have 1e-7
 */
@Named("ciou")
@Doc("The IoU loss of two boxes, the distance of their centres, and how their aspects differ.")
@LossCard(
    family = Family.DETECTION,
    formula = "1 - I / U + d^2 / c^2 + v^2 / (1 - I / U + v + epsilon)",
    prediction = Domain.BOX,
    target = Domain.BOX,
    shape = "... 4; ... 4 -> ...",
    traits = {Trait.SYMMETRIC, Trait.PARTIAL_GRADIENT},
    use = "As diou, when the shape of boxes counts too; the usual choice of YOLO models.",
    tasks = Task.DETECTION,
    paper = "Zheng et al. 2020, arXiv:1911.08287")
public record Ciou(
    @Default("1e-7") @Doc("What keeps the factor of the aspects finite.") double epsilon)
    implements Loss<Tensor, Tensor> {
  private static final double LEAST = 1e-7;

  /** Requires a positive number. */
  public Ciou {
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Overlap overlap = Overlap.of(prediction, target, LEAST);
    Tensor aspect = aspect(target).sub(aspect(prediction)).mul(2 / Math.PI).square();
    Tensor off = overlap.iou().rsub(1);
    Tensor factor = aspect.div(off.add(aspect).add(epsilon)).stopGradient();
    return off.add(overlap.distance(prediction, target, LEAST)).add(factor.mul(aspect));
  }

  /** Returns the angle whose tangent is width over height; 0, without gradient, for a point. */
  private static Tensor aspect(Tensor box) {
    Tensor height = Overlap.extent(box, 1);
    Tensor sign = where(height.lt(0), -1, Tensors.onesLike(height));
    Tensor width = Overlap.extent(box, 0).mul(sign);
    height = height.mul(sign);
    Tensor point = width.square().add(height.square()).eq(0);
    return where(point, 0, where(point, 0, width).atan2(where(point, 1, height)));
  }
}
