package org.thalweg.loss.embedding;

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
 * The symmetric contrastive loss of two kinds of vectors: the mean of both cross-entropies, of each
 * first with all second and of each second with all first, on logits {@code exp(g) cos(x_i, y_j)}.
 *
 * <p>Predictions are two tensors [N, D], of which the i-th belong together, and the logarithm g of
 * the learned scale, a scalar: log(1 / 0.07) is a good start. Values are [N]. Radford et al.,
 * "Learning transferable visual models from natural language supervision", 2021, where g is held
 * below log(100).
 */
@Named("clip")
@Doc("The cross-entropy of pairs among all pairs of the batch, from both sides.")
@LossCard(
    family = Family.EMBEDDING,
    formula = "-(log softmax_j(g s(i, j))_i + log softmax_j(g s(j, i))_i) / 2",
    shape = "N D, N D, ; -> N",
    reach = 500,
    use = "Two kinds of data that describe each other, such as images and captions.",
    tasks = Task.EMBEDDING,
    strengths = Strength.FEW_LABELS,
    paper = "Radford et al. 2021, arXiv:2103.00020")
public record Clip() implements BatchLoss<Clip.ScaledPair, None> {
  /**
   * Vectors of two kinds, and the scale of their cosines.
   *
   * @param first the one, [N, D]
   * @param second the other, [N, D]
   * @param logScale the logarithm of the factor of cosines, a scalar
   */
  public record ScaledPair(Tensor first, Tensor second, Tensor logScale) {}

  @Override
  public Tensor loss(ScaledPair pair, None target, Tensor counted) {
    Tensor cosine = Vectors.cosines(pair.first(), pair.second());
    Tensor logits = cosine.mul(pair.logScale().exp());
    Tensor forth = InfoNce.crossEntropy(logits, counted);
    return forth.add(InfoNce.crossEntropy(logits.t(), counted)).mul(0.5);
  }
}
