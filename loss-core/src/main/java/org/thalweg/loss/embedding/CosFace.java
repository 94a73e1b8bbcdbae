package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.requireNonNegative;
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
 * CosFace: the cross-entropy of scaled cosines with the prototypes of classes, where that with the
 * own class is made smaller by a margin: {@code s (cos(a) - m)} for it.
 *
 * <p>Predictions are vectors [N, D] and prototypes [C, D], targets class indices [N], values [N].
 * Wang et al., "CosFace: large margin cosine loss for deep face recognition", 2018.
 *
 * @param margin the margin m of the cosine, 0 or more
 * @param scale the factor s of cosines, above 0
 */
@Named("cosface")
@Doc("Cross-entropy of cosines with a margin of the cosine with the own class.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "log(1 + sum_(c != t) exp(scale (cos(a_c) - cos(a_t) + margin)))",
    target = Domain.CLASS_INDEX,
    shape = "N D, C D; N -> N",
    traits = Trait.SCALE_INVARIANT,
    use = "As arcface, which it trains more easily than.",
    tasks = Task.EMBEDDING,
    strengths = Strength.MANY_CLASSES,
    paper = "Wang et al. 2018, arXiv:1801.09414")
public record CosFace(
    @Default("0.35") @Doc("The margin of the cosine.") double margin,
    @Default("64.0") @Doc("The factor of cosines.") double scale)
    implements Loss<Prototypes, Tensor> {
  /** Requires a margin and a positive scale. */
  public CosFace {
    requireNonNegative(margin, "margin");
    requirePositive(scale, "scale");
  }

  /** Makes the loss with a margin of 0.35 and a scale of 64. */
  public CosFace() {
    this(0.35, 64);
  }

  @Override
  public Tensor loss(Prototypes prediction, Tensor target) {
    Tensor cosines = Vectors.cosines(prediction.embedding(), prediction.prototypes());
    Tensor own = ClassificationLoss.isLabel(cosines, target);
    Tensor logits = where(own, cosines.sub(margin), cosines).mul(scale);
    return new CrossEntropy(0).loss(logits, target);
  }
}
