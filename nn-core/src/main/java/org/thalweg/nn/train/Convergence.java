package org.thalweg.nn.train;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.optim.minimize.Stop;

/**
 * When a minimizer has arrived; whichever is met first.
 *
 * @param gradient the largest element of a gradient that counts as zero, 0 or more
 * @param value the relative decrease of the loss that counts as none, 0 or more; 0 for no such test
 * @param step the relative length of a step that counts as none, 0 or more; 0 for no such test
 */
public record Convergence(
    @Default("1e-8") @Doc("The largest element of a gradient that counts as zero.") double gradient,
    @Default("0.0") @Doc("The relative decrease of the loss that counts as none; 0 for no test.")
        double value,
    @Default("1e-12") @Doc("The relative length of a step that counts as none; 0 for no test.")
        double step) {
  /** A gradient of 1e-8 or a step of 1e-12. */
  public static final Convergence DEFAULT = new Convergence(1e-8, 0, 1e-12);

  /** Checks the numbers. */
  public Convergence {
    var _ = new Stop(gradient, value, step, 0);
  }

  /** Returns these as a minimisation takes them, without an end of iterations. */
  Stop stop() {
    return new Stop(gradient, value, step, Long.MAX_VALUE);
  }
}
