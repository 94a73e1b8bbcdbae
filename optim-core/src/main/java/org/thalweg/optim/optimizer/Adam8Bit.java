package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
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
import org.thalweg.optim.transform.ScaleByAdam8Bit;
import org.thalweg.optim.transform.Split;

/**
 * Adam whose running means are kept in a byte for each element; see {@link ScaleByAdam8Bit} for the
 * code. Small parameters keep floats.
 *
 * <p>Dettmers et al., "8-bit optimizers via block-wise quantization", 2022, arXiv:2110.02861.
 *
 * @param learningRate the length of a step, 0 or more
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param weightDecay the factor of a penalty on squares of parameters, 0 or more
 * @param smallest the number of elements from which on a parameter has bytes, 1 or more
 */
@Named("adam-8bit")
@Doc("Adam whose running means are kept in a byte for each element.")
@OptimizerCard(
    family = OptimizerFamily.MEMORY,
    rule =
        "as adam, with m and sqrt(v) in blocks of 2048: the largest size in float32, of each"
            + " element a byte",
    state = "m, sqrt(v): a byte each",
    use = "Models whose state of Adam does not fit: two bytes for each parameter.",
    paper = "Dettmers et al. 2022, arXiv:2110.02861")
public record Adam8Bit(
    @Default("0.001") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double weightDecay,
    @Default("4096") @Doc("The number of elements from which on a parameter has bytes.")
        long smallest)
    implements Optimizer {
  /** Requires numbers in their ranges. */
  public Adam8Bit {
    requireRate(learningRate);
    requireNonNegative(weightDecay, "weightDecay");
    require(smallest >= 1, "smallest must be 1 or more, was %s", smallest);
    var _ = new ScaleByAdam8Bit(beta1, beta2, epsilon);
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Adam8Bit(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.999, 1e-8, 0, 4096);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        addDecayedWeights(weightDecay),
        new Split<>(
            (_, p) -> p.size() >= smallest,
            new ScaleByAdam8Bit(beta1, beta2, epsilon),
            scaleByAdam(beta1, beta2, epsilon)),
        scaleByLearningRate(learningRate));
  }
}
