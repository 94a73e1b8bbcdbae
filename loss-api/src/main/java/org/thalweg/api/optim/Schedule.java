package org.thalweg.api.optim;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.tensor.Tensor;

/** A number that depends on nothing but the step: a learning rate, a decay, a margin. */
@FunctionalInterface
public interface Schedule {
  /**
   * Returns the value at a step.
   *
   * @param step the number of steps done before this one, a float64 scalar: 0, 1, ...
   * @return a float64 scalar
   */
  Tensor at(Tensor step);

  /** Returns the value at a step. */
  default double at(long step) {
    return at(Tensor.scalar((double) step, DType.FLOAT64)).item();
  }

  /** Returns the schedule that always gives one value. */
  static Schedule constant(double value) {
    return new Constant(value);
  }

  /**
   * One value at every step.
   *
   * @param value the value
   */
  @Named("constant")
  @Doc("One value at every step.")
  record Constant(@Default("0.001") double value) implements Schedule {
    @Override
    public Tensor at(Tensor step) {
      return Tensor.scalar(value, DType.FLOAT64);
    }
  }
}
