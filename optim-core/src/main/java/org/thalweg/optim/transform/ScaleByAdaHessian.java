package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requirePositive;
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
 * Adam with the Hessian's diagonal in place of the gradient under the root: {@code m / (1 -
 * beta1^t) / ((sqrt(v / (1 - beta2^t)))^power + epsilon)}, with {@code v = beta2 v + (1 - beta2)
 * D^2} and {@code D = |z (H z)|} for random signs z.
 *
 * <p>For a tensor of four axes, the filters of images, D is its mean over the last two.
 *
 * <p>The authors' code. Yao et al., "AdaHessian: an adaptive second order optimizer for machine
 * learning", 2021, arXiv:2006.00719.
 *
 * @param beta1 the share of itself that the mean of gradients keeps, from 0 to below 1
 * @param beta2 the share of itself that the mean square keeps, from 0 to below 1
 * @param epsilon what is added to the root, above 0
 * @param power the power of the curvature, above 0 and at most 1
 * @param seed what the random signs come from
 */
@Named("scale-by-adahessian")
@Doc("The running mean of gradients over that of the Hessian's diagonal.")
public record ScaleByAdaHessian(
    @Default("0.9") @Doc("The share of itself that the mean of gradients keeps.") double beta1,
    @Default("0.999") @Doc("The share of itself that the mean square keeps.") double beta2,
    @Default("1e-4") @Doc("What is added to the root.") double epsilon,
    @Default("1.0") @Doc("The power of the curvature.") double power,
    @Default("0") @Doc("What the random signs come from.") long seed)
    implements GradientTransform<ScaleByAdaHessian.State> {
  /**
   * Two running means, zero at first.
   *
   * @param mean of gradients
   * @param square of squares of the Hessian's diagonal
   */
  public record State(Parameters mean, Parameters square) {}

  /** Requires shares from 0 to below 1, a positive epsilon, a power above 0 and at most 1. */
  public ScaleByAdaHessian {
    requireDecay(beta1, "beta1");
    requireDecay(beta2, "beta2");
    requirePositive(epsilon, "epsilon");
    require(0 < power && power <= 1, "power must be above 0 and at most 1, was %s", power);
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike(), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters diagonal = HessianDiagonal.estimate(context, seed).map(ScaleByAdaHessian::spread);
    Parameters mean = state.mean.zip(gradients, (m, g) -> m.mul(beta1).add(g.mul(1 - beta1)));
    Parameters square =
        state.square.zip(diagonal, (v, d) -> v.mul(beta2).add(d.square().mul(1 - beta2)));
    Tensor upper = Averages.unbias(beta1, context);
    Tensor lower = Averages.unbias(beta2, context).sqrt();
    Parameters updates =
        mean.zip(
            square,
            (m, v) -> {
              Tensor curvature = v.sqrt().mul(lower.to(v.dtype())).pow(power);
              return m.mul(upper.to(m.dtype())).div(curvature.add(epsilon));
            });
    return new Updates<>(updates, new State(mean, square));
  }

  private static Tensor spread(Tensor diagonal) {
    Tensor sizes = diagonal.abs();
    return sizes.rank() == 4 ? sizes.meanKeep(2, 3).broadcastTo(sizes.shape()) : sizes;
  }
}
