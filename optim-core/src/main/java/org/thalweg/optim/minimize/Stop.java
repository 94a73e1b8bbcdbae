package org.thalweg.optim.minimize;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;

/**
 * When a minimisation ends.
 *
 * @param gradient the largest element of a gradient that counts as zero; only zero itself if 0
 * @param value the relative decrease of the value that counts as none; 0 for no such test
 * @param step the relative length of a step that counts as none; 0 for no such test
 * @param iterations the largest number of iterations, from the very start
 */
public record Stop(double gradient, double value, double step, long iterations) {
  /** A gradient of 1e-8 or a step of 1e-12, within 1000 iterations. */
  public static final Stop DEFAULT = new Stop(1e-8, 0, 1e-12, 1000);

  /** Requires numbers of zero or more. */
  public Stop {
    requireNonNegative(gradient, "gradient");
    requireNonNegative(value, "value");
    requireNonNegative(step, "step");
    require(iterations >= 0, "iterations must be 0 or more, was %s", iterations);
  }

  /** Returns these with another number of iterations. */
  public Stop within(long iterations) {
    return new Stop(gradient, value, step, iterations);
  }
}
