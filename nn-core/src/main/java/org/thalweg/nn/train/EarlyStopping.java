package org.thalweg.nn.train;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;

import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;

/**
 * Ends training once it no longer helps.
 *
 * @param patience number of epochs in a row without improvement after which training ends
 * @param minDelta what counts as an improvement: more than this, 0 or more
 * @param monitor what is watched: {@code loss} (of the validation data, or of the training data if
 *     there are none) or the name of a metric
 * @param restoreBest whether the weights of the best epoch are kept, rather than the last
 */
public record EarlyStopping(
    @Default("10") @Doc("Epochs without improvement before training ends.") int patience,
    @Default("0.0") @Doc("An improvement is more than this.") double minDelta,
    @Default("loss") @Doc("What is watched: loss, or the name of a metric.") String monitor,
    @Default("true") @Doc("Whether the best epoch's weights are kept.") boolean restoreBest) {
  /** Checks patience and minDelta. */
  public EarlyStopping {
    require(patience > 0, "patience must be 1 or more, was %s", patience);
    requireNonNegative(minDelta, "minDelta");
  }

  /** Returns early stopping on the loss that keeps the best weights. */
  public static EarlyStopping after(int patience) {
    return new EarlyStopping(patience, 0, "loss", true);
  }

  /** Returns this, watching something else. */
  public EarlyStopping monitor(String watched) {
    return new EarlyStopping(patience, minDelta, watched, restoreBest);
  }
}
