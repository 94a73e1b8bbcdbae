package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.transform.Averages.mean;
import static org.thalweg.optim.transform.Averages.square;
import static org.thalweg.optim.transform.Averages.times;
import static org.thalweg.optim.transform.Averages.unbias;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Adam with an angle in place of the quotient, which needs no epsilon and bounds the step: {@code
 * scale atan2(m / (1 - beta1^t), spread sqrt(v / (1 - beta2^t)))}.
 *
 * <p>Everett et al., "Scaling exponents across parameterizations and optimizers", 2024,
 * arXiv:2407.05872.
 *
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param scale the factor of the angle, above 0
 * @param spread the factor of the root of the mean square, above 0
 */
@Named("scale-by-adam-atan2")
@Doc("Adam with an angle in place of the quotient.")
public record ScaleByAdamAtan2(
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.99") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1.27") @Doc("The factor of the angle.") double scale,
    @Default("1.0") @Doc("The factor of the root of the mean square.") double spread)
    implements GradientTransform<ScaleByAdamAtan2.State> {
  /**
   * Running means, zero at first.
   *
   * @param mean the running mean of gradients
   * @param square that of their squares
   */
  public record State(Parameters mean, Parameters square) {}

  /** Requires numbers in their ranges. */
  public ScaleByAdamAtan2 {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(scale, "scale");
    requirePositive(spread, "spread");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike(), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters mean = mean(state.mean, gradients, beta1);
    Parameters square = square(state.square, gradients, beta2);
    Tensor root = unbias(beta2, context).sqrt().mul(spread);
    Parameters updates =
        times(mean, unbias(beta1, context))
            .zip(square, (m, v) -> m.atan2(times(v.sqrt(), root)).mul(scale));
    return new Updates<>(updates, new State(mean, square));
  }
}
