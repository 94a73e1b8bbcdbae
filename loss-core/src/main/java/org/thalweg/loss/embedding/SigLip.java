package org.thalweg.loss.embedding;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.BatchLoss;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * The pairwise logistic loss of two kinds of vectors: {@code sum_j softplus(-y_ij (exp(g) cos(x_i,
 * z_j) + b))}, with {@code y_ij} 1 for i = j, else -1.
 *
 * <p>Predictions are two tensors [N, D], of which the i-th belong together, and two learned
 * scalars: the logarithm g of the scale, to start at log(10), and the bias b, to start at -10.
 * Values are [N]. Zhai et al., "Sigmoid loss for language image pre-training", 2023.
 */
@Named("siglip")
@Doc("The logistic loss of every pair of the batch, matched or not.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "sum_j log(1 + exp(-y(i, j) (g s(i, j) + b)))",
    shape = "N D, N D, , ; -> N",
    reach = 500,
    use = "As clip, with batches that are small or spread over machines.",
    tasks = Task.EMBEDDING,
    strengths = Strength.FEW_LABELS,
    paper = "Zhai et al. 2023, arXiv:2303.15343")
public record SigLip() implements BatchLoss<SigLip.BiasedPair, None> {
  /**
   * Vectors of two kinds, and what makes logits of their cosines.
   *
   * @param first the one, [N, D]
   * @param second the other, [N, D]
   * @param logScale the logarithm of the factor of cosines, a scalar
   * @param bias what is added, a scalar
   */
  public record BiasedPair(Tensor first, Tensor second, Tensor logScale, Tensor bias) {}

  @Override
  public Tensor loss(BiasedPair pair, None target, Tensor counted) {
    Tensor cosine = Vectors.cosines(pair.first(), pair.second());
    Tensor logits = cosine.mul(pair.logScale().exp()).add(pair.bias());
    Tensor cost = where(Pairs.diagonal(counted), logits.neg(), logits).softplus();
    return Pairs.sum(cost, Pairs.both(counted));
  }
}
