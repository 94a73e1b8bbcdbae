package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.arange;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * ArcFace with several prototypes for each class, of which the nearest counts.
 *
 * <p>Predictions are vectors [N, D] and prototypes [C, K, D], K for each class; targets are class
 * indices [N], values [N]. One prototype for each class makes it {@link ArcFace}. Deng et al.,
 * "Sub-center ArcFace: boosting face recognition by large-scale noisy web faces", 2020.
 *
 * @param margin the margin of the angle in radians, from 0 to a straight angle
 * @param scale the factor of cosines, above 0
 */
@Named("sub-center-arcface")
@Doc("ArcFace with several prototypes for each class, of which the nearest counts.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "log(1 + sum_(c != t) exp(scale (max_k cos(a_ck) - cos(a_t + margin))))",
    target = Domain.CLASS_INDEX,
    shape = "N D, C K D; N -> N",
    traits = Trait.SCALE_INVARIANT,
    use = "As arcface, where labels are noisy or classes fall into parts.",
    tasks = Task.EMBEDDING,
    strengths = {Strength.MANY_CLASSES, Strength.LABEL_NOISE},
    paper = "Deng et al. 2020")
public record SubCenterArcFace(
    @Default("0.5") @Doc("The margin of the angle, in radians.") double margin,
    @Default("64.0") @Doc("The factor of cosines.") double scale)
    implements Loss<Prototypes, Tensor> {
  /** Requires an angle and a positive scale. */
  public SubCenterArcFace {
    require(0 <= margin && margin < Math.PI, "margin must lie from 0 to below pi, was %s", margin);
    requirePositive(scale, "scale");
  }

  /** Makes the loss with a margin of 0.5 and a scale of 64. */
  public SubCenterArcFace() {
    this(0.5, 64);
  }

  @Override
  public Tensor loss(Prototypes prediction, Tensor target) {
    Tensor x = Vectors.unit(prediction.embedding());
    Tensor classes = Vectors.unit(prediction.prototypes());
    Tensor cosines = SoftTriple.cosines(x, classes).max(2);
    Tensor own = classes.take(target, 0);
    Tensor nearest = own.mul(x.unsqueeze(1)).sum(-1).argmax(1).unsqueeze(1);
    Tensor chosen = nearest.eq(arange(own.dim(1), nearest.dtype())).unsqueeze(-1);
    return new ArcFace(margin, scale).loss(x, where(chosen, own, 0).sum(1), cosines, target);
  }
}
