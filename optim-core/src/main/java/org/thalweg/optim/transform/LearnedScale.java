package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;

import java.util.stream.IntStream;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Another transform's steps, summed and times a scale that is learned: Mechanic.
 *
 * <p>With the sum {@code D = (p - p0) / (sum s + epsilon)} of the inner steps so far, {@code h =
 * -<g + weightDecay (sum s) |g| / (|p| + epsilon) p, D>}, and for each of {@code n} betas {@code 1
 * - 0.1^i}: {@code m' = max(beta m, |h| + epsilon); v = beta^2 v + h^2; r = beta r + s clip(h, -m,
 * m); s = (initial / n m' + max(0, r)) / (sqrt(v) + epsilon)}. Parameters become {@code p0 + (sum
 * s) (D + u)}, where u is the inner step.
 *
 * <p>Optax's contributed mechanize. Cutkosky, Defazio and Mehta, "Mechanic: a learning rate tuner",
 * 2023, arXiv:2306.00144.
 *
 * @param inner what gives steps, its learning rate 1 at most times
 * @param weightDecay the factor of parameters in the learning of the scale, 0 or more
 * @param epsilon what is added to divisors, above 0
 * @param initial the scale at first, above 0
 * @param betas the number of betas, 1 or more
 * @param <S> the type of the inner state
 */
public record LearnedScale<S>(
    GradientTransform<S> inner, double weightDecay, double epsilon, double initial, int betas)
    implements GradientTransform<LearnedScale.State<S>> {
  /**
   * What is kept; m, v, r and s are vectors of float64, an element for each beta.
   *
   * @param inner of the inner transform
   * @param start the parameters at first
   * @param largest m
   * @param squares v
   * @param reward r
   * @param scale s
   */
  public record State<S>(
      S inner, Parameters start, Tensor largest, Tensor squares, Tensor reward, Tensor scale) {}

  /** Requires a decay of 0 or more, positive numbers and a beta. */
  public LearnedScale {
    requireNonNegative(weightDecay, "weightDecay");
    requirePositive(epsilon, "epsilon");
    requirePositive(initial, "initial");
    require(betas >= 1, "betas must be 1 or more, was %s", betas);
  }

  @Override
  public State<S> init(Parameters parameters) {
    Tensor zeros = Tensor.full(Shape.of(betas), DType.FLOAT64, 0);
    Tensor first = Tensor.full(Shape.of(betas), DType.FLOAT64, initial);
    return new State<>(inner.init(parameters), parameters, zeros, zeros, zeros, first);
  }

  @Override
  public Updates<State<S>> update(Parameters gradients, State<S> state, Context context) {
    Parameters here = context.parameters();
    Updates<S> step = inner.update(gradients, state.inner, context);
    Tensor scale = state.scale.sum();
    Tensor decay =
        scale
            .mul(weightDecay)
            .mul(Sums.squares(gradients).sqrt())
            .div(Sums.squares(here).sqrt().add(epsilon));
    Parameters sum =
        Averages.times(here.zip(state.start, Tensor::sub), scale.add(epsilon).reciprocal());
    Tensor h = Sums.dot(Sums.add(gradients, here, decay), sum).neg();
    Tensor bounded = bounded(h, state.largest);
    Tensor beta =
        Tensor.of(IntStream.rangeClosed(1, betas).mapToDouble(i -> 1 - Math.pow(0.1, i)).toArray());
    Tensor largest =
        beta.mul(state.largest).maximum(h.abs().add(epsilon).broadcastTo(beta.shape()));
    Tensor squares = beta.square().mul(state.squares).add(h.square());
    Tensor reward = beta.mul(state.reward).add(bounded.mul(state.scale));
    Tensor wealth = largest.mul(initial / betas).add(reward.relu());
    Tensor next = wealth.div(squares.sqrt().add(epsilon));
    Parameters whole = sum.add(step.updates());
    Parameters updates = Sums.add(state.start.zip(here, Tensor::sub), whole, next.sum());
    return new Updates<>(
        updates, new State<>(step.state(), state.start, largest, squares, reward, next));
  }

  private static Tensor bounded(Tensor h, Tensor limit) {
    return h.broadcastTo(limit.shape()).maximum(limit.neg()).minimum(limit);
  }

  @Override
  public Parameters evaluationWeights(State<S> state, Parameters parameters) {
    return inner.evaluationWeights(state.inner, parameters);
  }
}
