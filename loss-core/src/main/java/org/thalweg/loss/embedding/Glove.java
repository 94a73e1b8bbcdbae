package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * GloVe: {@code f(t) (v u + a + b - log t)^2} of how often two words occur together, with {@code
 * f(t) = min(1, t / m)^k}.
 *
 * <p>Predictions are two vectors [N, D] and their biases [N]; targets are counts [N], 0 or more,
 * and those of 0 cost nothing; values are [N]. Pennington, Socher and Manning, "GloVe: global
 * vectors for word representation", 2014.
 *
 * @param maxCount the count m from which on all weigh the same, above 0
 * @param power the power k of counts below it, above 0
 */
@Named("glove")
@Doc("The weighted squared error of the logarithm of how often two words occur together.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "min(1, t / maxCount)^power (v u + a + b - log t)^2",
    target = Domain.NON_NEGATIVE,
    shape = "N D, N D, N, N; N -> N",
    use = "Vectors of words from a table of how often they occur together.",
    tasks = Task.EMBEDDING,
    paper = "Pennington et al. 2014, doi:10.3115/v1/D14-1162")
public record Glove(
    @Default("100.0") @Doc("The count from which on all weigh the same.") double maxCount,
    @Default("0.75") @Doc("The power of counts below it.") double power)
    implements Loss<Glove.BiasedPair, Tensor> {
  /** Requires a positive count and power. */
  public Glove {
    requirePositive(maxCount, "maxCount");
    requirePositive(power, "power");
  }

  /** Makes the loss with the settings of the source. */
  public Glove() {
    this(100, 0.75);
  }

  /**
   * Vectors of words, and how frequent the words are by themselves.
   *
   * @param first vectors, [N, D]
   * @param second others, [N, D]
   * @param firstBias numbers for the first, [N]
   * @param secondBias numbers for the second, [N]
   */
  public record BiasedPair(Tensor first, Tensor second, Tensor firstBias, Tensor secondBias) {}

  @Override
  public Tensor loss(BiasedPair pair, Tensor target) {
    Tensor product = pair.first().mul(pair.second()).sum(-1);
    Tensor logit = product.add(pair.firstBias()).add(pair.secondBias());
    Tensor error = logit.sub(where(target.eq(0), 1, target).log());
    return target.div(maxCount).minimum(1).pow(power).mul(error.square());
  }
}
