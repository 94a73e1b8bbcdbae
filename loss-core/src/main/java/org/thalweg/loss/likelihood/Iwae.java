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

/**
 * The negative importance-weighted bound on the likelihood: {@code -log(mean_k exp(p_k))} of the
 * logarithms of the weights of K codes, {@code p_k = log p(x, h_k) - log q(h_k | x)}.
 *
 * <p>Predictions are [N, K], values [N]; there is no target. With one code it is the bound of
 * variational autoencoders. Burda, Grosse and Salakhutdinov, "Importance weighted autoencoders",
 * 2016.
 */
@Named("iwae")
@Doc("A tighter bound on the likelihood, from several codes of each example.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "- log(mean_k exp(p_k))",
    shape = "N K; -> N",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ROBUST},
    use =
        "Variational autoencoders whose bound should be tight, and the comparison of generative models.",
    tasks = Task.GENERATION,
    paper = "Burda et al. 2016, arXiv:1509.00519")
public record Iwae() implements Loss<Tensor, None> {
  @Override
  public Tensor loss(Tensor prediction, None target) {
    return prediction.logSumExp(-1).rsub(Math.log((double) prediction.dim(-1)));
  }
}
