package org.thalweg.nn.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.thalweg.nn.model.Model;

/**
 * What training came to.
 *
 * @param model the network with its final weights: those of the best epoch if early stopping keeps
 *     them, else the last ones
 * @param history the epochs, in order
 * @param stop why it ended
 * @param bestEpoch number of the epoch that was best by what is watched (the loss, unless early
 *     stopping says otherwise); 0 if there is none
 * @param evaluation how good the final weights are, on what the epochs are evaluated on
 * @param checkpoint the last checkpoint of the run, if it is saved
 */
public record TrainingResult(
    Model model,
    List<Epoch> history,
    Stop stop,
    int bestEpoch,
    Optional<Evaluation> evaluation,
    Optional<Path> checkpoint) {
  /** Copies the list. */
  public TrainingResult {
    history = List.copyOf(history);
  }

  /** Returns a sentence. */
  @Override
  public String toString() {
    String loss =
        history.isEmpty() ? "" : ", " + Evaluation.format("loss", history.getLast().loss());
    return "stopped after %d epochs (%s)%s%s"
        .formatted(
            history.size(),
            stop,
            loss,
            evaluation.map(measured -> "; final weights: " + measured).orElse(""));
  }
}
