package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.requireNonNegative;
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
 * The hinge loss of Crammer and Singer: {@code max_c (p_c + margin [c != t]) - p_t}.
 *
 * <p>Predictions are any numbers of shape [N, C, d1, ...], targets are class indices of shape [N,
 * d1, ...], which the values have too. Scores that tie share the gradient, the class's own too at
 * the margin. Crammer and Singer, "On the algorithmic implementation of multiclass kernel-based
 * vector machines", 2001.
 *
 * @param margin how far the class is to score above others, 0 or more
 */
@Named("crammer-singer")
@Doc("How far the score of the class is not above the best other by a margin.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "max_c(p_c + margin [c != t]) - p_t",
    shape = "N C ...; N ... -> N ...",
    target = Domain.CLASS_INDEX,
    link = "argmax",
    traits = {Trait.CONVEX, Trait.ROBUST},
    identities = "margin=0 = multiclass-perceptron",
    use = "For multi-class machines with a margin; only the best rival moves.",
    tasks = Task.MULTICLASS,
    paper = "Crammer and Singer 2001")
public record CrammerSinger(
    @Default("1.0") @Doc("How far the class is to score above others.") double margin)
    implements Loss<Tensor, Tensor> {
  /** Requires a margin of 0 or more. */
  public CrammerSinger {
    requireNonNegative(margin, "margin");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor own = ClassificationLoss.isLabel(prediction, target);
    Tensor ahead = prediction.sub(where(own, prediction, 0).sumKeep(1));
    return where(own, 0, ahead.add(margin)).max(1);
  }
}
