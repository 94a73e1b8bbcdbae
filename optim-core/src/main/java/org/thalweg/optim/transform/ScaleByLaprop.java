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
 * The running mean of scaled gradients, where {@link ScaleByAdam} scales the mean: {@code m / (1 -
 * beta1^t)} with {@code m = beta1 m + (1 - beta1) g / (sqrt(v / (1 - beta2^t)) + epsilon)}.
 *
 * <p>Ziyin, Wang and Ueda, "LaProp: separating momentum and adaptivity in Adam", 2020,
 * arXiv:2002.04839.
 *
 * @param beta1 the share of itself that the mean of scaled gradients keeps, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 */
@Named("scale-by-laprop")
@Doc("The running mean of gradients over the root of their mean square.")
public record ScaleByLaprop(
    @Default("0.9") @Doc("The share of itself that the mean of scaled gradients keeps.")
        double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-15") @Doc("What is added to the root of the mean square.") double epsilon)
    implements GradientTransform<ScaleByLaprop.State> {
  /**
   * Running means, zero at first.
   *
   * @param mean the running mean of scaled gradients
   * @param square that of squared gradients
   */
  public record State(Parameters mean, Parameters square) {}

  /** Requires numbers in their ranges. */
  public ScaleByLaprop {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike(), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters square = square(state.square, gradients, beta2);
    Tensor root = unbias(beta2, context).sqrt();
    Parameters scaled = gradients.zip(square, (g, v) -> g.div(times(v.sqrt(), root).add(epsilon)));
    Parameters mean = mean(state.mean, scaled, beta1);
    return new Updates<>(times(mean, unbias(beta1, context)), new State(mean, square));
  }
}
