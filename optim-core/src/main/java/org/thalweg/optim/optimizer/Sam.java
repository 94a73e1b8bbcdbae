package org.thalweg.optim.optimizer;

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
 * Any optimizer on the gradient at the worst point near by; see {@link SharpnessAware} for the
 * formula. A step computes two gradients.
 *
 * <p>Foret et al., "Sharpness-aware minimization for efficiently improving generalization", 2021,
 * arXiv:2010.01412.
 *
 * @param optimizer what takes the second gradient
 * @param rho how far the point is, above 0
 */
@Named("sam")
@Doc("An optimizer on the gradient at the worst point near by.")
@OptimizerCard(
    family = OptimizerFamily.SHARPNESS,
    rule = "g = gradient at p + rho g / |g|; the optimizer's step from p with it",
    needs = OptimizerCard.Need.OBJECTIVE,
    use = "Flat minima that generalise, at twice the work per step.",
    paper = "Foret et al. 2021, arXiv:2010.01412")
public record Sam(
    @Doc("What takes the second gradient.") Optimizer optimizer,
    @Default("0.05") @Doc("How far the point is.") double rho)
    implements Optimizer {
  /** Requires a positive distance. */
  public Sam {
    requirePositive(rho, "rho");
  }

  @Override
  public GradientTransform<?> transform() {
    return new SharpnessAware<>(optimizer.transform(), rho, false, 0);
  }
}
