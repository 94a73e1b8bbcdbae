package org.thalweg.examples.plugin;

import static org.thalweg.api.Checks.require;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * Linear on one side and exponential on the other: {@code exp(a e) - a e - 1}, e = p - t. With a
 * above 0 it is dear to predict too much, with a below 0 too little.
 *
 * <p>Source: Varian, "A Bayesian approach to real estate assessment", 1975, who calls it LINEX.
 *
 * @param asymmetry the factor a, not 0
 */
@Named("lopsided")
@Doc("Dear on one side, cheap on the other.")
@LossCard(
    family = Family.REGRESSION,
    formula = "exp(a e) - a e - 1",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.TWICE_SMOOTH, Trait.ZERO_AT_TARGET},
    reach = 300)
public record Lopsided(@Default("1.0") @Doc("Above 0: too much is dear.") double asymmetry)
    implements PointwiseLoss {
  /** Requires a finite asymmetry that is not 0. */
  public Lopsided {
    require(
        asymmetry != 0 && Double.isFinite(asymmetry),
        "asymmetry must be finite and not 0, was %s",
        asymmetry);
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor error = prediction.sub(target).mul(asymmetry);
    return error.expm1().sub(error);
  }
}
