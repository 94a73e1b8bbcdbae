package org.thalweg.loss.binary;

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
 * One less the F-score of soft decisions: {@code (FP + beta^2 FN) / ((1 + beta^2) TP + beta^2 FN +
 * FP)}, where TP, FN, FP are sums over the batch of {@code t s}, {@code t (1 - s)}, {@code (1 - t)
 * s}, with {@code s = sigmoid(p)}.
 *
 * <p>Predictions are any numbers of shape [N, ...], targets are from 0 to 1 in that shape; there is
 * one value for the batch, which is not the mean over its parts. A batch without positives has no
 * F-score and gives 0.
 *
 * @param beta how much more finding counts than not crying wolf, above 0
 */
@Named("soft-f-beta")
@Doc("One less the F-score of soft decisions over a batch, on logits.")
@LossCard(
    family = Family.BINARY,
    formula = "1 - (1 + beta^2) TP/((1 + beta^2) TP + beta^2 FN + FP)",
    shape = "N ...; N ... -> ",
    target = Domain.PROBABILITY,
    link = "logistic",
    traits = Trait.ROBUST,
    use =
        "To tune a model for the F-score itself, on batches that are large enough to have several positives each, after a start with bce-logits.",
    tasks = {Task.BINARY, Task.MULTILABEL},
    strengths = Strength.IMBALANCE)
public record SoftFBeta(
    @Default("1.0") @Doc("How much more finding counts than not crying wolf.") double beta)
    implements BatchLoss<Tensor, Tensor> {
  /** Requires a positive beta. */
  public SoftFBeta {
    requirePositive(beta, "beta");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target, Tensor counted) {
    Confusion c = Confusion.of(this, prediction, target, counted);
    Tensor wrong = c.miss().mul(beta * beta).add(c.alarm());
    Tensor all = wrong.add(c.hit().mul(1 + beta * beta));
    Tensor none = c.hit().add(c.miss()).eq(0);
    return where(none, 0, wrong.div(where(none, 1, all)));
  }
}
