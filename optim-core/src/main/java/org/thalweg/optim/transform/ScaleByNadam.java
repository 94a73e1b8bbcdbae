package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.optim.range.Ranges.requireDecay;
import static org.thalweg.optim.transform.Averages.mean;
import static org.thalweg.optim.transform.Averages.square;
import static org.thalweg.optim.transform.Averages.times;
import static org.thalweg.optim.transform.Averages.unbias;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Adam with Nesterov's momentum: {@code ((1 - a_t) g / (1 - A_t) + a_{t+1} m / (1 - A_{t+1})) /
 * (sqrt(v / (1 - beta2^t)) + epsilon)}, where {@code a_t = beta1 (1 - 0.96^(t momentumDecay) / 2)}
 * and {@code A_t} is the product of a_1 to a_t.
 *
 * <p>Dozat, "Incorporating Nesterov momentum into Adam", 2016. Numbers are those of PyTorch's
 * NAdam.
 *
 * @param beta1 the share of itself that the mean of gradients keeps at a step, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps at a step, from 0 to below 1
 * @param epsilon what is added to the root of the mean square, above 0
 * @param momentumDecay how fast the momentum grows from half of beta1 to beta1, 0 or more
 */
@Named("scale-by-nadam")
@Doc("Adam with Nesterov's momentum, which grows over the steps.")
public record ScaleByNadam(
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-8") @Doc("What is added to the root of the mean square.") double epsilon,
    @Default("0.004") @Doc("How fast the momentum grows.") double momentumDecay)
    implements GradientTransform<ScaleByNadam.State> {
  /**
   * Running means, zero at first, and a product.
   *
   * @param mean the running mean of gradients
   * @param square that of their squares
   * @param product the product of all momenta so far, a float64 scalar
   */
  public record State(Parameters mean, Parameters square, Tensor product) {}

  /** Requires numbers in their ranges. */
  public ScaleByNadam {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    requireNonNegative(momentumDecay, "momentumDecay");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(
        parameters.zerosLike(), parameters.zerosLike(), Tensor.scalar(1, DType.FLOAT64));
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters mean = mean(state.mean, gradients, beta1);
    Parameters square = square(state.square, gradients, beta2);
    Tensor now = momentum(context.count());
    Tensor next = momentum(context.count().add(1));
    Tensor product = state.product.mul(now);
    Tensor fresh = now.rsub(1).div(product.rsub(1));
    Tensor old = next.div(product.mul(next).rsub(1));
    Tensor root = unbias(beta2, context).sqrt();
    Parameters updates =
        gradients.map((name, g) ->
            times(g, fresh)
                .add(times(mean.get(name), old))
                .div(times(square.get(name).sqrt(), root).add(epsilon)));
    return new Updates<>(updates, new State(mean, square, product));
  }

  /** Returns the momentum at a step. */
  private Tensor momentum(Tensor count) {
    return count.mul(momentumDecay * StrictMath.log(0.96)).exp().mul(-0.5).add(1).mul(beta1);
  }
}
