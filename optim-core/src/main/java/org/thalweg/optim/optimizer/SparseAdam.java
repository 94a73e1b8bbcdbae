package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.range.Ranges.requireRate;
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
import org.thalweg.optim.transform.ScaleBySparseAdam;

/**
 * Adam for those rows alone whose gradient is not zero; also known as lazy Adam; see {@link
 * org.thalweg.optim.transform.ScaleBySparseAdam}.
 *
 * <p>PyTorch's SparseAdam. Kingma and Ba 2015, arXiv:1412.6980.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 */
@Named("sparse-adam")
@Doc("Adam for the rows that have a gradient.")
@OptimizerCard(
    family = OptimizerFamily.ADAPTIVE,
    rule =
        "for rows with g: m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; p = "
            + "p - learningRate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon)",
    state = "m, v",
    use = "Embeddings, of which a batch uses few rows.",
    paper = "Kingma and Ba 2015, arXiv:1412.6980")
public record SparseAdam(
    @Default("0.001") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public SparseAdam {
    requireRate(learningRate);
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public SparseAdam(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-8);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(new ScaleBySparseAdam(beta1, beta2, epsilon), scaleByLearningRate(learningRate));
  }
}
