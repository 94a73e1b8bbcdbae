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
 * @param preparation what the training data were before, and what they went through
 */
public record PreparedData(
    Dataset training,
    Optional<Dataset> validation,
    List<String> features,
    List<String> classes,
    double scale,
    Optional<Standardizer> standardizer,
    Preparation preparation) {
  /** Copies the lists. */
  public PreparedData {
    features = List.copyOf(features);
    classes = List.copyOf(classes);
  }

  /** Makes examples that nothing more is to be done to. */
  public PreparedData(
      Dataset training,
      Optional<Dataset> validation,
      List<String> features,
      List<String> classes,
      double scale,
      Optional<Standardizer> standardizer) {
    this(training, validation, features, classes, scale, standardizer, Preparation.none(training));
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
    return prepared(
        new Preparation(learnt, training.classWeights(), data.standardize()),
        held,
        table.features(),
        table.classes(),
        data.scale());
  }

  private static PreparedData prepared(
      Preparation preparation,
      Optional<Dataset> held,
      List<String> features,
      List<String> classes,
      double scale) {
    Dataset weighted = preparation.weighted(classes);
    Optional<Standardizer> standardizer =
        preparation.standardize()
            ? Optional.of(Standardizer.fit(weighted.inputs()))
            : Optional.empty();
    return new PreparedData(
        standardizer.map(fitted -> fitted.apply(weighted)).orElse(weighted),
        standardizer.map(fitted -> held.map(fitted::apply)).orElse(held),
        features,
        classes,
        scale,
        standardizer,
        preparation);
  }

  /**
   * Returns the training data in two parts, prepared anew: class weights and means are those of the
   * first part. The validation data are not looked at.
   *
   * @param learnt the numbers of the examples to learn from
   * @param held the numbers of the examples to hold out
   */
  public PreparedData parts(int[] learnt, int[] held) {
    Dataset examples = preparation.examples();
    return prepared(
        preparation.of(examples.select(learnt)),
        Optional.of(examples.select(held)),
        features,
        classes,
        scale);
  }

  /** Returns inputs as they stand in the file in the form that the model takes. */
  public Tensor scaled(Tensor inputs) {
    Tensor multiplied = scale == 1 ? inputs : inputs.mul(scale);
    return standardizer.map(fitted -> fitted.apply(multiplied)).orElse(multiplied).eval();
  }
}
