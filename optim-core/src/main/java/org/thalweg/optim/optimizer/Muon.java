package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Transforms.addDecayedWeights;
import static org.thalweg.optim.transform.Transforms.chain;
import static org.thalweg.optim.transform.Transforms.scaleByLearningRate;

import java.util.regex.Pattern;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Schedule;
import org.thalweg.optim.range.Ranges;
import org.thalweg.optim.transform.Orthogonalize;
import org.thalweg.optim.transform.Split;

/**
 * Muon: momentum whose matrices are made about orthogonal; see {@link Orthogonalize} for the
 * formula. {@code p = p - learningRate (O + weightDecay p)}.
 *
 * <p>A parameter of fewer than two axes, or whose name is that of the pattern, is left to another
 * optimizer. Embeddings and last layers usually are.
 *
 * <p>PyTorch's Muon, in full precision. Jordan et al., "Muon: an optimizer for hidden layers in
 * neural networks", 2024; Liu et al., "Muon is scalable for LLM training", 2025, arXiv:2502.16982.
 *
 * @param learningRate the length of a step, 0 or more
 * @param momentum the share of itself that the momentum keeps at a step, from 0 to below 1
 * @param nesterov whether to look ahead
 * @param weightDecay the share of parameters that is taken off, times the rate, 0 or more
 * @param steps how often the polynomial is applied, 1 or more
 * @param epsilon the least norm that a matrix is divided by, above 0
 * @param factor how a step's length depends on the shape
 * @param except a regular expression that is found in the names of matrices for the other
 *     optimizer; none if empty
 * @param others the optimizer of what is no matrix
 */
@Named("muon")
@Doc("Steps with matrices made about orthogonal.")
@OptimizerCard(
    family = OptimizerFamily.MATRIX,
    rule =
        "b = momentum b + (1 - momentum) g; u = (1 - momentum) g + momentum b; O = orthogonal u;"
            + " p = p - learningRate (factor O + weightDecay p)",
    state = "b",
    needs = OptimizerCard.Need.MATRICES,
    use = "Hidden layers of networks of any size; others take AdamW beside it.",
    paper = "Jordan et al. 2024; Liu et al. 2025, arXiv:2502.16982")
public record Muon(
    @Default("0.001") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.95") @Doc("The share of itself that the momentum keeps.") double momentum,
    @Default("true") @Doc("Whether to look ahead.") boolean nesterov,
    @Default("0.1") @Doc("The share of parameters that is taken off.") double weightDecay,
    @Default("5") @Doc("How often the polynomial is applied.") int steps,
    @Default("1e-7") @Doc("The least norm that a matrix is divided by.") double epsilon,
    @Default("original") @Doc("How a step's length depends on the shape.")
        Orthogonalize.ShapeFactor factor,
    @Default("") @Doc("A pattern of names that the other optimizer takes.") String except,
    @Default("adamw") @Doc("The optimizer of what is no matrix.") Optimizer others)
    implements Optimizer {
  /** Requires numbers in their ranges and a pattern that is one. */
  public Muon {
    requireRate(learningRate);
    requireDecay(momentum, "momentum");
    requireNonNegative(weightDecay, "weightDecay");
    require(steps >= 1, "steps must be 1 or more, was %s", steps);
    requirePositive(epsilon, "epsilon");
    Ranges.requirePattern(except, "except");
  }

  /** Makes Muon with a constant rate, AdamW of the same rate, and defaults for the rest. */
  public Muon(double learningRate) {
    this(
        Schedule.constant(learningRate),
        0.95,
        true,
        0.1,
        5,
        1e-7,
        Orthogonalize.ShapeFactor.ORIGINAL,
        "",
        new AdamW(learningRate));
  }

  @Override
  public GradientTransform<?> transform() {
    Pattern pattern = Pattern.compile(except);
    return new Split<>(
        (name, p) -> p.rank() >= 2 && (except.isEmpty() || !pattern.matcher(name).find()),
        chain(
            new Orthogonalize(momentum, nesterov, steps, epsilon, factor),
            addDecayedWeights(weightDecay),
            scaleByLearningRate(learningRate)),
        others.transform());
  }
}
