package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The Kozachenko-Leonenko estimate of an entropy, negated: {@code -log(d_i + epsilon)} with the
 * distance d of each vector to its nearest other, all at length 1.
 *
 * <p>It spreads vectors evenly over the sphere. Predictions are vectors [N, D]; values are [N]. A
 * batch of one does not count. The gradient of a distance of 0 is 0. Sablayrolles et al.,
 * "Spreading vectors for similarity search", 2019.
 *
 * @param epsilon what is added to distances, above 0
 */
@Named("koleo")
@Doc("Spreads vectors over the sphere: minus the logarithm of the distance to the nearest other.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "-log(min_j |x_i - x_j| + epsilon)",
    shape = "N D; -> N",
    traits = Trait.SCALE_INVARIANT,
    use = "Beside a loss that draws vectors together, with a factor of about 0.1.",
    tasks = Task.EMBEDDING,
    paper = "Sablayrolles et al. 2019, arXiv:1806.03198")
public record Koleo(@Default("1e-8") @Doc("What is added to distances.") double epsilon)
    implements BatchLoss<Tensor, None> {
  /** Requires a positive epsilon. */
  public Koleo {
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public Tensor counts(Tensor prediction, None target, Tensor counted) {
    return Pairs.distinct(counted).any(1);
  }

  @Override
  public Tensor loss(Tensor prediction, None target, Tensor counted) {
    Tensor x = Vectors.unit(prediction);
    Tensor cosine = where(Pairs.distinct(counted), x.matmul(x.t()), Double.NEGATIVE_INFINITY);
    Tensor nearest = x.take(cosine.argmax(1), 0);
    return x.sub(nearest).norm(-1).add(epsilon).log().neg();
  }
}
