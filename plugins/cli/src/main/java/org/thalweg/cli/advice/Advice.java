package org.thalweg.cli.advice;

import java.util.List;

/**
 * A loss that may fit.
 *
 * @param name its name
 * @param score how well it fits; it says something beside that of others alone
 * @param reasons what speaks for it
 * @param cautions what speaks against it
 * @param use when to use it, as its card says; may be empty
 */
public record Advice(
    String name, double score, List<String> reasons, List<String> cautions, String use) {
  /** Copies the lists. */
  public Advice {
    reasons = List.copyOf(reasons);
    cautions = List.copyOf(cautions);
  }
}
