package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.multiclass.CrossEntropy;

/**
 * ArcFace: the cross-entropy of scaled cosines with the prototypes of classes, where the angle to
 * the own class is made larger by a margin: {@code s cos(a + m)} for it.
 *
 * <p>Where {@code a + m} is beyond a straight angle, {@code cos(a) - m sin(m)} stands in, so that
 * the loss still rises. Predictions are vectors [N, D] and prototypes [C, D], targets class indices
 * [N], values [N]. The sine of an angle of 0 has no gradient. Deng et al., "ArcFace: additive
 * angular margin loss for deep face recognition", 2019.
 *
 * @param margin the margin m in radians, from 0 to a straight angle
 * @param scale the factor s of cosines, above 0
 */
@Named("arcface")
@Doc("Cross-entropy of cosines with a margin of the angle to the own class.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "log(1 + sum_(c != t) exp(scale (cos(a_c) - cos(a_t + margin))))",
    target = Domain.CLASS_INDEX,
    shape = "N D, C D; N -> N",
    traits = Trait.SCALE_INVARIANT,
    use = "Recognition of persons and things that are not among the classes of the training.",
    tasks = Task.EMBEDDING,
    strengths = Strength.MANY_CLASSES,
    identities = {"margin=0 = cosface margin=0", "margin=0 scale=20 = normalized-softmax"},
    paper = "Deng et al. 2019, arXiv:1801.07698")
public record ArcFace(
    @Default("0.5") @Doc("The margin of the angle, in radians.") double margin,
    @Default("64.0") @Doc("The factor of cosines.") double scale)
    implements Loss<Prototypes, Tensor> {
  /** Requires an angle and a positive scale. */
  public ArcFace {
    require(0 <= margin && margin < Math.PI, "margin must lie from 0 to below pi, was %s", margin);
    requirePositive(scale, "scale");
  }

  /** Makes the loss with a margin of 0.5 and a scale of 64. */
  public ArcFace() {
    this(0.5, 64);
  }

  @Override
  public Tensor loss(Prototypes prediction, Tensor target) {
    Tensor x = Vectors.unit(prediction.embedding());
    Tensor classes = Vectors.unit(prediction.prototypes());
    return loss(x, classes.take(target, 0), x.matmul(classes.t()), target);
  }

  /** Returns the loss of unit vectors, given their own prototypes and the cosines with all. */
  Tensor loss(Tensor x, Tensor own, Tensor cosines, Tensor target) {
    Tensor cosine = x.mul(own).sum(-1);
    Tensor sine = x.sub(own.mul(cosine.unsqueeze(-1))).norm(-1);
    Tensor turned = cosine.mul(Math.cos(margin)).sub(sine.mul(Math.sin(margin)));
    Tensor beyond = cosine.sub(margin * Math.sin(margin));
    Tensor wider = where(cosine.lt(Math.cos(Math.PI - margin)), beyond, turned);
    return crossEntropy(cosines, wider, target, scale);
  }

  /** Returns the cross-entropy of scaled cosines [N, C], given others [N] for the own class. */
  static Tensor crossEntropy(Tensor cosines, Tensor own, Tensor target, double scale) {
    Tensor logits =
        where(ClassificationLoss.isLabel(cosines, target), own.unsqueeze(1), cosines).mul(scale);
    return new CrossEntropy(0).loss(logits, target);
  }
}
