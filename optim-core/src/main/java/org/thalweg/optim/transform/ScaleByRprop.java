package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireBetween;
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
 * Signs of gradients times a step size for each element: it grows by {@code growth} where the sign
 * of the gradient stays, shrinks by {@code shrinkage} where it changes, and stays within its
 * bounds. Where the sign changes there is no step, and the next one neither grows nor shrinks.
 *
 * <p>Riedmiller and Braun, "A direct adaptive method for faster backpropagation learning: the RPROP
 * algorithm", 1993. PyTorch's Rprop, uphill.
 *
 * @param learningRate the step size at first; later values of a schedule have no effect
 * @param shrinkage the factor where a sign changes, above 0 and below 1
 * @param growth the factor where a sign stays, above 1
 * @param minStep the smallest step size, 0 or more
 * @param maxStep the largest step size, at least the smallest
 */
@Named("scale-by-rprop")
@Doc("Signs of gradients times sizes that grow while the sign stays.")
public record ScaleByRprop(
    @Default("0.01") @Doc("The step size at first.") Schedule learningRate,
    @Default("0.5") @Doc("The factor where a sign changes.") double shrinkage,
    @Default("1.2") @Doc("The factor where a sign stays.") double growth,
    @Default("1e-6") @Doc("The smallest step size.") double minStep,
    @Default("50.0") @Doc("The largest step size.") double maxStep)
    implements GradientTransform<ScaleByRprop.State> {
  /**
   * Step sizes and signs.
   *
   * @param size the step size of each element
   * @param sign the sign of its gradient, 0 where it has just changed
   */
  public record State(Parameters size, Parameters sign) {}

  /** Requires numbers in their ranges. */
  public ScaleByRprop {
    requireRate(learningRate);
    requireBetween(0, shrinkage, 1, "shrinkage");
    require(
        growth > 1 && Double.isFinite(growth), "growth must be above 1 and finite, was %s", growth);
    requireNonNegative(minStep, "minStep");
    require(
        maxStep >= minStep && Double.isFinite(maxStep),
        "maxStep must be at least minStep = %s and finite, was %s",
        minStep,
        maxStep);
  }

  @Override
  public State init(Parameters parameters) {
    return new State(parameters.zerosLike(), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Tensor first = context.step().eq(1);
    Tensor rate = context.at(learningRate);
    Parameters agreement = gradients.zip(state.sign, (g, before) -> g.sign().mul(before));
    Parameters sizes =
        state.size.zip(
            agreement,
            (size, same) -> {
              Tensor from = where(first, rate.to(size.dtype()), size);
              Tensor factor =
                  where(same.gt(0), growth, where(same.lt(0), shrinkage, Tensors.onesLike(same)));
              return from.mul(factor).clamp(minStep, maxStep);
            });
    Parameters signs = gradients.zip(agreement, (g, same) -> where(same.lt(0), 0, g.sign()));
    return new Updates<>(signs.zip(sizes, Tensor::mul), new State(sizes, signs));
  }
}
