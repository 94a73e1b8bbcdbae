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
import org.thalweg.optim.transform.ScaleByAdaHessian;

/**
 * AdaHessian: Adam with the Hessian's diagonal under the root; see {@link ScaleByAdaHessian} for
 * the formula.
 *
 * <p>The authors' code, with decoupled decay. Yao et al., "AdaHessian: an adaptive second order
 * optimizer for machine learning", 2021, arXiv:2006.00719.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps, from 0 to below 1
 * @param beta2 the share of itself that the mean square of the diagonal keeps, from 0 to below 1
 * @param epsilon what is added to the root, above 0
 * @param weightDecay the share of parameters that is taken off, times the rate, 0 or more
 * @param power the power of the curvature, above 0 and at most 1
 * @param seed what the random signs of the estimates come from
 */
@Named("adahessian")
@Doc("The mean of gradients over the root mean square of the Hessian's diagonal.")
@OptimizerCard(
    family = OptimizerFamily.SECOND_ORDER,
    rule =
        "d = |z (H z)|; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) d^2; p = p -"
            + " learningRate (m/(1 - beta1^t) / (sqrt(v/(1 - beta2^t))^power + epsilon) +"
            + " weightDecay p)",
    state = "m, v",
    needs = OptimizerCard.Need.OBJECTIVE,
    use = "Problems of very uneven curvature, at two or three times Adam's work per step.",
    paper = "Yao et al. 2021, arXiv:2006.00719")
public record AdaHessian(
    @Default("0.1") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-4") @Doc("What is added to the root.") double epsilon,
    @Default("0.0") @Doc("The share of parameters that is taken off.") double weightDecay,
    @Default("1.0") @Doc("The power of the curvature.") double power,
    @Default("0") @Doc("What the random signs come from.") long seed)
    implements Optimizer {
  /** Requires numbers in their ranges. */
  public AdaHessian {
    requireRate(learningRate);
    requireNonNegative(weightDecay, "weightDecay");
    var _ = new ScaleByAdaHessian(beta1, beta2, epsilon, power, seed);
  }

  /** Makes AdaHessian with a constant rate and defaults for the rest. */
  public AdaHessian(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-4, 0, 1, 0);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new ScaleByAdaHessian(beta1, beta2, epsilon, power, seed),
        addDecayedWeights(weightDecay),
        scaleByLearningRate(learningRate));
  }
}
