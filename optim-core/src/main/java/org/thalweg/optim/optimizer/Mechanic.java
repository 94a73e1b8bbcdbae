package org.thalweg.optim.optimizer;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.optim.transform.LearnedScale;
import org.thalweg.optim.transform.Scale;

/**
 * Any optimizer, with a factor of its rate that is learned; see {@link LearnedScale} for the
 * formula. The optimizer has a rate of 1, or a schedule from 1 down.
 *
 * <p>Optax's contributed mechanize. Cutkosky, Defazio and Mehta, "Mechanic: a learning rate tuner",
 * 2023, arXiv:2306.00144.
 *
 * @param optimizer what gives steps
 * @param weightDecay the factor of parameters in the learning of the rate, 0 or more
 * @param epsilon what is added to divisors, above 0
 * @param initial the factor at first, of each beta, above 0
 * @param betas the number of betas 0.9, 0.99, ... that factors are learned with, 1 or more
 */
@Named("mechanic")
@Doc("An optimizer with a factor of its rate that is learned.")
@OptimizerCard(
    family = OptimizerFamily.WRAPPER,
    rule =
        "D = sum of the optimizer's steps; h = -<g, D>; m, v, r, s follow h for each beta; p = p0 +"
            + " (sum of s) D",
    state = "p0",
    use = "Any optimizer without a search for the rate.",
    paper = "Cutkosky, Defazio and Mehta 2023, arXiv:2306.00144")
public record Mechanic(
    @Doc("What gives steps.") Optimizer optimizer,
    @Default("0.01") @Doc("The factor of parameters in the learning.") double weightDecay,
    @Default("1e-8") @Doc("What is added to divisors.") double epsilon,
    @Default("1e-6") @Doc("The factor at first, of each beta.") double initial,
    @Default("6") @Doc("The number of betas.") int betas)
    implements Optimizer {
  /** Requires numbers in their ranges. */
  public Mechanic {
    var _ = new LearnedScale<>(new Scale(1), weightDecay, epsilon, initial, betas);
  }

  /** Makes it with defaults. */
  public Mechanic(Optimizer optimizer) {
    this(optimizer, 0.01, 1e-8, 1e-6, 6);
  }

  @Override
  public GradientTransform<?> transform() {
    return new LearnedScale<>(optimizer.transform(), weightDecay, epsilon, initial, betas);
  }
}
