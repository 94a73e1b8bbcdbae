package org.thalweg.loss.multiclass;

import static org.thalweg.api.Checks.requireNonNegative;
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
 * The seesaw loss: the cross-entropy of classes on logits {@code p_c + log S_tc}, with {@code log
 * S_tc = p min(0, log(n_c / n_t)) + q max(0, log(s_c / max(s_t, 0.01)))} for rivals, where s is the
 * softmax of p, constant to the gradient.
 *
 * <p>The first term spares classes that are rarer than the target, the second punishes those that
 * score above it. Predictions are any numbers of shape [N, C, d1, ...], targets are class indices
 * of shape [N, d1, ...], which the values have too. Counts are given, not gathered on the way. Wang
 * et al., "Seesaw loss for long-tailed instance segmentation", 2021.
 *
 * @param p how far rarer classes are spared, 0 or more
 * @param q how far better scores are punished, 0 or more
 * @param counts how many examples each class has, above 0; none for equal counts
 */
@Named("seesaw")
@Doc("A cross-entropy of classes that spares rare rivals unless they score high, on logits.")
@LossCard(
    family = Family.MULTICLASS,
    formula =
        "log(sum_c exp(z_c)) - p_t, z_c = p_c + p min(0, log(n_c/n_t)) + q max(0, log(s_c/max(s_t, 0.01))), s = softmax(p)",
    shape = "N C ...; N ... -> N ...",
    target = Domain.CLASS_INDEX,
    link = "softmax",
    traits = {Trait.PARTIAL_GRADIENT, Trait.ROBUST},
    identities = "p=0 q=0 = cross-entropy",
    use = "For very many classes with a long tail, as in instance segmentation.",
    tasks = {Task.MULTICLASS, Task.DETECTION, Task.SEGMENTATION},
    strengths = {Strength.IMBALANCE, Strength.MANY_CLASSES},
    paper = "Wang et al. 2021, arXiv:2008.10032")
public record Seesaw(
    @Default("0.8") @Doc("How far rarer classes are spared.") double p,
    @Default("2.0") @Doc("How far better scores are punished.") double q,
    @Default("") @Doc("How many examples each class has.") List<Double> counts)
    implements Loss<Tensor, Tensor> {
  private static final double LEAST = 0.01;

  /** Requires powers of 0 or more and positive counts. */
  public Seesaw {
    requireNonNegative(p, "p");
    requireNonNegative(q, "q");
    Classes.requirePositive(counts, "counts");
    counts = List.copyOf(counts);
  }

  /** Makes the loss of equal counts with powers of 0.8 and 2. */
  public Seesaw() {
    this(0.8, 2, List.of());
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor own = ClassificationLoss.isLabel(prediction, target);
    Tensor log = prediction.stopGradient().logSoftmax(1);
    Tensor score = where(own, log, 0).sumKeep(1).maximum(Math.log(LEAST));
    Tensor shift = log.sub(score).relu().mul(q);
    if (!counts.isEmpty()) {
      Tensor size = Classes.column(this, "counts", counts, prediction).log();
      Tensor ratio = size.sub(where(own, size, 0).sumKeep(1));
      shift = shift.add(ratio.minimum(0).mul(p));
    }
    return Classes.crossEntropy(prediction.add(where(own, 0, shift)), target);
  }
}
