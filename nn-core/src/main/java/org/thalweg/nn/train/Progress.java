package org.thalweg.nn.train;

import org.thalweg.nn.model.Summary;
import org.thalweg.nn.model.Weights;

/** Where training stands; a live view, which allocates nothing but in {@link #weights}. */
public interface Progress {
  /** Returns the number of this epoch, from 1; 0 before the first. */
  int epoch();

  /** Returns the number of epochs, at most. */
  int epochs();

  /** Returns the number of steps done. */
  long step();

  /** Returns the number of steps in an epoch. */
  int stepsPerEpoch();

  /** Returns the number of examples in an epoch. */
  int examplesPerEpoch();

  /** Returns the mean loss of the last step's examples, before its update. */
  double loss();

  /** Returns the mean loss of the steps of this epoch so far. */
  double epochLoss();

  /** Returns the layers with their shapes and sizes. */
  Summary summary();

  /** Returns a copy of the weights. */
  Weights weights();
}
