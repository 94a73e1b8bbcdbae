package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Transforms.addDecayedWeights;
import static org.thalweg.optim.transform.Transforms.chain;
import static org.thalweg.optim.transform.Transforms.scaleByAdam;
import static org.thalweg.optim.transform.Transforms.scaleByAmsgrad;
import static org.thalweg.optim.transform.Transforms.scaleByLearningRate;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;

/**
 * Adam: steps of about the learning rate, whatever the size of gradients; see {@link
 * org.thalweg.optim.transform.ScaleByAdam} for the formula.
 *
 * <p>PyTorch's Adam. Kingma and Ba, "Adam: a method for stochastic optimization", 2015,
 * arXiv:1412.6980.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, 0 or more
 * @param weightDecay the factor of a penalty on squares of parameters, whose gradient is added to
 *     the others, 0 or more
 * @param amsgrad whether the mean square never falls: Reddi et al. 2018, arXiv:1904.09237
 */
@Named("adam")
@Doc("Steps of a length that does not depend on the size of gradients.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "g = g + weightDecay p; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; p = p -"
            + " learningRate m/(1 - beta1^t) / (sqrt(v/(1 - beta2^t)) + epsilon)",
    state = "m, v",
    use = "The usual first choice; for weight decay take adamw.",
    paper = "Kingma and Ba 2015, arXiv:1412.6980")
public record Adam(
    @Default("0.001") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay,
    @Default("false") @Doc("Whether the mean square never falls.") boolean amsgrad)
    implements Optimizer {
  /** Requires shares from 0 to below 1 and other numbers of 0 or more. */
  public Adam {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requireNonNegative(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes Adam with a constant rate and defaults for the rest. */
  public Adam(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-8, 0, false);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        addDecayedWeights(weightDecay),
        amsgrad ? scaleByAmsgrad(beta1, beta2, epsilon) : scaleByAdam(beta1, beta2, epsilon),
        scaleByLearningRate(learningRate));
  }
}
