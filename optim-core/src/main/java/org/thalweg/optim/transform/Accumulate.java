package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

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
 * Gradients of several micro-batches as those of one batch: the updates are zero until the last of
 * them, when another transform gets the mean of all. It sees one step for each batch; loss and
 * objective are those of the last micro-batch. Optax's MultiSteps.
 *
 * @param batches the number of micro-batches, 1 or more
 * @param transform what becomes of the mean
 */
@Named("accumulate")
@Doc("Gradients of several micro-batches as those of one batch.")
public record Accumulate(
    @Doc("The number of micro-batches.") long batches,
    @Doc("What becomes of the mean.") GradientTransform<?> transform)
    implements GradientTransform<Accumulate.State> {
  /**
   * Where between two batches it is.
   *
   * @param inner the state of the transform
   * @param sum the gradients of the micro-batches so far
   */
  public record State(Object inner, Parameters sum) {}

  /** Requires at least one micro-batch. */
  public Accumulate {
    require(batches >= 1, "batches must be 1 or more, was %s", batches);
  }

  @Override
  public State init(Parameters parameters) {
    return new State(transform.init(parameters), parameters.zerosLike());
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Tensor done = context.count().div((double) batches).floor();
    Tensor last = done.mul((double) batches).eq(context.count());
    Tensor step = context.count().sub(1).div((double) batches).floor().add(1).to(DType.INT64);
    Parameters sum = state.sum.add(gradients);
    Updates<?> updates =
        Untyped.update(
            transform,
            sum.map(g -> g.mul(1.0 / batches)),
            state.inner,
            new Context(context.parameters(), step, context.loss(), context.objective()));
    return new Updates<>(
        updates.updates().map(u -> where(last, u, Tensors.zerosLike(u))),
        new State(
            Untyped.choose(last, updates.state(), state.inner),
            sum.map(g -> where(last, Tensors.zerosLike(g), g))));
  }

  @Override
  public Parameters evaluationWeights(State state, Parameters parameters) {
    return Untyped.evaluationWeights(transform, state.inner, parameters);
  }
}
