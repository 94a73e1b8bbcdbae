package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.requireBetween;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The angular loss of pairs of one label against all negatives: {@code log(1 + sum_n exp(4 tan^2(a)
 * (x_i + x_j) x_n - 2 (1 + tan^2(a)) x_i x_j))}, on vectors of length 1.
 *
 * <p>It bounds the angle at the negative of a triangle, whatever the triangle's size. Predictions
 * are vectors [N, D], targets any labels [N]; the value is the mean over pairs of one label, 0
 * without any. Wang et al., "Deep metric learning with angular loss", 2017.
 *
 * @param angle the largest angle at the negative, in degrees, between 0 and 90
 */
@Named("angular")
@Doc("Bounds the angle at the negative of each triplet.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "log(1 + sum_n exp(4 tan^2(angle) (x_i + x_j) x_n - 2 (1 + tan^2(angle)) x_i x_j))",
    target = Domain.LABEL,
    shape = "N D; N -> ",
    traits = Trait.SCALE_INVARIANT,
    use = "Labels whose groups are of different spread, for which one margin does not fit all.",
    tasks = Task.EMBEDDING,
    paper = "Wang et al. 2017, arXiv:1708.01682")
public record Angular(
    @Default("40.0") @Doc("The largest angle at the negative, in degrees.") double angle)
    implements BatchLoss<Tensor, Tensor> {
  /** Requires an acute angle. */
  public Angular {
    requireBetween(0, angle, 90, "angle");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor labels, Tensor counted) {
    double slope = Math.pow(Math.tan(Math.toRadians(angle)), 2);
    Tensor cosine = Vectors.cosines(prediction, prediction);
    Tensor toNegative = cosine.unsqueeze(1).add(cosine.unsqueeze(0)).mul(4 * slope);
    Tensor logits = toNegative.sub(cosine.unsqueeze(2).mul(2 * (1 + slope)));
    Tensor negative = Pairs.negative(labels, counted).unsqueeze(1);
    Tensor cost = Pairs.logOnePlusSumExp(logits, negative.broadcastTo(logits.shape()));
    return Pairs.mean(cost, Pairs.positive(labels, counted));
  }
}
