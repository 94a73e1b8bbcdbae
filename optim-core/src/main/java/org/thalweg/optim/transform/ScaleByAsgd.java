package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;
import static org.thalweg.optim.range.Ranges.requireRate;
import static org.thalweg.optim.transform.Averages.times;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * The steps of averaged stochastic gradient descent: {@code -eta (g + decay p)} with {@code eta =
 * learningRate / (1 + decay learningRate (t - 1))^alpha}. The weights to evaluate with are the
 * running mean of the parameters from step {@code averageFrom + 1} on, and the parameters
 * themselves until then. It takes its steps itself: it comes last in a chain.
 *
 * <p>Polyak and Juditsky, "Acceleration of stochastic approximation by averaging", 1992; Xu,
 * arXiv:1107.2490. Numbers are those of PyTorch's ASGD.
 *
 * @param learningRate the length of a step, 0 or more
 * @param decay the share of a parameter that a step takes away, per learning rate, 0 or more
 * @param alpha how fast steps get shorter, 0 or more
 * @param averageFrom the number of steps before averaging, 0 or more
 */
@Named("scale-by-asgd")
@Doc("Steps of falling length, and the average of the parameters.")
public record ScaleByAsgd(
    @Default("0.01") @Doc("The length of a step.") Schedule learningRate,
    @Default("1e-4") @Doc("The share of a parameter that a step takes away.") double decay,
    @Default("0.75") @Doc("How fast steps get shorter.") double alpha,
    @Default("1e6") @Doc("The number of steps before averaging.") double averageFrom)
    implements GradientTransform<ScaleByAsgd.State> {
  /**
   * The average.
   *
   * @param average the mean of the parameters
   */
  public record State(Parameters average) {}

  /** Requires numbers in their ranges. */
  public ScaleByAsgd {
    requireRate(learningRate);
    requireNonNegative(decay, "decay");
    requireNonNegative(alpha, "alpha");
    requireNonNegative(averageFrom, "averageFrom");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters);
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Tensor rate = context.at(learningRate);
    Tensor done = context.count().sub(1);
    Tensor eta = rate.div(rate.mul(done).mul(decay).add(1).pow(alpha));
    Tensor share = done.sub(averageFrom).maximum(1).reciprocal();
    Parameters updates =
        gradients.zip(context.parameters(), (g, p) -> times(g.add(p.mul(decay)), eta).neg());
    Parameters average =
        state.average.map((name, mean) -> {
          Tensor now = context.parameters().get(name).add(updates.get(name));
          return where(share.eq(1), now, mean.add(times(now.sub(mean), share)));
        });
    return new Updates<>(updates, new State(average));
  }

  @Override
  public Parameters evaluationWeights(State state, Parameters parameters) {
    return state.average;
  }
}
