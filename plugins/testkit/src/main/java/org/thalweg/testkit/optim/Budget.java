package org.thalweg.testkit.optim;

import java.util.List;

/**
 * What an optimizer is given to make a function small.
 *
 * @param rates learning rates, of which one must do; where there is no learning rate they do not
 *     matter
 * @param steps the number of steps
 * @param share what may be left of the function's first value
 */
public record Budget(List<Double> rates, int steps, double share) {
  /** Copies the list. */
  public Budget {
    rates = List.copyOf(rates);
  }
}
