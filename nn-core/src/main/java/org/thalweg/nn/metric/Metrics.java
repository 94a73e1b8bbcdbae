package org.thalweg.nn.metric;

import java.util.List;
import java.util.Optional;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.loss.ClassificationLoss;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossCard;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.plugin.Suggestions;

/** The metrics by name. */
public final class Metrics {
  private static final List<String> NAMES = List.of("accuracy", "mae", "mse", "r2", "rmse");

  private Metrics() {}

  /** Returns all names. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Returns a metric.
   *
   * @param name one of {@link #names}
   * @param loss what the model is trained with; it tells what a prediction means
   * @throws ThalwegException if there is none of this name
   */
  public static Metric named(String name, Loss<?, ?> loss) {
    return switch (name) {
      case "accuracy" -> accuracy(loss);
      case "mae" -> new MeanAbsoluteError();
      case "mse" -> new MeanSquaredError();
      case "r2" -> new R2();
      case "rmse" -> new RootMeanSquaredError();
      default ->
          throw new ThalwegException(
              "unknown metric '%s'%s".formatted(name, Suggestions.of(name, NAMES)));
    };
  }

  /**
   * Returns the accuracy that fits a loss: the highest score for losses of scores over classes, a
   * threshold of 0.5 for those of probabilities, else of 0.
   */
  public static Accuracy accuracy(Loss<?, ?> loss) {
    if (loss instanceof ClassificationLoss) {
      return new Accuracy(Accuracy.Decision.HIGHEST_SCORE);
    }
    Optional<Domain> prediction = Losses.card(loss).map(LossCard::prediction);
    return new Accuracy(
        prediction.equals(Optional.of(Domain.PROBABILITY))
            ? Accuracy.Decision.PROBABILITY_ABOVE_HALF
            : Accuracy.Decision.LOGIT_ABOVE_ZERO);
  }
}
