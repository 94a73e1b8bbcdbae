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
 * Adam with decoupled weight decay: {@code p = p - learningRate (adam + weightDecay p)}.
 *
 * <p>PyTorch's AdamW. Loshchilov and Hutter, "Decoupled weight decay regularization", 2019,
 * arXiv:1711.05101.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, 0 or more
 * @param weightDecay the share of a parameter that a step takes away, per learning rate, 0 or more
 * @param amsgrad whether the mean square never falls: Reddi et al. 2018, arXiv:1904.09237
 */
@Named("adamw")
@Doc("Adam with decoupled weight decay.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; p = p - learningRate (m/(1 -"
            + " beta1^t) / (sqrt(v/(1 - beta2^t)) + epsilon) + weightDecay p)",
    state = "m, v",
    use = "The usual first choice where weights should stay small.",
    paper = "Loshchilov and Hutter 2019, arXiv:1711.05101")
public record AdamW(
    @Default("0.001") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.01") @Doc("The share of a parameter that a step takes away, per learning rate.")
        double weightDecay,
    @Default("false") @Doc("Whether the mean square never falls.") boolean amsgrad)
    implements Optimizer {
  /** Requires shares from 0 to below 1 and other numbers of 0 or more. */
  public AdamW {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requireNonNegative(epsilon, "epsilon");
    requireNonNegative(weightDecay, "weightDecay");
  }

  /** Makes AdamW with a constant rate and defaults for the rest. */
  public AdamW(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-8, 0.01, false);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        amsgrad ? scaleByAmsgrad(beta1, beta2, epsilon) : scaleByAdam(beta1, beta2, epsilon),
        addDecayedWeights(weightDecay),
        scaleByLearningRate(learningRate));
  }
}
