package org.thalweg.optim.optimizer;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Transforms.chain;
import static org.thalweg.optim.transform.Transforms.scaleByLearningRate;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.optim.transform.ScaleByTrustRatio;

/**
 * Fromage: steps of a length relative to that of each tensor, which is then shortened so that it
 * does not grow: {@code p = (p - learningRate |p| / |g| g) / sqrt(1 + learningRate^2)}.
 *
 * <p>Optax's fromage. Bernstein et al., "On the distance between two neural networks and the
 * stability of learning", 2020, arXiv:2002.03432.
 *
 * @param learningRate the length of a step, 0 or more
 * @param minNorm what a smaller length counts as, above 0
 */
@Named("fromage")
@Doc("Steps as long as a share of each tensor, which is then shortened.")
@OptimizerCard(
    family = OptimizerFamily.LAYER_WISE,
    rule =
        "p = (p - learningRate max(|p|, minNorm) / max(|g|, minNorm) g) / sqrt(1 + "
            + "learningRate^2)",
    use = "One rate for many networks, 0.01 usually.",
    paper = "Bernstein et al. 2020, arXiv:2002.03432")
public record Fromage(
    @Doc("The length of a step.") Schedule learningRate,
    @Default("1e-6") @Doc("What a smaller length counts as.") double minNorm)
    implements Optimizer {
  /** Requires hyper-parameters in their ranges. */
  public Fromage {
    requireRate(learningRate);
    requirePositive(minNorm, "minNorm");
  }

  /** Makes it with a constant rate and defaults for the rest. */
  public Fromage(double learningRate) {
    this(Schedule.constant(learningRate), 1e-6);
  }

  @Override
  public GradientTransform<?> transform() {
    return chain(
        new ScaleByTrustRatio(minNorm, 1, 0),
        scaleByLearningRate(learningRate),
        (Stateless) this::shorten);
  }

  /** Returns updates after which parameters and updates are shorter. */
  private Parameters shorten(Parameters updates, Context context) {
    Tensor share = context.at(learningRate).square().add(1).rsqrt();
    return updates.zip(
        context.parameters(),
        (u, p) -> u.mul(share.to(u.dtype())).add(p.mul(share.sub(1).to(p.dtype()))));
  }
}
