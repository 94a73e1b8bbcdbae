package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
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
import org.thalweg.api.tensor.Tensors;

/**
 * The cross-entropy of classes with a margin that is larger for rare ones: of {@code scale (p_c -
 * m_t [c = t])}, with {@code m_c = maxMargin (n_min / n_c)^(1/4)}.
 *
 * <p>Predictions are any numbers of shape [N, C, d1, ...], cosines as a rule; targets are class
 * indices of shape [N, d1, ...], which the values have too. Cao et al., "Learning imbalanced
 * datasets with label-distribution-aware margin loss", 2019.
 *
 * @param maxMargin the margin of the rarest class, 0 or more
 * @param scale what scores are multiplied by, above 0
 * @param counts how many examples each class has, above 0; none for equal counts
 */
@Named("ldam")
@Doc("A cross-entropy of classes with larger margins for rare ones, on cosines.")
@LossCard(
    family = Family.MULTICLASS,
    formula =
        "log(sum_c exp(z_c)) - z_t, z_c = scale (p_c - m_t [c = t]), m_c = maxMargin (n_min/n_c)^(1/4)",
    shape = "N C ...; N ... -> N ...",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    identities = "maxMargin=0 scale=1 = cross-entropy",
    use =
        "For rare classes, on normalised features and weights; weigh classes too in the last epochs.",
    tasks = Task.MULTICLASS,
    strengths = Strength.IMBALANCE,
    paper = "Cao et al. 2019, arXiv:1906.07413")
public record Ldam(
    @Default("0.5") @Doc("The margin of the rarest class.") double maxMargin,
    @Default("30.0") @Doc("What scores are multiplied by.") double scale,
    @Default("") @Doc("How many examples each class has.") List<Double> counts)
    implements Loss<Tensor, Tensor> {
  /** Requires a margin of 0 or more, a positive scale and positive counts. */
  public Ldam {
    requireNonNegative(maxMargin, "maxMargin");
    requirePositive(scale, "scale");
    Classes.requirePositive(counts, "counts");
    counts = List.copyOf(counts);
  }

  /** Makes the loss of equal counts with a margin of 0.5 and a scale of 30. */
  public Ldam() {
    this(0.5, 30, List.of());
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor own = ClassificationLoss.isLabel(prediction, target);
    double rarest = counts.stream().mapToDouble(Double::doubleValue).min().orElse(1);
    List<Double> margins =
        counts.stream().map(count -> maxMargin * Math.pow(rarest / count, 0.25)).toList();
    Tensor margin =
        counts.isEmpty()
            ? Tensors.fullLike(prediction, maxMargin)
            : Classes.column(this, "counts", margins, prediction);
    return Classes.crossEntropy(prediction.sub(where(own, margin, 0)).mul(scale), target);
  }
}
