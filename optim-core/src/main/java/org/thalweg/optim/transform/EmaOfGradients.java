package org.thalweg.optim.transform;

import static org.thalweg.optim.range.Ranges.requireDecay;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * The running mean of gradients, {@code m = decay m + (1 - decay) g}; freed of its bias towards 0
 * it is {@code m / (1 - decay^t)}. Optax's ema.
 *
 * @param decay the share of itself that the mean keeps at a step, from 0 to below 1
 * @param debias whether the bias is taken away
 */
@Named("ema-of-gradients")
@Doc("The running mean of gradients.")
public record EmaOfGradients(
    @Default("0.9") @Doc("The share of itself that the mean keeps at a step.") double decay,
    @Default("true") @Doc("Whether its bias towards 0 is taken away.") boolean debias)
    implements GradientTransform<EmaOfGradients.State> {
  /**
   * The mean, zero at first.
   *
   * @param mean of gradients
   */
  public record State(Parameters mean) {}

  /** Requires a share from 0 to below 1. */
  public EmaOfGradients {
    requireDecay(decay, "decay");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters mean = state.mean.zip(gradients, (m, g) -> m.mul(decay).add(g.mul(1 - decay)));
    if (!debias) {
      return new Updates<>(mean, new State(mean));
    }
    Tensor factor = context.count().mul(StrictMath.log(decay)).expm1().neg().reciprocal();
    return new Updates<>(mean.map(m -> m.mul(factor.to(m.dtype()))), new State(mean));
  }
}
