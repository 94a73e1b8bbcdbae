package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * CoSENT: pairs of vectors should be in the order of their targets by cosine: {@code log(1 +
 * sum_(t_i < t_j) exp(s (cos_i - cos_j)))}.
 *
 * <p>Predictions are two tensors [N, D], of which the i-th are a pair; targets are how alike each
 * pair is, in any unit, [N]. The value is one number, 0 without pairs of different targets.
 *
 * @param scale the factor s of cosines, above 0
 */
@Named("cosent")
@Doc("Pairs of vectors should be in the order of their targets by cosine.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "log(1 + sum_(t_i < t_j) exp(scale (s_i - s_j)))",
    shape = "N D, N D; N -> ",
    traits = Trait.SCALE_INVARIANT,
    use = "Pairs of texts with degrees of likeness, of which only the order is to be learnt.",
    tasks = Task.EMBEDDING)
public record CoSent(@Default("20.0") @Doc("The factor of cosines.") double scale)
    implements BatchLoss<Pair, Tensor> {
  /** Requires a positive scale. */
  public CoSent {
    requirePositive(scale, "scale");
  }

  @Override
  public Tensor loss(Pair pair, Tensor target, Tensor counted) {
    Tensor cosine = Vectors.cosine(pair.first(), pair.second()).mul(scale);
    Tensor wrong = cosine.unsqueeze(1).sub(cosine.unsqueeze(0));
    Tensor below = target.unsqueeze(1).lt(target.unsqueeze(0)).and(Pairs.both(counted));
    return Pairs.logOnePlusSumExp(wrong.reshape(-1), below.reshape(-1));
  }
}
