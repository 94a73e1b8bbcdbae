package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Transforms.addDecayedWeights;
import static org.thalweg.optim.transform.Transforms.chain;
import static org.thalweg.optim.transform.Transforms.scaleByLearningRate;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.optim.transform.Momentum;
import org.thalweg.optim.transform.ScaleByShampoo;
import org.thalweg.optim.transform.Split;

/**
 * Shampoo: gradients preconditioned from both sides; see {@link ScaleByShampoo} for the formula. A
 * parameter of fewer than two axes is left to another optimizer.
 *
 * <p>Gupta, Koren and Singer, "Shampoo: preconditioned stochastic tensor optimization", 2018,
 * arXiv:1802.09568.
 *
 * @param learningRate the length of a step, 0 or more
 * @param momentum the share of itself that the momentum of preconditioned gradients keeps, 0 or
 *     more
 * @param beta the share of themselves that the covariances keep at a step, above 0; 1 for sums
 * @param epsilon what is added to their eigenvalues, above 0
 * @param weightDecay the share of parameters that is taken off, times the rate, 0 or more
 * @param every the number of steps from root to root, 1 or more
 * @param grafting whose length a step has
 * @param longestSide the longest side that is preconditioned, 1 or more
 * @param others the optimizer of what is no matrix
 */
@Named("shampoo")
@Doc("Gradients preconditioned from both sides by inverse roots of their covariances.")
@OptimizerCard(
    family = OptimizerFamily.MATRIX,
    rule =
        "L = L + g g'; R = R + g' g; u = (L + epsilon)^(-1/4) g (R + epsilon)^(-1/4); b = momentum"
            + " b + u; p = p - learningRate (b + weightDecay p)",
    state = "L, R, their roots, b if there is momentum",
    needs = OptimizerCard.Need.MATRICES,
    use = "Networks of matrices up to a thousand wide; with grafting it takes another's rate.",
    paper = "Gupta, Koren and Singer 2018, arXiv:1802.09568")
public record Shampoo(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.0") @Doc("The share of itself that the momentum keeps.") double momentum,
    @Default("1.0") @Doc("The share of themselves that the covariances keep.") double beta,
    @Default("1e-4") @Doc("What is added to the eigenvalues.") double epsilon,
    @Default("0.0") @Doc("The share of parameters that is taken off.") double weightDecay,
    @Default("1") @Doc("The number of steps from root to root.") int every,
    @Default("none") @Doc("Whose length a step has.") ScaleByShampoo.Grafting grafting,
    @Default("1024") @Doc("The longest side that is preconditioned.") int longestSide,
    @Default("adamw") @Doc("The optimizer of what is no matrix.") Optimizer others)
    implements Optimizer {
  /** Requires numbers in their ranges. */
  public Shampoo {
    requireRate(learningRate);
    requireNonNegative(momentum, "momentum");
    requireNonNegative(weightDecay, "weightDecay");
    var _ = new ScaleByShampoo(beta, epsilon, every, grafting, longestSide);
  }

  /** Makes Shampoo with a constant rate, AdamW of the same rate, and defaults for the rest. */
  public Shampoo(double learningRate) {
    this(
        Schedule.constant(learningRate),
        0,
        1,
        1e-4,
        0,
        1,
        ScaleByShampoo.Grafting.NONE,
        1024,
        new AdamW(learningRate));
  }

  @Override
  public GradientTransform<?> transform() {
    return new Split<>(
        (_, p) -> p.rank() >= 2,
        chain(
            new ScaleByShampoo(beta, epsilon, every, grafting, longestSide),
            momentum == 0 ? chain() : new Momentum(momentum, 0, false),
            addDecayedWeights(weightDecay),
            scaleByLearningRate(learningRate)),
        others.transform());
  }
}
