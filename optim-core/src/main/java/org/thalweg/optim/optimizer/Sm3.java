package org.thalweg.optim.optimizer;

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
import org.thalweg.optim.transform.ScaleBySm3;

/**
 * SM3; see {@link org.thalweg.optim.transform.ScaleBySm3}.
 *
 * <p>Optax's sm3. Anil et al., "Memory-efficient adaptive optimization", 2019, arXiv:1901.11150.
 *
 * @param learningRate the length of a step, 0 or more
 * @param momentum the share of itself that the mean keeps at a step, from 0 to below 1
 */
@Named("sm3")
@Doc("Adagrad in the memory of rows and columns.")
@OptimizerCard(
    family = OptimizerFamily.MEMORY,
    rule =
        "s = g^2 + the least cover; a cover is the largest s along its row or column; m = "
            + "momentum m + (1 - momentum) g / sqrt(s + 1e-8); p = p - learningRate m",
    state = "m, rows and columns",
    use = "Large embeddings, where memory is short.",
    paper = "Anil et al. 2019, arXiv:1901.11150")
public record Sm3(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean keeps.") double momentum)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Sm3 {
    requireRate(learningRate);
    requireDecay(momentum, "momentum");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Sm3(double learningRate) {
    this(Schedule.constant(learningRate), 0.9);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(new ScaleBySm3(momentum, 1e-8), scaleByLearningRate(learningRate));
  }
}
