package org.thalweg.optim.optimizer;

import static org.thalweg.optim.range.Ranges.requireDecay;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.OptimizerFamily;
import org.thalweg.optim.transform.AveragedWeights;

/**
 * Any optimizer, evaluated with a moving average of its weights: {@code e = decay e + (1 - decay)
 * p}, which starts as the weights after the first step.
 *
 * <p>PyTorch's AveragedModel with get_ema_avg_fn.
 *
 * @param optimizer what moves the weights
 * @param decay the share of itself that the average keeps at a step, from 0 to below 1
 */
@Named("ema")
@Doc("An optimizer evaluated with a moving average of its weights.")
@OptimizerCard(
    family = OptimizerFamily.AVERAGING,
    rule = "p = p + u; e = decay e + (1 - decay) p; evaluate with e",
    state = "e",
    use = "Most networks gain a little; the decay is near 1 - 10 / steps.",
    paper = "Polyak and Juditsky 1992; Tarvainen and Valpola 2017, arXiv:1703.01780")
public record Ema(
    @Doc("What moves the weights.") Optimizer optimizer,
    @Default("0.999") @Doc("The share of itself that the average keeps.") double decay)
    implements Optimizer {
  /** Requires a decay from 0 to below 1. */
  public Ema {
    requireDecay(decay, "decay");
  }

  @Override
  public GradientTransform<?> transform() {
    return new AveragedWeights<>(optimizer.transform(), new AveragedWeights.Moving(decay));
  }
}
