package org.thalweg.loss.regression;

import static org.thalweg.api.Checks.requireBetween;
import static org.thalweg.api.tensor.Tensors.fullLike;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Functional;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.loss.Strength;
import org.thalweg.api.loss.Task;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The asymmetric squared error, {@code tau e^2} where the prediction is too low, {@code (1 - tau)
 * e^2} where it is too high, with {@code e = p - t}.
 *
 * <p>Prediction and target are any numbers in one shape, which the values have too. Newey and
 * Powell, "Asymmetric least squares estimation and testing", 1987.
 *
 * @param expectile the weight tau of errors of predictions that are too low, between 0 and 1;
 *     others have 1 - tau
 */
@Named("expectile")
@Doc("The loss whose best constant is an expectile.")
@LossCard(
    family = Family.REGRESSION,
    formula = "expectile e^2 where e < 0, else (1 - expectile) e^2",
    traits = {Trait.CONVEX, Trait.SMOOTH, Trait.PROPER, Trait.ZERO_AT_TARGET},
    elicits = Functional.EXPECTILE,
    identities = "expectile=0.5 = 0.5 mse",
    use =
        "Smooth asymmetric cost: too little costs tau, too much 1 - tau. Unlike quantiles, expectiles feel the size of the tail.",
    tasks = {Task.REGRESSION, Task.INTERVALS},
    strengths = {Strength.ASYMMETRIC_COST, Strength.SMOOTHNESS},
    paper = "Newey and Powell 1987, doi:10.2307/1911031")
public record Expectile(
    @Default("0.5") @Doc("The weight tau of predictions that are too low.") double expectile)
    implements PointwiseLoss {
  /** Requires an expectile between 0 and 1. */
  public Expectile {
    requireBetween(0, expectile, 1, "expectile");
  }

  @Override
  public Tensor loss(Tensor prediction, Tensor target) {
    Tensor error = prediction.sub(target);
    return error.square().mul(where(error.lt(0), expectile, fullLike(error, 1 - expectile)));
  }
}
