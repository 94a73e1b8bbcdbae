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
 * The multi-similarity loss of each example: {@code log(1 + sum_p exp(-a (s_p - l))) / a + log(1 +
 * sum_n exp(b (s_n - l))) / b} over the cosines s with others p of its label and n of other labels.
 *
 * <p>Predictions are vectors [N, D], targets any labels [N]; values are [N]. Wang et al.,
 * "Multi-similarity loss with general pair weighting for deep metric learning", 2019, without its
 * choice of pairs.
 *
 * @param alpha the sharpness a of positives, above 0
 * @param beta the sharpness b of negatives, above 0
 * @param base the cosine l that parts them
 */
@Named("multi-similarity")
@Doc("Soft maxima of an example's unlike positives and of its like negatives.")
@LossCard(
    family = Family.EMBEDDING,
    formula =
        "log(1 + sum_p exp(-alpha (s_p - base))) / alpha + log(1 + sum_n exp(beta (s_n - base))) / beta",
    target = Domain.LABEL,
    shape = "N D; N -> N",
    traits = Trait.SCALE_INVARIANT,
    use = "A strong choice for retrieval with several examples of each label in a batch.",
    tasks = Task.EMBEDDING,
    strengths = Strength.EASY_EXAMPLES,
    paper = "Wang et al. 2019, arXiv:1904.06627")
public record MultiSimilarity(
    @Default("2.0") @Doc("The sharpness of positives.") double alpha,
    @Default("50.0") @Doc("The sharpness of negatives.") double beta,
    @Default("0.5") @Doc("The cosine that parts them.") double base)
    implements BatchLoss<Tensor, Tensor> {
  /** Requires positive sharpness and a finite base. */
  public MultiSimilarity {
    requirePositive(alpha, "alpha");
    requirePositive(beta, "beta");
    require(Double.isFinite(base), "base must be finite, was %s", base);
  }

  /** Makes the loss with a sharpness of 2 and 50 at a cosine of 0.5. */
  public MultiSimilarity() {
    this(2, 50, 0.5);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor labels, Tensor counted) {
    Tensor above = Vectors.cosines(prediction, prediction).sub(base);
    Tensor near = Pairs.logOnePlusSumExp(above.mul(-alpha), Pairs.positive(labels, counted));
    Tensor far = Pairs.logOnePlusSumExp(above.mul(beta), Pairs.negative(labels, counted));
    return near.div(alpha).add(far.div(beta));
  }
}
