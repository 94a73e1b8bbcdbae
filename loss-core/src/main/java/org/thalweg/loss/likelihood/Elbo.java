package org.thalweg.loss.likelihood;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.binary.BceLogits;

/**
 * The negative evidence lower bound of a variational autoencoder: the sum of the losses of all
 * parts of an example, and the divergence of its code from the standard normal distribution.
 *
 * <p>Reconstructions and targets are [N, ...], means and logarithms of variances of the code are
 * [N, L], values [N]. Both parts are sums over an example: a mean over pixels beside a sum over the
 * code would change beta by their number. Numbers of the code below {@code freeNats} are not
 * pressed further and have no gradient. Kingma and Welling, "Auto-encoding variational Bayes",
 * 2014; Higgins et al., "beta-VAE", 2017; Burgess et al., "Understanding disentangling in
 * beta-VAE", 2018.
 *
 * @param reconstruction the loss of each part of a reconstruction
 * @param beta the factor of the divergence, 0 or more
 * @param freeNats the divergence that each number of the code has free, 0 or more
 * @param capacity the divergence of a whole code to aim at, 0 or more
 */
@Named("elbo")
@Doc("The bound on the likelihood that variational autoencoders train on.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula =
        "sum_d reconstruction(p_d, t_d) + beta |sum_l max(freeNats, (m_l^2 + exp(s_l) - 1 - s_l)/2) - capacity|",
    target = Domain.PROBABILITY,
    shape = "N ..., N L, N L; N ... -> N",
    reach = 600,
    use =
        "Variational autoencoders. A beta above 1 gives simpler codes, free nats keep them from collapsing.",
    tasks = Task.GENERATION,
    paper = "Kingma and Welling 2014, arXiv:1312.6114")
public record Elbo(
    @Default("bce-logits") @Doc("The loss of each part of a reconstruction.")
        Loss<Tensor, Tensor> reconstruction,
    @Default("1.0") @Doc("The factor of the divergence.") double beta,
    @Default("0.0") @Doc("The divergence that each number of the code has free.") double freeNats,
    @Default("0.0") @Doc("The divergence of a code to aim at.") double capacity)
    implements Loss<Elbo.Prediction, Tensor> {
  /** Requires numbers of 0 or more. */
  public Elbo {
    requireNonNegative(beta, "beta");
    requireNonNegative(freeNats, "freeNats");
    requireNonNegative(capacity, "capacity");
  }

  /** Makes the loss with the defaults. */
  public Elbo() {
    this(new BceLogits(1), 1, 0, 0);
  }

  /**
   * Reconstructions, and the distribution of their codes.
   *
   * @param reconstruction what the decoder gives, [N, ...]
   * @param mean the means of the code, [N, L]
   * @param logVariance the logarithms of its variances, [N, L]
   */
  public record Prediction(Tensor reconstruction, Tensor mean, Tensor logVariance) {}

  @Override
  public Tensor loss(Elbo.Prediction prediction, Tensor target) {
    Tensor each =
        Losses.values(reconstruction, prediction.reconstruction, target, Weighting.none());
    Tensor code = GaussianKl.each(prediction.mean, prediction.logVariance);
    Tensor pressed = where(code.le(freeNats), freeNats, code).sum(-1);
    return each.flatten(1).sum(1).add(pressed.sub(capacity).abs().mul(beta));
  }

  @Override
  public Domain targetDomain() {
    return reconstruction.targetDomain();
  }
}
