package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The margin loss of all rivals: {@code sum_{c != t} max(0, margin - p_t + p_c)^p / C}.
 *
 * <p>Predictions are any numbers of shape [N, C, d1, ...], targets are class indices of shape [N,
 * d1, ...], which the values have too. The gradient at the margin is 0. Weston and Watkins,
 * "Support vector machines for multi-class pattern recognition", 1999.
 *
 * @param p the power, 1 or 2
 * @param margin how far the class is to score above others
 */
@Named("multi-margin")
@Doc("How far the score of the class is not above all others by a margin.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "(sum_(c != t) max(0, margin - p_t + p_c)^p)/C",
    shape = "N C ...; N ... -> N ...",
    target = Domain.CLASS_INDEX,
    link = "argmax",
    traits = Trait.CONVEX,
    use = "For multi-class machines with a margin; every rival within it moves.",
    tasks = Task.MULTICLASS,
    paper = "Weston and Watkins 1999")
public record MultiMargin(
    @Default("1") @Doc("The power, 1 or 2.") int p,
    @Default("1.0") @Doc("How far the class is to score above others.") double margin)
    implements Loss<Tensor, Tensor> {
  /** Requires a power of 1 or 2 and a finite margin. */
  public MultiMargin {
    require(p == 1 || p == 2, "p must be 1 or 2, was %s", p);
    require(Double.isFinite(margin), "margin must be finite, was %s", margin);
  }

  /** Makes the loss with a power of 1 and a margin of 1. */
  public MultiMargin() {
    this(1, 1);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor own = ClassificationLoss.isLabel(prediction, target);
    Tensor ahead = prediction.sub(where(own, prediction, 0).sumKeep(1));
    Tensor each = ahead.add(margin).relu().pow(p);
    return where(own, 0, each).sum(1).mul(1.0 / prediction.dim(1));
  }
}
