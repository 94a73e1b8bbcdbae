package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;

/**
 * Another transform's steps, with a turn back after every few: slow weights go part of the way to
 * the fast ones, which start again from there.
 *
 * <p>At every {@code period}-th step, after the inner one: {@code slow = slow + share (fast -
 * slow); fast = slow}. Weights to evaluate with are the slow ones.
 *
 * <p>Optax's lookahead. Zhang et al., "Lookahead optimizer: k steps forward, 1 step back", 2019,
 * arXiv:1907.08610.
 *
 * @param inner what moves the fast weights
 * @param period the number of steps from turn to turn, 1 or more
 * @param share the part of the way, above 0 and at most 1
 * @param reset whether the inner transform starts again at each turn, its state and its steps
 * @param <S> the type of the inner state
 */
public record SlowWeights<S>(GradientTransform<S> inner, int period, double share, boolean reset)
    implements GradientTransform<SlowWeights.State<S>> {
  /**
   * What is kept.
   *
   * @param inner of the inner transform
   * @param slow the slow weights
   */
  public record State<S>(S inner, Parameters slow) {}

  /** Requires a step and a share above 0 and at most 1. */
  public SlowWeights {
    require(period >= 1, "period must be 1 or more, was %s", period);
    require(0 < share && share <= 1, "share must be above 0 and at most 1, was %s", share);
  }

  @Override
  public State<S> init(Parameters parameters) {
    return new State<>(inner.init(parameters), parameters);
  }

  @Override
  public Updates<State<S>> update(Parameters gradients, State<S> state, Context context) {
    Tensor due = Sums.isMultiple(context.count(), period);
    Updates<S> step = inner.update(gradients, state.inner, reset ? sinceTurn(context) : context);
    Parameters way = context.parameters().add(step.updates()).zip(state.slow, Tensor::sub);
    Parameters slow = state.slow.zip(way, (s, w) -> where(due, s.add(w.mul(share)), s));
    Parameters updates = step.updates().zip(way, (u, w) -> where(due, u.sub(w.mul(1 - share)), u));
    S kept = step.state();
    if (reset) {
      kept = Tree.zip(inner.init(context.parameters()), kept, Sums.choice(due));
    }
    return new Updates<>(updates, new State<>(kept, slow));
  }

  /** Returns the context of a transform that started after the last turn. */
  private Context sinceTurn(Context context) {
    Tensor before = context.count().sub(1);
    Tensor step = before.sub(before.div(period).floor().mul(period)).add(1);
    return context.at(step.to(DType.INT64));
  }

  @Override
  public Parameters evaluationWeights(State<S> state, Parameters parameters) {
    return state.slow;
  }
}
