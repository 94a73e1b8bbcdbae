package org.thalweg.nn.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.optim.checkpoint.StoredState;

/**
 * Epochs as tensors: vectors with an element for each, NaN where it has not been measured.
 *
 * @param losses their training losses
 * @param evaluated 1 where there is an evaluation, else 0
 * @param evaluations the losses of the evaluations
 * @param metrics each metric by name
 * @param slices the losses of each slice by name
 */
record History(
    Tensor losses,
    Tensor evaluated,
    Tensor evaluations,
    SequencedMap<String, Tensor> metrics,
    SequencedMap<String, Tensor> slices) {
  private static final String PATH = "history.";

  static History of(List<Epoch> epochs) {
    return new History(
        vector(epochs, Epoch::loss),
        vector(epochs, epoch -> epoch.evaluation().isPresent() ? 1.0 : 0.0),
        vector(epochs, epoch -> epoch.evaluation().map(Evaluation::loss).orElse(Double.NaN)),
        table(epochs, Evaluation::metrics),
        table(epochs, Evaluation::slices));
  }

  private static Tensor vector(List<Epoch> epochs, Function<Epoch, Double> value) {
    double[] values = epochs.stream().mapToDouble(value::apply).toArray();
    return Tensor.of(Shape.of(values.length), DType.FLOAT64, values);
  }

  private static SequencedMap<String, Tensor> table(
      List<Epoch> epochs, Function<Evaluation, SequencedMap<String, Double>> columns) {
    SequencedMap<String, Tensor> table = new LinkedHashMap<>();
    epochs.stream()
        .flatMap(epoch -> epoch.evaluation().stream())
        .flatMap(evaluation -> columns.apply(evaluation).keySet().stream())
        .distinct()
        .forEach(name ->
            table.put(
                name,
                vector(
                    epochs,
                    epoch ->
                        epoch
                            .evaluation()
                            .map(evaluation -> columns.apply(evaluation).get(name))
                            .orElse(Double.NaN))));
    return table;
  }

  /** Returns the history in a file, whatever its length and its metrics are. */
  static History in(StoredState stored) {
    History history =
        new History(
            stored.tensor(PATH + "losses"),
            stored.tensor(PATH + "evaluated"),
            stored.tensor(PATH + "evaluations"),
            columns(stored, PATH + "metrics."),
            columns(stored, PATH + "slices."));
    List<Tensor> all = new ArrayList<>(history.metrics.values());
    all.addAll(history.slices.values());
    all.addAll(List.of(history.losses, history.evaluated, history.evaluations));
    for (Tensor column : all) {
      if (column.rank() != 1 || !column.spec().equals(history.losses.spec())) {
        throw new ThalwegException(
            "%s: is damaged: its history has columns of %s and %s"
                .formatted(stored.file(), history.losses.spec(), column.spec()));
      }
    }
    return history;
  }

  private static SequencedMap<String, Tensor> columns(StoredState stored, String prefix) {
    SequencedMap<String, Tensor> columns = new LinkedHashMap<>();
    stored
        .tensors()
        .forEach((path, tensor) -> {
          if (path.startsWith(prefix)) {
            columns.put(path.substring(prefix.length()), tensor);
          }
        });
    return columns;
  }

  /** Returns the epochs. */
  List<Epoch> epochs() {
    double[] loss = losses.toDoubleArray();
    double[] is = evaluated.toDoubleArray();
    double[] evaluation = evaluations.toDoubleArray();
    List<Epoch> epochs = new ArrayList<>();
    for (int i = 0; i < loss.length; i++) {
      epochs.add(
          new Epoch(
              i + 1,
              loss[i],
              is[i] == 0
                  ? Optional.empty()
                  : Optional.of(new Evaluation(evaluation[i], row(metrics, i), row(slices, i)))));
    }
    return epochs;
  }

  private static SequencedMap<String, Double> row(SequencedMap<String, Tensor> table, int epoch) {
    SequencedMap<String, Double> row = new LinkedHashMap<>();
    table.forEach((name, column) -> row.put(name, column.storage().getDouble(epoch)));
    return row;
  }
}
