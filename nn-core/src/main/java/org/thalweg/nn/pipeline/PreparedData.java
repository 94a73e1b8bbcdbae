package org.thalweg.nn.pipeline;

import java.util.List;
import java.util.Optional;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.data.CsvData;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.data.Split;
import org.thalweg.nn.data.Standardizer;

/**
 * Examples, ready to learn from.
 *
 * @param training the examples to learn from, scaled
 * @param validation the examples held out, scaled likewise
 * @param features names of the inputs, empty if they have none
 * @param classes names of the classes by index, empty if there are none
 * @param scale what inputs were multiplied by
 * @param standardizer what inputs went through then
 */
public record PreparedData(
    Dataset training,
    Optional<Dataset> validation,
    List<String> features,
    List<String> classes,
    double scale,
    Optional<Standardizer> standardizer) {
  /** Copies the lists. */
  public PreparedData {
    features = List.copyOf(features);
    classes = List.copyOf(classes);
  }

  /** Returns examples as they are, none held out. */
  public static PreparedData of(Dataset training) {
    return new PreparedData(training, Optional.empty(), List.of(), List.of(), 1, Optional.empty());
  }

  /** Returns both parts of a split as they are. */
  public static PreparedData of(Split split) {
    return new PreparedData(
        split.training(),
        Optional.of(split.validation()),
        List.of(),
        List.of(),
        1,
        Optional.empty());
  }

  /** Returns a table split and scaled as configured; the standardizer is fitted after the split. */
  static PreparedData of(CsvData table, DataConfig data, TrainingConfig training) {
    Dataset all = table.dataset();
    if (data.scale() != 1) {
      all = all.withInputs(all.inputs().mul(data.scale()).eval());
    }
    Dataset learnt = all;
    Optional<Dataset> held = Optional.empty();
    if (training.validation() > 0) {
      Split split =
          training.stratify()
              ? all.splitStratified(training.validation(), training.seed())
              : all.split(training.validation(), training.seed());
      learnt = split.training();
      held = Optional.of(split.validation());
    }
    if (training.classWeights().isPresent()) {
      learnt = training.classWeights().get().apply(learnt, table.classes());
    }
    if (!data.standardize()) {
      return new PreparedData(
          learnt, held, table.features(), table.classes(), data.scale(), Optional.empty());
    }
    Standardizer standardizer = Standardizer.fit(learnt.inputs());
    return new PreparedData(
        standardizer.apply(learnt),
        held.map(standardizer::apply),
        table.features(),
        table.classes(),
        data.scale(),
        Optional.of(standardizer));
  }

  /** Returns inputs as they stand in the file in the form that the model takes. */
  public Tensor scaled(Tensor inputs) {
    Tensor multiplied = scale == 1 ? inputs : inputs.mul(scale);
    return standardizer.map(fitted -> fitted.apply(multiplied)).orElse(multiplied).eval();
  }
}
