package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Transforms.addDecayedWeights;
import static org.thalweg.optim.transform.Transforms.chain;
import static org.thalweg.optim.transform.Transforms.scaleByAdam;
import static org.thalweg.optim.transform.Transforms.scaleByLearningRate;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.optim.transform.LowRank;

/**
 * GaLore: Adam in a space of few dimensions for each matrix; see {@link LowRank} for the formula.
 *
 * <p>Defaults are those of the authors' code. Zhao et al., "GaLore: memory-efficient LLM training
 * by gradient low-rank projection", 2024, arXiv:2403.03507.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param weightDecay the share of parameters that is taken off, times the rate, 0 or more
 * @param rank the number of dimensions, 1 or more
 * @param every the number of steps from projection to projection, 1 or more
 * @param scale the factor of matrices' steps, above 0
 */
@Named("galore")
@Doc("Adam in a space of few dimensions for each matrix.")
@OptimizerCard(
    family = OptimizerFamily.MEMORY,
    rule =
        "every so many steps P = first singular vectors of g; r = P' g; m = beta1 m + (1 - beta1)"
            + " r; v = beta2 v + (1 - beta2) r^2; p = p - learningRate (scale P (m/(1 - beta1^t) /"
            + " (sqrt(v/(1 - beta2^t)) + epsilon)) + weightDecay p)",
    state = "P, m, v of few rows",
    needs = OptimizerCard.Need.MATRICES,
    use = "Large matrices whose state of Adam does not fit.",
    paper = "Zhao et al. 2024, arXiv:2403.03507")
public record Galore(
    @Default("0.001") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.0") @Doc("The share of parameters that is taken off.") double weightDecay,
    @Default("128") @Doc("The number of dimensions.") int rank,
    @Default("200") @Doc("The number of steps from projection to projection.") int every,
    @Default("0.25") @Doc("The factor of matrices' steps.") double scale)
    implements Optimizer {
  /** Requires numbers in their ranges. */
  public Galore {
    requireRate(learningRate);
    requirePositive(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
    var _ = new LowRank<>(scaleByAdam(beta1, beta2, epsilon), rank, every, scale);
  }

  /** Makes GaLore with a constant rate and defaults for the rest. */
  public Galore(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-8, 0, 128, 200, 0.25);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new LowRank<>(scaleByAdam(beta1, beta2, epsilon), rank, every, scale),
        addDecayedWeights(weightDecay),
        scaleByLearningRate(learningRate));
  }
}
