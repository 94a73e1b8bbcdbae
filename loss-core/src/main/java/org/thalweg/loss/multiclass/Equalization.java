package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import java.util.List;
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

/**
 * The equalisation loss: the sum over classes of the cross-entropy of yes and no, in which a rare
 * class is never told no: {@code softplus(-p_t) + sum_{c != t, f_c >= threshold} softplus(p_c)}.
 *
 * <p>f_c is the share of class c among the counts. Predictions are any numbers of shape [N, C, d1,
 * ...], targets are class indices of shape [N, d1, ...], which the values have too. Tan et al.,
 * "Equalization loss for long-tailed object recognition", 2020.
 *
 * @param threshold the share below which a class is rare, from 0 to 1
 * @param counts how many examples each class has, above 0; none for equal counts, of which none is
 *     rare
 */
@Named("equalization")
@Doc("A cross-entropy of yes and no of each class in which rare classes are never told no.")
@LossCard(
    family = Family.MULTICLASS,
    formula = "softplus(-p_t) + sum_(c != t, f_c >= threshold) softplus(p_c)",
    shape = "N C ...; N ... -> N ...",
    target = Domain.CLASS_INDEX,
    link = "logistic",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use =
        "For very many classes with a long tail, whose rare ones drown in negatives of the common ones.",
    tasks = {Task.MULTICLASS, Task.DETECTION},
    strengths = {Strength.IMBALANCE, Strength.MANY_CLASSES},
    paper = "Tan et al. 2020, arXiv:2003.05176")
public record Equalization(
    @Default("0.00176") @Doc("The share below which a class is rare.") double threshold,
    @Default("") @Doc("How many examples each class has.") List<Double> counts)
    implements Loss<Tensor, Tensor> {
  /** Requires a threshold from 0 to 1 and positive counts. */
  public Equalization {
    require(
        0 <= threshold && threshold <= 1, "threshold must lie between 0 and 1, was %s", threshold);
    Classes.requirePositive(counts, "counts");
    counts = List.copyOf(counts);
  }

  /** Makes the loss of equal counts. */
  public Equalization() {
    this(0.00176, List.of());
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor own = ClassificationLoss.isLabel(prediction, target);
    Tensor no = prediction.softplus();
    if (!counts.isEmpty()) {
      double total = counts.stream().mapToDouble(Double::doubleValue).sum();
      Tensor shares = Classes.column(this, "counts", counts, prediction).div(total);
      no = where(shares.ge(threshold), no, 0);
    }
    return where(own, prediction.neg().softplus(), no).sum(1);
  }
}
