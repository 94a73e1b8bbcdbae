package org.thalweg.nn.train;

import org.jspecify.annotations.Nullable;
import org.thalweg.nn.model.Weights;

/** How weights become better, a step at a time. */
interface Course {
  /** Returns the number of steps in an epoch. */
  int stepsPerEpoch();

  /** Returns the number of examples in an epoch. */
  int examplesPerEpoch();

  /** Prepares the steps of an epoch, the same whether it is begun or gone on with. */
  void prepare(int epoch);

  /**
   * Takes a step.
   *
   * @param epoch the number of the epoch, from 1
   * @param number which one of its steps it is, from 0
   * @return why there is no further one, or null if there is
   */
  @Nullable Stop step(int epoch, int number);

  /** Returns the number of steps done. */
  long steps();

  /** Returns the mean loss of the last step's examples. */
  double loss();

  /** Returns the mean loss of the steps of this epoch so far. */
  double epochLoss();

  /** Returns the weights to evaluate with; the next step may change their values. */
  Weights weights();

  /** Returns all that goes from step to step, a tree; the next step may change its values. */
  Object state();

  /** Goes on from a state of an equal course, of which the values are copied. */
  void restore(Object state);
}
