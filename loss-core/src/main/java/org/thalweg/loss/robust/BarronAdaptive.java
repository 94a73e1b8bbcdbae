package org.thalweg.loss.robust;

import static org.thalweg.api.Checks.requireBetween;
import static org.thalweg.api.tensor.Tensors.fullLike;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.In;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.loss.support.Exponentials;

/**
 * Barron's general loss as the negative logarithm of a density, so that its shape and scale are
 * learned with the rest: {@code barron(e / c, alpha) + log c + log Z(alpha)}, where Z is the
 * integral of {@code exp(-barron(x, alpha))} over all x.
 *
 * <p>Predictions are means of shape [..., D], and for each of the D outputs a shape and a scale;
 * targets and values are [..., D]. The shape is any number s, alpha is {@code low + (high - low) /
 * (1 + exp(-s))}; the scale is above 0. Z is integrated when it is needed, to all digits: with
 * {@code x = sqrt(2 - alpha) sinh(u)} the integrand is smooth in u and falls exponentially, so that
 * sums over evenly spaced u converge exponentially. Barron, "A general and adaptive robust loss
 * function", 2019.
 *
 * @see Barron
 * @param low the least alpha, above 0: at 0 the density is that of Cauchy
 * @param high the largest alpha, below 2: at 2 the density is normal
 */
@Named("barron-adaptive")
@Doc("Barron's loss as a likelihood, which learns how robust to be.")
@LossCard(
    family = Family.ROBUST,
    formula = "log(scale) + log(Z(alpha)) + barron(e/scale, alpha)",
    shape = "... D, D, D; ... D -> ... D",
    traits = Trait.SMOOTH,
    use =
        "It is not known how heavy the tails are: each output learns its own shape and scale while the model trains.",
    tasks = {Task.REGRESSION, Task.IMAGE, Task.GENERATION},
    strengths = {Strength.OUTLIERS, Strength.HEAVY_TAILS, Strength.VARYING_NOISE},
    paper = "Barron 2019, arXiv:1701.03077")
public record BarronAdaptive(
    @Default("0.001") @Doc("The least alpha.") double low,
    @Default("1.999") @Doc("The largest alpha.") double high)
    implements Loss<BarronAdaptive.Prediction, Tensor> {
  /** Requires bounds between 0 and 2. */
  public BarronAdaptive {
    requireBetween(0, low, high, "low");
    requireBetween(low, high, 2, "high");
  }

  /** Makes the loss with the defaults. */
  public BarronAdaptive() {
    this(0.001, 1.999);
  }

  private static final double STEP = 0.125;
  private static final long STEPS = 320; // to u = 40, beyond which nothing is left at any alpha

  /**
   * Means, and the shape and scale of the errors of each output.
   *
   * @param mean the means, [..., D]
   * @param shape numbers that alpha rises with, [D]
   * @param scale the sizes of errors that count as large, [D], in the unit of the target
   */
  public record Prediction(
      @In(Domain.REAL) Tensor mean,
      @In(Domain.REAL) Tensor shape,
      @In(Domain.POSITIVE) Tensor scale) {}

  @Override
  public Tensor loss(BarronAdaptive.Prediction prediction, Tensor target) {
    Tensor alpha = prediction.shape.sigmoid().mul(high - low).add(low);
    Tensor b = alpha.rsub(2);
    Tensor x = prediction.mean.sub(target).div(prediction.scale);
    Tensor grow = Exponentials.logOnePlusSquare(x.div(b.sqrt())).mul(0.5).mul(alpha);
    return grow.expm1().mul(b.div(alpha)).add(prediction.scale.log().add(logZ(alpha, b)));
  }

  /** Returns the logarithm of the integral of the density, by the trapezoidal rule. */
  private static Tensor logZ(Tensor alpha, Tensor b) {
    Tensor u = Tensors.arange(STEPS, alpha.dtype()).mul(STEP);
    Tensor logCosh = u.add(u.mul(-2).softplus()).sub(Math.log(2));
    Tensor step = where(u.eq(0), STEP, fullLike(u, 2 * STEP)); // both halves are alike
    Tensor a = alpha.unsqueeze(-1);
    Tensor rho = logCosh.mul(a).expm1().mul(b.div(alpha).unsqueeze(-1));
    return logCosh.sub(rho).exp().mul(step).sum(-1).log().add(b.log().mul(0.5));
  }
}
