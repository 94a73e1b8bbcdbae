package org.thalweg.loss.composite;

import static org.thalweg.api.Checks.requirePositive;
import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;

/**
 * Weights of tasks by how fast their losses fall: {@code w = K softmax(ratio / temperature)}, where
 * the ratio is a task's loss in the last epoch over that in the epoch before. All are 1 until two
 * epochs are known.
 *
 * <p>Source: Liu et al., "End-to-end multi-task learning with attention", 2019.
 *
 * @param temperature how even the weights are, above 0
 */
public record DynamicWeightAverage(double temperature) {
  /** Requires a temperature above 0. */
  public DynamicWeightAverage {
    requirePositive(temperature, "temperature");
  }

  /** Makes the weights of the paper. */
  public DynamicWeightAverage() {
    this(2);
  }

  /**
   * The losses so far.
   *
   * @param last the mean losses of the last epoch, shape [K]
   * @param before those of the epoch before
   * @param epochs the number of epochs that are known, a scalar
   */
  public record State(Tensor last, Tensor before, Tensor epochs) {}

  /** Returns the state before the first epoch. */
  public State init(long tasks, DType dtype) {
    Tensor ones = Tensor.full(Shape.of(tasks), dtype, 1);
    return new State(ones, ones, Tensor.scalar(0, dtype));
  }

  /** Returns the state after an epoch of mean losses, shape [K], each above 0. */
  public State next(State state, Tensor losses) {
    return new State(losses.stopGradient(), state.last(), state.epochs().add(1));
  }

  /** Returns the weights, shape [K]; they sum to K. */
  public Tensor weights(State state) {
    Tensor known = state.epochs().ge(2);
    Tensor ratio =
        where(known.broadcastTo(state.last().shape()), state.last().div(state.before()), 1);
    return ratio.div(temperature).softmax(0).mul((double) ratio.dim(0));
  }
}
