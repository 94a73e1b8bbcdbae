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
 * The size and the square of parameters, {@code l1 |w| + l2 w^2} for each element.
 *
 * <p>Predictions are parameters of a model, any numbers; there is no target. Take the sum over
 * elements ({@link Penalties#sum}). The gradient at 0 is 0.
 *
 * <p>Source: Zou and Hastie, "Regularization and variable selection via the elastic net", 2005.
 *
 * @param l1 the strength of the size, 0 or more
 * @param l2 the strength of the square, 0 or more
 */
@Named("elastic-net")
@Doc("The size and the square of parameters, each times a strength.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "l1 |w| + l2 w^2",
    shape = "...; -> ...",
    traits = {Trait.CONVEX},
    identities = {"l2=0 = l1-penalty", "l1=0 = l2-penalty"},
    use = "As l1-penalty, where inputs are correlated.",
    paper = "Zou and Hastie 2005")
public record ElasticNet(
    @Default("0.01") @Doc("The strength of the size.") double l1,
    @Default("0.01") @Doc("The strength of the square.") double l2)
    implements Loss<Tensor, None> {
  /** Requires strengths of 0 or more. */
  public ElasticNet {
    requireNonNegative(l1, "l1");
    requireNonNegative(l2, "l2");
  }

  /** Makes the penalty of equal strengths. */
  public ElasticNet() {
    this(0.01, 0.01);
  }

  @Override
  public Tensor loss(Tensor parameters, None none) {
    return parameters.abs().mul(l1).add(parameters.square().mul(l2));
  }
}
