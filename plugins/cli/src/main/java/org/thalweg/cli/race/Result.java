package org.thalweg.cli.race;

import java.util.List;

/**
 * What somebody's runs came to.
 *
 * @param racer who ran
 * @param best the run with the least last value
 * @param tries all runs, in the order of their rates
 * @param gradients how often a step computes the function with its gradient; 0 for a minimiser,
 *     which decides for itself
 */
public record Result(Racer racer, Track best, List<Track> tries, int gradients) {
  /** Copies the list. */
  public Result {
    tries = List.copyOf(tries);
  }
}
