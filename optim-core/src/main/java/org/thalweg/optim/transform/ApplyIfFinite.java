package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
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
import org.thalweg.api.tensor.Tensors;

/**
 * Another transform, left out at steps where a gradient is NaN or infinite: such a step changes
 * neither the parameters nor the transform's state, and does not count as one of its steps. After
 * more than {@code limit} such steps in a row they are let through. Optax's apply_if_finite.
 *
 * @param transform what becomes of gradients that are finite
 * @param limit how many steps in a row may be left out, 0 or more
 */
@Named("apply-if-finite")
@Doc("Another transform, left out where a gradient is not finite.")
public record ApplyIfFinite(
    @Doc("What becomes of gradients that are finite.") GradientTransform<?> transform,
    @Default("10") @Doc("How many steps in a row may be left out.") long limit)
    implements GradientTransform<ApplyIfFinite.State> {
  /**
   * How many steps were left out.
   *
   * @param inner the state of the transform
   * @param inRow the number of steps left out since the last good one, an int64 scalar
   * @param skipped the number of steps with a gradient that is not finite, an int64 scalar
   * @param applied the number of steps that were not left out, an int64 scalar
   */
  public record State(Object inner, Tensor inRow, Tensor skipped, Tensor applied) {}

  /** Requires a limit of 0 or more. */
  public ApplyIfFinite {
    require(limit >= 0, "limit must be 0 or more, was %s", limit);
  }

  @Override
  public State init(Parameters parameters) {
    Tensor none = Tensor.scalar(0, DType.INT64);
    return new State(transform.init(parameters), none, none, none);
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Tensor finite = Tensor.scalar(1, DType.FLOAT64).gt(0);
    for (Tensor g : gradients.tensors().values()) {
      finite = finite.and(g.isFinite().all());
    }
    Tensor bad = finite.not().to(DType.INT64);
    Tensor inRow = state.inRow.mul(bad).add(bad);
    Tensor apply = finite.or(inRow.gt((double) limit));
    Tensor applied = state.applied.add(apply.to(DType.INT64));
    Updates<?> step =
        Untyped.update(transform, gradients, state.inner, context.at(state.applied.add(1)));
    return new Updates<>(
        step.updates().map(u -> where(apply, u, Tensors.zerosLike(u))),
        new State(
            Untyped.choose(apply, step.state(), state.inner),
            inRow,
            state.skipped.add(bad),
            applied));
  }

  @Override
  public Parameters evaluationWeights(State state, Parameters parameters) {
    return Untyped.evaluationWeights(transform, state.inner, parameters);
  }
}
