package org.thalweg.optim.schedule;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.tensor.Tensor;

/**
 * A straight line up to another schedule, then that schedule from its beginning: after k steps
 * {@code (start + (1 - start) k / steps) schedule(0)} for {@code k < steps}, {@code schedule(k -
 * steps)} from there on.
 *
 * <p>With {@code start = 0} the first step has the value 0, as in Optax's
 * warmup_cosine_decay_schedule, whose decay_steps count the warm-up too. Goyal et al., "Accurate,
 * large minibatch SGD", 2017, arXiv:1706.02677.
 *
 * @param schedule what comes after the warm-up
 * @param steps the number of steps of the warm-up, 1 or more
 * @param start the share of the schedule's first value at the first step, from 0 to 1
 */
@Named("warm-up")
@Doc("A straight line up to another schedule, then that schedule.")
public record WarmUp(
    @Doc("What comes after the warm-up.") Schedule schedule,
    @Doc("The number of steps of the warm-up.") long steps,
    @Default("0.0") @Doc("The share of the schedule's first value at the first step.") double start)
    implements Schedule {
  /** Requires numbers in their ranges. */
  public WarmUp {
    require(steps >= 1, "steps must be 1 or more, was %s", steps);
    require(0 <= start && start <= 1, "start must lie between 0 and 1, was %s", start);
  }

  @Override
  public Tensor at(Tensor step) {
    Tensor value = schedule.at(step.sub((double) steps).maximum(0));
    Tensor share = step.mul((1 - start) / steps).add(start);
    return where(step.lt((double) steps), value.mul(share), value);
  }
}
