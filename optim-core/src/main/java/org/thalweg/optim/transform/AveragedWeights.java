package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;
import static org.thalweg.api.tensor.Tensors.where;
import static org.thalweg.optim.range.Ranges.requireDecay;

import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;

/**
 * Another transform's steps, with a mean of the weights that they lead to; training goes on with
 * the weights themselves, and evaluation takes the mean.
 *
 * <p>A mean starts as the first weights that go into it; then {@code mean = mean + share (p -
 * mean)}. Before any, evaluation takes what the inner transform says.
 *
 * @param inner what moves the weights
 * @param mean which mean
 * @param <S> the type of the inner state
 */
public record AveragedWeights<S>(GradientTransform<S> inner, Mean mean)
    implements GradientTransform<AveragedWeights.State<S>> {
  /**
   * What is kept.
   *
   * @param inner of the inner transform
   * @param mean the mean so far
   * @param count how many weights have gone into it, float64
   */
  public record State<S>(S inner, Parameters mean, Tensor count) {}

  /** Which weights go into a mean, and with what share. */
  public sealed interface Mean {
    /** Returns whether the weights after a step go into the mean. */
    Tensor takes(Tensor step);

    /** Returns the share that weights have in the mean, the second that go into it and later. */
    Tensor share(Tensor count);
  }

  /**
   * A mean that forgets: {@code mean = decay mean + (1 - decay) p}.
   *
   * @param decay the share of itself that it keeps, from 0 to below 1
   */
  public record Moving(double decay) implements Mean {
    /** Requires a decay from 0 to below 1. */
    public Moving {
      requireDecay(decay, "decay");
    }

    @Override
    public Tensor takes(Tensor step) {
      return step.gt(0);
    }

    @Override
    public Tensor share(Tensor count) {
      return Tensors.fullLike(count, 1 - decay);
    }
  }

  /**
   * The plain mean of the weights after every {@code every}-th step beyond {@code start}.
   *
   * @param start the number of steps before any weights go into the mean, 0 or more
   * @param every the number of steps from weights to weights, 1 or more
   */
  public record Running(long start, long every) implements Mean {
    /** Requires a start of 0 or more and a step. */
    public Running {
      require(start >= 0, "start must be 0 or more, was %s", start);
      require(every >= 1, "every must be 1 or more, was %s", every);
    }

    @Override
    public Tensor takes(Tensor step) {
      return step.gt((double) start).and(Sums.isMultiple(step.sub((double) start), every));
    }

    @Override
    public Tensor share(Tensor count) {
      return count.reciprocal();
    }
  }

  /**
   * A mean that leans to later weights by a polynomial: the share of the n-th is {@code (1 + power)
   * / (n + power)}; a power of 0 gives the plain mean.
   *
   * @param power how far it leans, 0 or more
   */
  public record Leaning(double power) implements Mean {
    /** Requires a power of 0 or more. */
    public Leaning {
      requireNonNegative(power, "power");
    }

    @Override
    public Tensor takes(Tensor step) {
      return step.gt(0);
    }

    @Override
    public Tensor share(Tensor count) {
      return count.add(power).rdiv(1 + power);
    }
  }

  @Override
  public State<S> init(Parameters parameters) {
    return new State<>(inner.init(parameters), parameters, Tensor.scalar(0, DType.FLOAT64));
  }

  @Override
  public Updates<State<S>> update(Parameters gradients, State<S> state, Context context) {
    Updates<S> step = inner.update(gradients, state.inner, context);
    Parameters weights = context.parameters().add(step.updates());
    Tensor taken = mean.takes(context.count());
    Tensor count = state.count.add(where(taken, Tensors.onesLike(state.count), 0));
    Tensor first = count.eq(1);
    Tensor share = mean.share(count.maximum(1));
    Parameters next =
        state.mean.zip(
            weights,
            (m, p) -> {
              Tensor moved = where(first, p, m.add(p.sub(m).mul(share.to(p.dtype()))));
              return where(taken, moved, m);
            });
    return new Updates<>(step.updates(), new State<>(step.state(), next, count));
  }

  @Override
  public Parameters evaluationWeights(State<S> state, Parameters parameters) {
    Tensor any = state.count.gt(0);
    return inner
        .evaluationWeights(state.inner, parameters)
        .zip(state.mean, (p, m) -> where(any, m, p));
  }
}
