package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requirePositive;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * Steps that bet a part of what has been won so far on the next gradient: with l the largest size
 * of a gradient, a the sum of sizes, c that of gradients downhill and {@code r = max(r - g (p -
 * p0), 0)}, the new parameter is {@code p0 + c / (l max(a + l, alpha l)) (l + r)}. It takes its
 * steps itself: it comes last in a chain.
 *
 * <p>Orabona and Tommasi, "Training deep networks without learning rates through coin betting",
 * 2017, arXiv:1705.07795. Optax's scale_by_cocob.
 *
 * @param alpha how small first bets are, above 0
 * @param epsilon the size of gradients that is assumed at first, above 0
 */
@Named("scale-by-cocob")
@Doc("Steps by coin betting, without a learning rate.")
public record ScaleByCocob(
    @Default("100.0") @Doc("How small first bets are.") double alpha,
    @Default("1e-8") @Doc("The size of gradients that is assumed at first.") double epsilon)
    implements GradientTransform<ScaleByCocob.State> {
  /**
   * Sums over all steps.
   *
   * @param start the parameters at first
   * @param sum the sum of gradients, downhill
   * @param scale the largest size of a gradient
   * @param size the sum of sizes
   * @param reward what has been won
   */
  public record State(
      Parameters start, Parameters sum, Parameters scale, Parameters size, Parameters reward) {}

  /** Requires numbers in their ranges. */
  public ScaleByCocob {
    requirePositive(alpha, "alpha");
    requirePositive(epsilon, "epsilon");
  }

  @Override
  public State init(Parameters parameters) {
    Parameters zeros = parameters.zerosLike();
    return new State(
        parameters, zeros, parameters.map(p -> Tensors.fullLike(p, epsilon)), zeros, zeros);
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters scale = state.scale.zip(gradients, (l, g) -> l.maximum(g.abs()));
    Parameters size = state.size.zip(gradients, (a, g) -> a.add(g.abs()));
    Parameters sum = state.sum.zip(gradients, Tensor::sub);
    Parameters moved = context.parameters().zip(state.start, Tensor::sub);
    Parameters reward =
        state.reward.map((name, r) -> r.sub(gradients.get(name).mul(moved.get(name))).maximum(0));
    Parameters updates =
        sum.map((name, c) -> {
          Tensor l = scale.get(name);
          Tensor risk = l.mul(size.get(name).add(l).maximum(l.mul(alpha)));
          return c.div(risk).mul(l.add(reward.get(name))).sub(moved.get(name));
        });
    return new Updates<>(updates, new State(state.start, sum, scale, size, reward));
  }
}
