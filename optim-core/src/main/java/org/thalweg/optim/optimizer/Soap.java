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
import org.thalweg.optim.transform.ScaleBySoap;

/**
 * SOAP: Adam in the eigenbasis of Shampoo's preconditioners; see {@link ScaleBySoap} for the
 * formula. A parameter of fewer than two axes has Adam.
 *
 * <p>Defaults are those of the authors' code, whose first step changes no parameter. Vyas et al.,
 * "SOAP: improving and stabilizing Shampoo using Adam", 2024, arXiv:2409.11321.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of themselves that mean square and covariances keep, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, 0 or more
 * @param weightDecay the share of parameters that is taken off, times the rate, 0 or more
 * @param every the number of steps from basis to basis, 1 or more
 * @param longestSide the longest side that has a basis, 1 or more
 */
@Named("soap")
@Doc("Adam in the eigenbasis of the covariances of gradients.")
@OptimizerCard(
    family = OptimizerFamily.MATRIX,
    rule =
        "L = beta2 L + (1 - beta2) g g'; R = beta2 R + (1 - beta2) g' g; U, V = eigenvectors of L,"
            + " R; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) (U' g V)^2; p = p -"
            + " learningRate (U (U' m V / (sqrt(v) + epsilon)) V' + weightDecay p)",
    state = "m, v, L, R, U, V",
    needs = OptimizerCard.Need.MATRICES,
    use = "Networks of matrices up to a thousand wide, where fewer steps are worth more work.",
    paper = "Vyas et al. 2024, arXiv:2409.11321")
public record Soap(
    @Default("0.003") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.95") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.95") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.01") @Doc("The share of parameters that is taken off.") double weightDecay,
    @Default("10") @Doc("The number of steps from basis to basis.") int every,
    @Default("1024") @Doc("The longest side that has a basis.") int longestSide)
    implements Optimizer {
  /** Requires numbers in their ranges. */
  public Soap {
    requireRate(learningRate);
    requireNonNegative(weightDecay, "weightDecay");
    var _ = new ScaleBySoap(beta1, beta2, epsilon, every, longestSide);
  }

  /** Makes SOAP with a constant rate and defaults for the rest. */
  public Soap(double learningRate) {
    this(Schedule.constant(learningRate), 0.95, 0.95, 1e-8, 0.01, 10, 1024);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new ScaleBySoap(beta1, beta2, epsilon, every, longestSide),
        addDecayedWeights(weightDecay),
        scaleByLearningRate(learningRate));
  }
}
