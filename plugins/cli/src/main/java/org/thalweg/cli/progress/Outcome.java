package org.thalweg.cli.progress;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.thalweg.cli.show.Figures;
import org.thalweg.nn.train.Evaluation;
import org.thalweg.nn.train.Stop;
import org.thalweg.nn.train.TrainingResult;

/**
 * What a training run came to.
 *
 * @param result the trainer's result
 * @param heldOut the number of examples held out; 0 if none are, and metrics are of the training
 *     data
 * @param seconds how long it took
 * @param stepsPerSecond how fast it was
 * @param privacy what it has spent of privacy, if that is counted
 */
public record Outcome(
    TrainingResult result,
    int heldOut,
    double seconds,
    double stepsPerSecond,
    Optional<Privacy.Spent> privacy) {
  /** Returns whether the loss became infinite or NaN. */
  public boolean diverged() {
    return result.stop().reason() == Stop.Reason.NON_FINITE_LOSS;
  }

  /** Returns sentences for people. */
  public String text() {
    int epochs = result.history().size();
    StringBuilder text =
        new StringBuilder(
            "stopped after %d %s (%s) in %s%s\n"
                .formatted(
                    epochs,
                    epochs == 1 ? "epoch" : "epochs",
                    result.stop(),
                    Figures.seconds(seconds),
                    stepsPerSecond > 0 ? ", " + Figures.rate(stepsPerSecond) + " steps/s" : ""));
    if (!result.history().isEmpty()) {
      text.append("training: loss ")
          .append(Figures.measure(result.history().getLast().loss()))
          .append('\n');
    }
    measured().ifPresent(line -> text.append(line).append('\n'));
    result.evaluation().ifPresent(evaluation -> slices(evaluation, text));
    privacy.ifPresent(spent ->
        text.append(
            String.format(
                Locale.ROOT,
                "privacy: epsilon %.3g at delta %.1e, as if batches were drawn at random (share %.3g, noise %.3g, %d steps)\n",
                spent.epsilon(),
                spent.delta(),
                spent.rate(),
                spent.noise(),
                spent.steps())));
    result
        .checkpoint()
        .ifPresent(
            file -> text.append("saved: ").append(file).append(", to go on with --resume\n"));
    return text.toString();
  }

  private Optional<String> measured() {
    return result
        .evaluation()
        .map(evaluation ->
            (heldOut > 0 ? "held out (%d examples): ".formatted(heldOut) : "on the training data: ")
                + text(evaluation));
  }

  /** Tells the loss of each slice, the worst one first. */
  private static void slices(Evaluation evaluation, StringBuilder text) {
    evaluation.slices().entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .forEach(slice ->
            text.append(
                "  %s: loss %s\n".formatted(slice.getKey(), Figures.measure(slice.getValue()))));
  }

  static String text(Evaluation evaluation) {
    String metrics =
        evaluation.metrics().entrySet().stream().map(Outcome::text).collect(Collectors.joining());
    return "loss " + Figures.measure(evaluation.loss()) + metrics;
  }

  private static String text(Map.Entry<String, Double> metric) {
    return ", " + metric.getKey() + " " + Figures.measure(metric.getValue());
  }
}
