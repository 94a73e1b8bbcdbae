package org.thalweg.loss.likelihood;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Default;
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
 * The squared error of what a diffusion model predicts of a noisy example {@code sqrt(s / (1 + s))
 * x + sqrt(1 / (1 + s)) n}, where s is its ratio of signal to noise: of the noise n, of the clean
 * x, or of the velocity {@code sqrt(s / (1 + s)) n - sqrt(1 / (1 + s)) x}.
 *
 * <p>Predictions, clean examples and noise are [N, ...], ratios [N], above 0; values are means over
 * an example, [N]. All is weighed as the error of the noise, and ratios above {@code gamma} by
 * gamma over the ratio: for the noise {@code min(s, g) / s}, for the clean {@code min(s, g)}, for
 * the velocity {@code min(s, g) / (s + 1)}. An infinite gamma gives the plain error of the noise in
 * all three. Ho, Jain and Abbeel, "Denoising diffusion probabilistic models", 2020; Hang et al.,
 * "Efficient diffusion training via min-SNR weighting strategy", 2023.
 *
 * @param predicts what the model predicts
 * @param gamma the largest ratio of signal to noise that counts in full, above 0; may be infinite
 */
@Named("diffusion")
@Doc("The squared error of a denoiser, weighted by how noisy its input was.")
@LossCard(
    family = Family.LIKELIHOOD,
    formula = "w mean_d (p_d - y_d)^2",
    shape = "N ...; N ..., N ..., N -> N",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH},
    use = "Diffusion models. Predict the velocity if they shall be distilled to few steps.",
    tasks = Task.GENERATION,
    paper = "Hang et al. 2023, arXiv:2303.09556")
public record Diffusion(
    @Default("noise") @Doc("What the model predicts: noise, clean or velocity.")
        Diffusion.Output predicts,
    @Default("5.0") @Doc("The largest ratio of signal to noise that counts in full.") double gamma)
    implements Loss<Tensor, Diffusion.Target> {
  /** Requires a positive gamma. */
  public Diffusion {
    require(gamma > 0, "gamma must be positive, was %s", gamma);
  }

  /** Makes the loss with the defaults. */
  public Diffusion() {
    this(Diffusion.Output.NOISE, 5);
  }

  /** What a model predicts of a noisy example. */
  public enum Output {
    /** The noise. */
    NOISE,
    /** The clean example. */
    CLEAN,
    /** The velocity on the circle between both. */
    VELOCITY
  }

  /**
   * What a noisy example was made of.
   *
   * @param clean the clean examples, [N, ...]
   * @param noise the noise, [N, ...]
   * @param ratio the ratios of the powers of signal and noise, [N]
   */
  public record Target(Tensor clean, Tensor noise, @In(Domain.POSITIVE) Tensor ratio) {}

  @Override
  public Tensor loss(Tensor prediction, Diffusion.Target target) {
    Tensor s = target.ratio;
    Tensor capped = s.minimum(gamma);
    Tensor weight =
        switch (predicts) {
          case NOISE -> capped.div(s);
          case CLEAN -> capped;
          case VELOCITY -> capped.div(s.add(1));
        };
    return prediction.sub(wanted(target)).square().flatten(1).mean(1).mul(weight);
  }

  private Tensor wanted(Target target) {
    Tensor s = Losses.extend(this, target.ratio, target.clean.shape());
    return switch (predicts) {
      case NOISE -> target.noise;
      case CLEAN -> target.clean;
      case VELOCITY ->
          target.noise.mul(s.div(s.add(1)).sqrt()).sub(target.clean.mul(s.add(1).rsqrt()));
    };
  }
}
