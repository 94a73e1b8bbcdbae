package org.thalweg.loss.multiclass;

import java.util.List;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The cross-entropy of classes on logits that the classes' counts shift: of {@code p_c + log n_c}.
 *
 * <p>It is {@link LogitAdjusted} with a tau of 1. Predictions are any numbers of shape [N, C, d1,
 * ...], or [C] for one example; targets are class indices of shape [N, d1, ...], or a distribution
 * of the prediction's shape. Values have the prediction's shape without C. Ren et al., "Balanced
 * meta-softmax for long-tailed visual recognition", 2020.
 *
 * @param counts how many examples each class has, above 0; none for equal counts
 */
@Named("balanced-softmax")
@Doc("A cross-entropy of classes that makes up for their counts, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "log(sum_c n_c exp(p_c)) - p_t - log(n_t)",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    identities = "= logit-adjusted",
    use = "For rare classes that count as much as common ones.",
    tasks = Task.MULTICLASS,
    strengths = Strength.IMBALANCE,
    paper = "Ren et al. 2020, arXiv:2007.10740")
public record BalancedSoftmax(
    @Default("") @Doc("How many examples each class has.") List<Double> counts)
    implements ClassificationLoss {
  /** Requires positive counts. */
  public BalancedSoftmax {
    Classes.requirePositive(counts, "counts");
    counts = List.copyOf(counts);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor logits =
        counts.isEmpty()
            ? prediction
            : prediction.add(Classes.column(this, "counts", counts, prediction).log());
    return Classes.crossEntropy(logits, target);
  }
}
