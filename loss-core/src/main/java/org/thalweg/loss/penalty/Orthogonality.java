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
import org.thalweg.api.tensor.Tensors;

/**
 * How far the rows of a matrix are from orthogonal vectors of length 1, {@code strength |W W^T -
 * I|^2}.
 *
 * <p>Predictions are any numbers of shape [..., R, D], a matrix of R rows, or several; there is no
 * target; values have shape [...].
 *
 * <p>Source: Brock et al., "Neural photo editing with introspective adversarial networks", 2017.
 *
 * @param strength the strength, 0 or more
 */
@Named("orthogonality")
@Doc("How far the rows of a matrix are from orthogonal vectors of length 1.")
@LossCard(
    family = Family.COMPOSITE,
    formula = "strength |W W^T - I|^2",
    shape = "... R D; -> ...",
    traits = {Trait.SMOOTH, Trait.TWICE_SMOOTH},
    reach = 1e60,
    use =
        "For layers that should keep lengths, and units that should differ; for more rows than columns give the transpose.",
    paper = "Brock et al. 2017, arXiv:1609.07093")
public record Orthogonality(@Default("0.01") @Doc("The strength.") double strength)
    implements Loss<Tensor, None> {
  /** Requires a strength of 0 or more. */
  public Orthogonality {
    requireNonNegative(strength, "strength");
  }

  @Override
  public Tensor loss(Tensor parameters, None none) {
    Tensor products = parameters.matmul(parameters.transpose(-1, -2));
    Tensor gap = products.sub(Tensors.eye(parameters.dim(-2), parameters.dtype()));
    return gap.square().sum(-2, -1).mul(strength);
  }
}
