package org.thalweg.loss.likelihood;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.support.Exponentials;

/**
 * The Kullback-Leibler divergence of independent normal distributions from the standard one, {@code
 * sum_l (m_l^2 + exp(s_l) - 1 - s_l) / 2}, where s holds logarithms of variances.
 *
 * <p>Means and logarithms of variances are [N, L], values [N]; there is no target. No digits are
 * lost near the standard distribution. Kingma and Welling, "Auto-encoding variational Bayes", 2014.
 */
@Named("gaussian-kl")
@Doc("The divergence of a normal distribution from the standard one.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "sum_l (m_l^2 + exp(s_l) - 1 - s_l)/2",
    link = "none",
    shape = "N L, N L; -> N",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    reach = 600,
    use = "The second part of a variational autoencoder's loss, where the first is written apart.",
    tasks = Task.GENERATION,
    paper = "Kingma and Welling 2014, arXiv:1312.6114")
public record GaussianKl() implements Loss<GaussianKl.Prediction, None> {
  /**
   * The distribution of codes.
   *
   * @param mean the means, [N, L]
   * @param logVariance the logarithms of the variances, [N, L]
   */
  public record Prediction(Tensor mean, Tensor logVariance) {}

  @Override
  public Tensor loss(GaussianKl.Prediction prediction, None target) {
    return each(prediction.mean, prediction.logVariance).sum(-1);
  }

  /** Returns the divergence of each number on its own. */
  static Tensor each(Tensor mean, Tensor logVariance) {
    return mean.square().add(Exponentials.excess(logVariance)).mul(0.5);
  }
}
