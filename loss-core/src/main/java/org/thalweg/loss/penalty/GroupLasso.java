package org.thalweg.loss.penalty;

import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.loss.Family;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.None;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.tensor.Tensor;

/**
 * The length of each row of parameters, {@code strength sqrt(D) |w|}: it makes whole rows 0, such
 * as all weights of an input.
 *
 * <p>Predictions are any numbers of shape [..., D]; there is no target; values have shape [...].
 * The gradient of a row of 0 is 0.
 *
 * <p>Source: Yuan and Lin, "Model selection and estimation in regression with grouped variables",
 * 2006.
 *
 * @param strength the strength, 0 or more
 */
@Named("group-lasso")
@Doc("The lengths of rows of parameters, times a strength.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "strength sqrt(D) (sum_d w_d^2)^(1/2)",
    shape = "... D; -> ...",
    traits = {Trait.CONVEX, Trait.ROBUST},
    use = "To leave out whole units or inputs.",
    paper = "Yuan and Lin 2006")
public record GroupLasso(@Default("0.01") @Doc("The strength.") double strength)
    implements Loss<Tensor, None> {
  /** Requires a strength of 0 or more. */
  public GroupLasso {
    requireNonNegative(strength, "strength");
  }

  @Override
  public Tensor loss(Tensor parameters, None none) {
    return parameters.norm(-1).mul(strength * Math.sqrt((double) parameters.dim(-1)));
  }
}
