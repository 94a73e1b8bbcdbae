package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The normalised temperature-scaled cross-entropy of each positive pair against the anchor's
 * negatives: {@code -log(exp(s_ip / T) / (exp(s_ip / T) + sum_n exp(s_in / T)))} with the cosine s.
 *
 * <p>Predictions are vectors [N, D]; targets are labels [N], the same for what belongs together,
 * such as two views of one image. The value is the mean over ordered pairs of one label, 0 without
 * any. Chen et al., "A simple framework for contrastive learning of visual representations", 2020.
 *
 * @param temperature what cosines are divided by, above 0
 */
@Named("nt-xent")
@Doc("The cross-entropy of each positive pair against the negatives of its anchor.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "log(1 + sum_n exp((s(i, n) - s(i, p)) / temperature))",
    target = Domain.LABEL,
    shape = "N D; N -> ",
    traits = Trait.SCALE_INVARIANT,
    use = "Self-supervised learning from two or more views of each example, in large batches.",
    tasks = Task.EMBEDDING,
    strengths = Strength.FEW_LABELS,
    paper = "Chen et al. 2020, arXiv:2002.05709")
public record NtXent(@Default("0.07") @Doc("What cosines are divided by.") double temperature)
    implements BatchLoss<Tensor, Tensor> {
  /** Requires a positive temperature. */
  public NtXent {
    requirePositive(temperature, "temperature");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor labels, Tensor counted) {
    Tensor logits = Vectors.cosines(prediction, prediction).div(temperature);
    Tensor negative = Pairs.negative(labels, counted);
    Tensor others = Pairs.logSumExp(logits, negative).unsqueeze(1);
    Tensor cost = where(negative.any(1).unsqueeze(1), others.sub(logits).softplus(), 0);
    return Pairs.mean(cost, Pairs.positive(labels, counted));
  }
}
