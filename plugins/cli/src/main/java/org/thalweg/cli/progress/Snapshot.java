package org.thalweg.cli.progress;

import java.util.Map;

/**
 * Where training stands.
 *
 * @param epoch the number of this epoch, from 1
 * @param epochs the number of epochs, at most
 * @param steps the number of steps done in all
 * @param allSteps the number of steps of all epochs
 * @param stepsPerSecond how fast it goes; 0 while that is not known
 * @param loss the training loss of this epoch so far
 * @param metrics what the last epoch's evaluation gave; empty before the first
 */
record Snapshot(
    int epoch,
    int epochs,
    long steps,
    long allSteps,
    double stepsPerSecond,
    double loss,
    Map<String, Double> metrics) {
  /** Returns how long the rest takes at this rate, in seconds; NaN while that is not known. */
  double secondsLeft() {
    return stepsPerSecond > 0 ? (allSteps - steps) / stepsPerSecond : Double.NaN;
  }

  /** Returns the share that is done, from 0 to 1. */
  double done() {
    return allSteps == 0 ? 1 : Math.clamp((double) steps / allSteps, 0, 1);
  }
}
