package org.thalweg.loss.likelihood;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The squared error of a score, the gradient of the logarithm of the density of noisy examples
 * {@code x + sigma n}, times the variance of the noise: {@code mean_d (sigma p_d + n_d)^2}.
 *
 * <p>Predictions and noise are [N, ...], standard deviations [N], above 0; values are means over an
 * example, [N]. Vincent, "A connection between score matching and denoising autoencoders", 2011;
 * weighed as in Song and Ermon, "Generative modeling by estimating gradients of the data
 * distribution", 2019.
 */
@Named("denoising-score-matching")
@Doc("The squared error of the gradient of a log-density, learned from noise.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "mean_d (sigma p_d + n_d)^2",
    shape = "N ...; N ..., N -> N",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Score-based generative models, and energies that are known up to a constant.",
    tasks = Task.GENERATION,
    paper = "Song and Ermon 2019, arXiv:1907.05600")
public record DenoisingScoreMatching() implements Loss<Tensor, DenoisingScoreMatching.Target> {
  /**
   * The noise of an example.
   *
   * @param noise standard normal noise, [N, ...]
   * @param deviation what it was multiplied by, [N]
   */
  public record Target(Tensor noise, @In(Domain.POSITIVE) Tensor deviation) {}

  @Override
  public Tensor loss(Tensor prediction, DenoisingScoreMatching.Target target) {
    Tensor sigma = Losses.extend(this, target.deviation, prediction.shape());
    return prediction.mul(sigma).add(target.noise).square().flatten(1).mean(1);
  }
}
