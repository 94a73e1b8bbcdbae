package org.thalweg.nn.tune;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.thalweg.nn.train.Evaluation;
import org.thalweg.nn.train.Measurement;

/**
 * How well a candidate did.
 *
 * @param candidate what was tried
 * @param outcomes what the training came to that held a fold out, by fold
 * @param values the metric on each fold, NaN where there is none
 * @param mean the mean of the folds' values, NaN unless all folds have one
 * @param standardError the standard error of the mean: the standard deviation of the values (of a
 *     sample) over the root of their number; NaN unless all folds have one
 * @param merged the metric on all examples at once, each predicted by the model that had not seen
 *     it, merged exactly; NaN unless all folds have one. It is the mean over examples, where {@code
 *     mean} is the mean over folds
 */
public record Score(
    Candidate candidate,
    List<Outcome> outcomes,
    List<Double> values,
    double mean,
    double standardError,
    double merged) {
  /** Copies the lists. */
  public Score {
    outcomes = List.copyOf(outcomes);
    values = List.copyOf(values);
  }

  static Score of(
      Candidate candidate, List<Outcome> outcomes, ToDoubleFunction<Evaluation> metric) {
    List<Double> values =
        outcomes.stream()
            .map(outcome ->
                outcome instanceof Outcome.Measured measured
                    ? metric.applyAsDouble(measured.measurement().evaluation())
                    : Double.NaN)
            .toList();
    double mean = numbers(values).sum() / values.size();
    double squares = numbers(values).map(value -> (value - mean) * (value - mean)).sum();
    double error = Math.sqrt(squares / (values.size() - 1) / values.size());
    return new Score(
        candidate, outcomes, values, mean, error, merged(outcomes, metric).orElse(Double.NaN));
  }

  private static DoubleStream numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue);
  }

  private static Optional<Double> merged(
      List<Outcome> outcomes, ToDoubleFunction<Evaluation> metric) {
    Optional<Measurement> all = Optional.empty();
    for (Outcome outcome : outcomes) {
      if (!(outcome instanceof Outcome.Measured(Measurement measurement, int _))) {
        return Optional.empty();
      }
      all = Optional.of(all.map(before -> before.merge(measurement)).orElse(measurement));
    }
    return all.map(measurement -> metric.applyAsDouble(measurement.evaluation()));
  }

  /** Returns whether all folds have a value. */
  public boolean isComplete() {
    return Double.isFinite(mean);
  }

  /** Returns whether a training diverged. */
  public boolean diverged() {
    return outcomes.stream().anyMatch(Outcome.Diverged.class::isInstance);
  }
}
