package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.optim.transform.SharpnessAware;

/**
 * {@link Sam} with distances relative to the parameters, which does not change when layers are
 * scaled against each other; see {@link SharpnessAware} for the formula.
 *
 * <p>Kwon et al., "ASAM: adaptive sharpness-aware minimization for scale-invariant learning of deep
 * neural networks", 2021, arXiv:2102.11600.
 *
 * @param optimizer what takes the second gradient
 * @param rho how far the point is, relative to the parameters, above 0
 * @param eta what is added to the sizes of parameters, 0 or more
 */
@Named("asam")
@Doc("An optimizer on the gradient at the worst point within a share of the parameters.")
@OptimizerCard(
    family = OptimizerFamily.SHARPNESS,
    rule =
        "t = |p| + eta; g = gradient at p + rho t^2 g / |t g|; the optimizer's step from p with it",
    needs = OptimizerCard.Need.OBJECTIVE,
    use = "As sam; its rho fits models of any scale.",
    paper = "Kwon et al. 2021, arXiv:2102.11600")
public record Asam(
    @Doc("What takes the second gradient.") Optimizer optimizer,
    @Default("0.5") @Doc("How far the point is, relative to the parameters.") double rho,
    @Default("0.01") @Doc("What is added to the sizes of parameters.") double eta)
    implements Optimizer {
  /** Requires a positive distance and an eta of 0 or more. */
  public Asam {
    requirePositive(rho, "rho");
    requireNonNegative(eta, "eta");
  }

  @Override
  public GradientTransform<?> transform() {
    return new SharpnessAware<>(optimizer.transform(), rho, true, eta);
  }
}
