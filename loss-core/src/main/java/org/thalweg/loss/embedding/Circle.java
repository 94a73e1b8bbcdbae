package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;

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
 * The circle loss of each example: {@code log(1 + sum_n exp(g a_n (s_n - m)) sum_p exp(-g a_p (s_p
 * - 1 + m)))} over the cosines s with others n of other labels and p of its own.
 *
 * <p>Each cosine has its own pace, {@code a_n = max(0, s_n + m)} and {@code a_p = max(0, 1 + m -
 * s_p)}, which has no gradient. Predictions are vectors [N, D], targets any labels [N]; values are
 * [N]. Examples that have none of their label, or none of another, do not count. Sun et al.,
 * "Circle loss", 2020.
 *
 * @param gamma the scale g, above 0
 * @param margin the relaxation m, from 0 to 1
 */
@Named("circle")
@Doc("All positives of an example against all its negatives, each weighted by how wrong it is.")
@LossCard(
    family = Family.EMBEDDING,
    formula =
        "log(1 + sum_n exp(gamma a_n (s_n - margin)) sum_p exp(-gamma a_p (s_p - 1 + margin)))",
    target = Domain.LABEL,
    shape = "N D; N -> N",
    traits = {Trait.SCALE_INVARIANT, Trait.PARTIAL_GRADIENT},
    use = "Batches of several examples of each label, where triplets and pairs stop improving.",
    tasks = Task.EMBEDDING,
    strengths = Strength.EASY_EXAMPLES,
    paper = "Sun et al. 2020, arXiv:2002.10857")
public record Circle(
    @Default("80.0") @Doc("The scale.") double gamma,
    @Default("0.4") @Doc("The relaxation.") double margin)
    implements BatchLoss<Tensor, Tensor> {
  /** Requires a positive scale and a margin from 0 to 1. */
  public Circle {
    requirePositive(gamma, "gamma");
    require(0 <= margin && margin <= 1, "margin must lie between 0 and 1, was %s", margin);
  }

  /** Makes the loss with a scale of 80 and a margin of 0.4. */
  public Circle() {
    this(80, 0.4);
  }

  @Override
  public Tensor counts(Tensor prediction, Tensor labels, Tensor counted) {
    return Pairs.positive(labels, counted).any(1).and(Pairs.negative(labels, counted).any(1));
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor labels, Tensor counted) {
    Tensor cosine = Vectors.cosines(prediction, prediction);
    Tensor lack = cosine.rsub(1 + margin).relu().stopGradient().mul(-gamma);
    Tensor excess = cosine.add(margin).relu().stopGradient().mul(gamma);
    Tensor near =
        Pairs.logSumExp(lack.mul(cosine.sub(1 - margin)), Pairs.positive(labels, counted));
    Tensor far = Pairs.logSumExp(excess.mul(cosine.sub(margin)), Pairs.negative(labels, counted));
    return near.add(far).softplus();
  }
}
