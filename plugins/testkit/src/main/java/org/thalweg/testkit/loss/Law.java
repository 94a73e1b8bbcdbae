package org.thalweg.testkit.loss;

import java.util.random.RandomGenerator;

/**
 * Something that holds for a loss.
 *
 * @param name the law in words; a failure is told under it
 * @param check throws an {@link AssertionError} if it does not hold
 */
record Law(String name, Check check) {
  /** Looks for a case in which a law does not hold. */
  interface Check {
    void on(Subject subject, RandomGenerator random);
  }
}
