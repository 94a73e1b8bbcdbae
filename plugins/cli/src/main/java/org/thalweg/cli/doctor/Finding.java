package org.thalweg.cli.doctor;

import java.util.Optional;

/**
 * What the doctor found.
 *
 * @param subject what was looked at
 * @param state how it is
 * @param cure what to do; empty if all is well
 */
public record Finding(String subject, String state, Optional<String> cure) {
  static Finding well(String subject, String state) {
    return new Finding(subject, state, Optional.empty());
  }

  static Finding ill(String subject, String state, String cure) {
    return new Finding(subject, state, Optional.of(cure));
  }
}
