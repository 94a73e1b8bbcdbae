package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;
import static org.thalweg.optim.range.Ranges.requireRate;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * Follow the regularised leader: {@code z = z + g + 2 l2Shrinkage p - (n'^k - n^k) / learningRate
 * p} with {@code n' = n + g^2} and {@code k = -learningRatePower}; the new parameter is {@code
 * (clip(z, -l1, l1) - z) / (n'^k / learningRate + 2 l2 + beta / learningRate)}, which is exactly 0
 * where z is small. An element that never had a gradient stays as it is. It takes its steps itself:
 * it comes last in a chain.
 *
 * <p>McMahan et al., "Ad click prediction: a view from the trenches", 2013. Numbers are those of
 * Keras's Ftrl.
 *
 * @param learningRate the length of a step, above 0; steps of rate 0 are left out
 * @param learningRatePower minus the power of the sum of squares that steps fall with, 0 or less
 * @param initialAccumulator the sum of squares before the first step, 0 or more
 * @param l1 the factor of a penalty on sizes of parameters, 0 or more
 * @param l2 the factor of a penalty on squares of parameters, 0 or more
 * @param l2Shrinkage the factor of a penalty on squares whose gradient is added, 0 or more
 * @param beta what is added to the power of the sum of squares, 0 or more
 */
@Named("scale-by-ftrl")
@Doc("Steps to the least of all linear losses so far, with a penalty on sizes.")
public record ScaleByFtrl(
    @Default("0.001") @Doc("The length of a step.") Schedule learningRate,
    @Default("-0.5") @Doc("Minus the power of the sum of squares that steps fall with.")
        double learningRatePower,
    @Default("0.1") @Doc("The sum of squares before the first step.") double initialAccumulator,
    @Default("0.0") @Doc("The factor of a penalty on sizes of parameters.") double l1,
    @Default("0.0") @Doc("The factor of a penalty on squares of parameters.") double l2,
    @Default("0.0") @Doc("The factor of a penalty on squares whose gradient is added.")
        double l2Shrinkage,
    @Default("0.0") @Doc("What is added to the power of the sum of squares.") double beta)
    implements GradientTransform<ScaleByFtrl.State> {
  /**
   * Two sums.
   *
   * @param sum the sum of squared gradients
   * @param linear the sum of gradients, each at the parameter's place
   */
  public record State(Parameters sum, Parameters linear) {}

  /** Requires numbers in their ranges. */
  public ScaleByFtrl {
    requireRate(learningRate);
    require(
        learningRatePower <= 0 && Double.isFinite(learningRatePower),
        "learningRatePower must be zero or less and finite, was %s",
        learningRatePower);
    requireNonNegative(initialAccumulator, "initialAccumulator");
    requireNonNegative(l1, "l1");
    requireNonNegative(l2, "l2");
    requireNonNegative(l2Shrinkage, "l2Shrinkage");
    requireNonNegative(beta, "beta");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(
        parameters.map(p -> Tensors.fullLike(p, initialAccumulator)), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Tensor rate = context.at(learningRate);
    Parameters pull = gradients.zip(context.parameters(), (g, p) -> g.add(p.mul(2 * l2Shrinkage)));
    Parameters active = pull.zip(state.linear, (g, z) -> g.ne(0).or(z.ne(0)).and(rate.gt(0)));
    Parameters sum =
        state.sum.map((name, n) -> where(active.get(name), n.add(gradients.get(name).square()), n));
    Parameters linear =
        state.linear.map((name, z) -> {
          Tensor growth =
              sum.get(name)
                  .pow(-learningRatePower)
                  .sub(state.sum.get(name).pow(-learningRatePower));
          Tensor back = growth.div(rate.to(z.dtype())).mul(context.parameters().get(name));
          return where(active.get(name), z.add(pull.get(name)).sub(back), z);
        });
    Parameters updates =
        linear.map((name, z) -> {
          Tensor steepness =
              sum.get(name).pow(-learningRatePower).add(beta).div(rate.to(z.dtype())).add(2 * l2);
          Tensor target = z.clamp(-l1, l1).sub(z).div(steepness);
          return where(active.get(name), target.sub(context.parameters().get(name)), 0);
        });
    return new Updates<>(updates, new State(sum, linear));
  }
}
