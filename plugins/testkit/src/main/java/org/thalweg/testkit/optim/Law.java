package org.thalweg.testkit.optim;

/**
 * Something that holds for an optimizer.
 *
 * @param name the law in words; a failure is told under it
 * @param plainOnly whether it is checked for the optimizer itself alone, not for its variants
 * @param check throws an {@link AssertionError} if it does not hold
 */
record Law(String name, boolean plainOnly, Check check) {
  /** Looks for a case in which a law does not hold. */
  interface Check {
    void on(Subject subject);
  }
}
