package org.thalweg.testkit.loss;

import java.util.random.RandomGenerator;

/**
 * Something that holds for a loss.
 *
 * @param name the law in words; a failure is told under it
 * @param check throws an {@link AssertionError} if it does not hold
 * @param seeds the number of random inputs for a loss with its defaults; others have one
 */
record Law(String name, Check check, int seeds) {
  private static final int SEEDS = 2;

  Law(String name, Check check) {
    this(name, check, SEEDS);
  }

  /** Looks for a case in which a law does not hold. */
  interface Check {
    void on(Subject subject, RandomGenerator random);
  }
}
