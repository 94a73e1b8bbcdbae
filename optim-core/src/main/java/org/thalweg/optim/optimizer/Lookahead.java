package org.thalweg.optim.optimizer;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.optim.transform.Scale;
import org.thalweg.optim.transform.SlowWeights;

/**
 * Any optimizer, with a turn back part of the way after every few steps; see {@link SlowWeights}
 * for the formula. Evaluation takes the slow weights.
 *
 * <p>Optax's lookahead. Zhang et al., "Lookahead optimizer: k steps forward, 1 step back", 2019,
 * arXiv:1907.08610.
 *
 * @param optimizer what moves the fast weights
 * @param period the number of steps from turn to turn, 1 or more
 * @param share the part of the way that slow weights go, above 0 and at most 1
 * @param reset whether the optimizer starts again at each turn, its schedule too
 */
@Named("lookahead")
@Doc("An optimizer with a turn back part of the way after every few steps.")
@OptimizerCard(
    family = OptimizerFamily.WRAPPER,
    rule = "p = p + u; every period steps: slow = slow + share (p - slow); p = slow",
    state = "slow",
    use = "Noisy gradients and rates that are a little too large.",
    paper = "Zhang et al. 2019, arXiv:1907.08610")
public record Lookahead(
    @Doc("What moves the fast weights.") Optimizer optimizer,
    @Default("5") @Doc("The number of steps from turn to turn.") int period,
    @Default("0.5") @Doc("The part of the way that slow weights go.") double share,
    @Default("false") @Doc("Whether the optimizer starts again at each turn.") boolean reset)
    implements Optimizer {
  /** Requires numbers in their ranges. */
  public Lookahead {
    var _ = new SlowWeights<>(new Scale(1), period, share, reset);
  }

  @Override
  public GradientTransform<?> transform() {
    return new SlowWeights<>(optimizer.transform(), period, share, reset);
  }
}
