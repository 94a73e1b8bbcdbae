package org.thalweg.loss.embedding;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.tensor.Tensor;

/**
 * Skip-gram with negative sampling: {@code -log f(v u) - sum_k log f(-v n_k)} with the logistic
 * function f, for the vectors of a word, of one near it, and of K drawn at random.
 *
 * <p>Predictions are words v [N, D], contexts u [N, D] and negatives n [N, K, D]; values are [N].
 * Mikolov et al., "Distributed representations of words and phrases and their compositionality",
 * 2013.
 */
@Named("skip-gram")
@Doc("The logistic loss of a word with one near it and with some drawn at random (word2vec).")
@LossCard(
    family = Family.EMBEDDING,
    formula = "log(1 + exp(-v u)) + sum_k log(1 + exp(v n_k))",
    shape = "N D, N D, N K D; -> N",
    use = "Vectors of words, products, nodes of graphs: of anything that occurs near others.",
    tasks = Task.EMBEDDING,
    strengths = Strength.MANY_CLASSES,
    paper = "Mikolov et al. 2013, arXiv:1310.4546")
public record SkipGram() implements Loss<SkipGram.Sample, None> {
  /**
   * Vectors of words.
   *
   * @param word those of words, [N, D]
   * @param context those of words near them, [N, D]
   * @param negatives those of words drawn at random, [N, K, D]
   */
  public record Sample(Tensor word, Tensor context, Tensor negatives) {}

  @Override
  public Tensor loss(Sample sample, None target) {
    Tensor near = sample.word().mul(sample.context()).sum(-1).neg().softplus();
    Tensor others = sample.negatives().mul(sample.word().unsqueeze(1)).sum(-1);
    return near.add(others.softplus().sum(-1));
  }
}
