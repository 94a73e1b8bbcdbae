package org.thalweg.loss.embedding;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.logAddExp;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The decoupled contrastive loss of two views: {@code -s(x_i, y_i) / T + log(sum_(j != i)
 * (exp(s(x_i, x_j) / T) + exp(s(x_i, y_j) / T)))}, without the positive in the sum; the mean over
 * both views as x.
 *
 * <p>Predictions are two tensors [N, D], of which the i-th are views of one example; values are
 * [N]. A batch of one example has no negatives and does not count. Yeh et al., "Decoupled
 * contrastive learning", 2022.
 *
 * @param temperature what cosines are divided by, above 0
 */
@Named("decoupled-contrastive")
@Doc("NT-Xent of two views, without the positive among the alternatives.")
@LossCard(
    family = Family.EMBEDDING,
    formula =
        "-s(x_i, y_i) / temperature + log(sum_(j != i) (exp(s(x_i, x_j) / temperature) + exp(s(x_i, y_j) / temperature)))",
    shape = "N D, N D; -> N",
    traits = Trait.SCALE_INVARIANT,
    use = "As nt-xent, in small batches.",
    tasks = Task.EMBEDDING,
    strengths = Strength.FEW_LABELS,
    paper = "Yeh et al. 2022, arXiv:2110.06848")
public record DecoupledContrastive(
    @Default("0.1") @Doc("What cosines are divided by.") double temperature)
    implements BatchLoss<Pair, None> {
  /** Requires a positive temperature. */
  public DecoupledContrastive {
    requirePositive(temperature, "temperature");
  }

  @Override
  public Tensor counts(Pair pair, None target, Tensor counted) {
    return Pairs.distinct(counted).any(1);
  }

  @Override
  public Tensor loss(Pair pair, None target, Tensor counted) {
    Tensor across = Vectors.cosines(pair.first(), pair.second()).div(temperature);
    Tensor right = Pairs.sum(across, Pairs.diagonal(counted));
    Tensor first = others(pair.first(), across, counted);
    return first.add(others(pair.second(), across.t(), counted)).mul(0.5).sub(right);
  }

  private Tensor others(Tensor view, Tensor across, Tensor counted) {
    Tensor within = Vectors.cosines(view, view).div(temperature);
    Tensor distinct = Pairs.distinct(counted);
    return logAddExp(Pairs.logSumExp(within, distinct), Pairs.logSumExp(across, distinct));
  }
}
