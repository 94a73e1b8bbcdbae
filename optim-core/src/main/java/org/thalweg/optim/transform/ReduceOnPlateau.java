package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;

/**
 * Gradients times a scale that falls by a factor whenever the loss has not become better for some
 * time. Better is below {@code best (1 - relative) - absolute}. Behind an optimizer it reduces the
 * learning rate. Optax's reduce_on_plateau, PyTorch's ReduceLROnPlateau on losses of steps.
 *
 * <p>With {@code window} steps to a value, their mean is compared, and patience and cool-down count
 * such means.
 *
 * @param factor what the scale is multiplied by, above 0 and below 1
 * @param patience the number of values without a better one before that, 1 or more
 * @param relative how much better counts, as a share of the best, 0 or more
 * @param absolute how much better counts, in the unit of the loss, 0 or more
 * @param coolDown the number of values after a reduction that are not counted, 0 or more
 * @param window the number of steps to a value, 1 or more
 * @param least the least scale, 0 or more
 */
@Named("reduce-on-plateau")
@Doc("Gradients times a scale that falls when the loss does not.")
public record ReduceOnPlateau(
    @Default("0.1") @Doc("What the scale is multiplied by.") double factor,
    @Default("10") @Doc("The number of values without a better one before that.") long patience,
    @Default("1e-4") @Doc("How much better counts, as a share of the best.") double relative,
    @Default("0.0") @Doc("How much better counts, in the unit of the loss.") double absolute,
    @Default("0") @Doc("The number of values after a reduction that are not counted.")
        long coolDown,
    @Default("1") @Doc("The number of steps to a value.") long window,
    @Default("0.0") @Doc("The least scale.") double least)
    implements GradientTransform<ReduceOnPlateau.State> {
  /**
   * How the loss went.
   *
   * @param scale the scale, a float64 scalar, 1 at first
   * @param best the best value so far, a float64 scalar
   * @param waited the number of values since then, an int64 scalar
   * @param cooling the number of values that will not be counted, an int64 scalar
   * @param count the number of losses in the mean, an int64 scalar
   * @param mean the mean of losses, a float64 scalar
   */
  public record State(
      Tensor scale, Tensor best, Tensor waited, Tensor cooling, Tensor count, Tensor mean) {}

  /** Requires numbers in their ranges. */
  public ReduceOnPlateau {
    require(0 < factor && factor < 1, "factor must lie between 0 and 1, was %s", factor);
    require(patience >= 1, "patience must be 1 or more, was %s", patience);
    requireNonNegative(relative, "relative");
    requireNonNegative(absolute, "absolute");
    require(coolDown >= 0, "coolDown must be 0 or more, was %s", coolDown);
    require(window >= 1, "window must be 1 or more, was %s", window);
    requireNonNegative(least, "least");
  }

  @Override
  public State init(Parameters parameters) {
    Tensor none = Tensor.scalar(0, DType.INT64);
    return new State(
        Tensor.scalar(1, DType.FLOAT64),
        Tensor.scalar(Double.POSITIVE_INFINITY, DType.FLOAT64),
        none,
        none,
        none,
        Tensor.scalar(0, DType.FLOAT64));
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    State next = next(state, context.loss().to(DType.FLOAT64));
    return new Updates<>(gradients.map(g -> g.mul(next.scale.to(g.dtype()))), next);
  }

  private State next(State state, Tensor loss) {
    Tensor before = state.count.to(DType.FLOAT64);
    Tensor mean = state.mean.mul(before).add(loss).div(before.add(1));
    Tensor count = state.count.add(1);
    State compared = compared(state, mean);
    State gathering = new State(state.scale, state.best, state.waited, state.cooling, count, mean);
    return Tree.zip(
        compared, gathering, (now, later) -> where(count.eq((double) window), now, later));
  }

  private State compared(State state, Tensor value) {
    Tensor none = Tensor.scalar(0, DType.INT64);
    Tensor better = value.lt(state.best.mul(1 - relative).sub(absolute));
    Tensor cooling = state.cooling.gt(0);
    Tensor waited = where(better, none, state.waited.add(1));
    Tensor reduce = waited.eq((double) patience).and(cooling.not());
    return new State(
        where(reduce, state.scale.mul(factor).maximum(least), state.scale),
        where(better, value, state.best),
        where(reduce.or(cooling), none, waited),
        where(
            cooling,
            state.cooling.sub(1),
            where(reduce, Tensor.scalar((double) coolDown, DType.INT64), none)),
        none,
        Tensor.scalar(0, DType.FLOAT64));
  }
}
