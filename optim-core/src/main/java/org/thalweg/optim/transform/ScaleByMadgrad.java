package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
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
 * Dual averaging: with {@code c = (learningRate + epsilon) sqrt(t)}, {@code s = s + c g} and {@code
 * v = v + c g^2} the parameter moves to {@code momentum p + (1 - momentum) (p0 - s / (cbrt(v) +
 * epsilon))}. It takes its steps itself: it comes last in a chain.
 *
 * <p>Defazio and Jelassi, "Adaptivity without compromise: a momentumized, adaptive, dual averaged
 * gradient method for stochastic optimization", 2021, arXiv:2101.11075. Optax's
 * contrib.scale_by_madgrad.
 *
 * @param learningRate the length of a step, 0 or more
 * @param momentum the share of the parameter in the next one, from 0 to below 1
 * @param epsilon what is added to the cube root and to the rate, above 0
 */
@Named("scale-by-madgrad")
@Doc("Dual averages of gradients over the cube root of their squares.")
public record ScaleByMadgrad(
    @Default("0.01") @Doc("The length of a step.") Schedule learningRate,
    @Default("0.9") @Doc("The share of the parameter in the next one.") double momentum,
    @Default("1e-6") @Doc("What is added to the cube root and to the rate.") double epsilon)
    implements GradientTransform<ScaleByMadgrad.State> {
  /**
   * The start and two sums.
   *
   * @param start the parameters at first
   * @param sum the weighted sum of gradients
   * @param square that of their squares
   */
  public record State(Parameters start, Parameters sum, Parameters square) {}

  /** Requires numbers in their ranges. */
  public ScaleByMadgrad {
    requireRate(learningRate);
    requireDecay(momentum, "momentum");
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters, parameters.zerosLike(), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Tensor factor = context.at(learningRate).add(epsilon).mul(context.count().sqrt());
    Parameters sum = state.sum.zip(gradients, (s, g) -> s.add(times(g, factor)));
    Parameters square = state.square.zip(gradients, (v, g) -> v.add(times(g.square(), factor)));
    Parameters updates =
        context
            .parameters()
            .map((name, p) -> {
              Tensor away = sum.get(name).div(square.get(name).pow(1.0 / 3).add(epsilon));
              return state.start.get(name).sub(away).sub(p).mul(1 - momentum);
            });
    return new Updates<>(updates, new State(state.start, sum, square));
  }
}
