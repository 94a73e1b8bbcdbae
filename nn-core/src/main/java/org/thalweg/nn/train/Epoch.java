package org.thalweg.nn.train;

import java.util.Optional;

/**
 * What an epoch came to.
 *
 * @param number its number, from 1
 * @param loss the mean training loss over its steps, each before its update
 * @param evaluation loss and metrics after its last step: on the validation data, or on the
 *     training data if there are none; empty if there are neither validation data nor metrics
 */
public record Epoch(int number, double loss, Optional<Evaluation> evaluation) {
  /** Returns {@code epoch 3: loss 0.1234; evaluation: loss 0.2345, accuracy 0.9}. */
  @Override
  public String toString() {
    return "epoch %d: %s%s"
        .formatted(
            number,
            Evaluation.format("loss", loss),
            evaluation.map(measured -> "; evaluation: " + measured).orElse(""));
  }
}
