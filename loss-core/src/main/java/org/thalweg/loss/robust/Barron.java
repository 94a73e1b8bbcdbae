package org.thalweg.loss.robust;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.support.Exponentials;

/**
 * Barron's general loss, {@code b / alpha ((x^2 / b + 1)^(alpha / 2) - 1)} with {@code b = |alpha -
 * 2|}, {@code x = e / c}, {@code e = p - t} and the scale c.
 *
 * <p>At its removable singularities it is its limit: {@code x^2 / 2} for alpha 2, {@link Cauchy}
 * for 0, {@link Welsch} for -infinity, {@code exp(x^2 / 2) - 1} for infinity; 1 gives {@link
 * PseudoHuber} and -2 {@link GemanMcClure}. No digits are lost near these, nor near the target.
 * Prediction and target are any numbers in one shape, which the values have too. Barron, "A general
 * and adaptive robust loss function", 2019.
 *
 * @param alpha the shape, any number or infinite; the lower, the less do large errors pull
 * @param scale the size of errors that count as large, above 0, in the unit of the target
 */
@Named("barron")
@Doc("A family of robust losses with one number for how robust.")
@LossCard(
    family = Family.ROBUST,
    formula = "|alpha - 2|/alpha (((e/scale)^2/|alpha - 2| + 1)^(alpha/2) - 1)",
    traits = {
      Trait.SMOOTH,
      Trait.TWICE_SMOOTH,
      Trait.ROBUST,
      Trait.ZERO_AT_TARGET,
      Trait.SYMMETRIC
    },
    identities = {
      "alpha=2 = half-squared-error",
      "alpha=0 = cauchy",
      "alpha=1 = pseudo-huber",
      "alpha=-2 = geman-mcclure"
    },
    use =
        "The shape of robustness as a number to tune or to anneal: from squared through absolute to bounded.",
    tasks = {Task.REGRESSION, Task.IMAGE},
    strengths = {Strength.OUTLIERS, Strength.HEAVY_TAILS, Strength.SMOOTHNESS},
    paper = "Barron 2019, arXiv:1701.03077")
public record Barron(
    @Default("1.0") @Doc("The shape: 2 is squared, 1 nearly absolute, 0 and below are not convex.")
        double alpha,
    @Default("1.0") @Doc("The size of errors that count as large.") double scale)
    implements PointwiseLoss {
  /** Requires a number for alpha and a positive scale. */
  public Barron {
    require(!Double.isNaN(alpha), "alpha must be a number, was %s", alpha);
    requirePositive(scale, "scale");
  }

  /** Makes the loss with the defaults. */
  public Barron() {
    this(1, 1);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    return of(prediction.sub(target).div(scale));
  }

  /** Returns the values for errors over the scale. */
  private Tensor of(Tensor x) {
    if (alpha == 2) {
      return x.square().mul(0.5);
    } else if (Double.isInfinite(alpha)) {
      Tensor half = x.square().mul(0.5);
      return alpha > 0 ? half.expm1() : Exponentials.complement(half);
    }
    double b = Math.abs(alpha - 2);
    Tensor z = x.div(Math.sqrt(b));
    Tensor log = Exponentials.logOnePlusSquare(z).mul(0.5);
    return alpha == 0
        ? log.mul(b)
        : Exponentials.expm1(log.mul(alpha), power(z, log)).mul(b / alpha);
  }

  /**
   * Returns h^alpha, h = sqrt(1 + z^2), given log h, which is rounded: it serves as little as can
   * be.
   */
  private Tensor power(Tensor z, Tensor log) {
    Tensor h = Exponentials.rootOnePlusSquare(z);
    double whole = Math.clamp((long) alpha, -4, 4);
    Tensor power = (whole < 0 ? h.reciprocal() : h).pow(Math.abs(whole));
    return whole == alpha ? power : power.mul(log.mul(alpha - whole).exp());
  }
}
