package org.thalweg.nn.pipeline;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.minimize.Minimizer;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.plugin.Binder;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Suggestions;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.data.ClassWeights;
import org.thalweg.nn.layer.Sequential;
import org.thalweg.nn.train.TrainingOptions;

/**
 * The parts of a {@link PipelineConfig}, each bound on its own: what is wrong with one leaves the
 * others to be checked. Problems are the binder's.
 */
record Sections(
    Optional<DataConfig> data,
    Optional<Layer> model,
    Optional<Loss<Tensor, Tensor>> loss,
    Optional<Optimizer> optimizer,
    Optional<Minimizer<?>> minimizer,
    Optional<TrainingConfig> training,
    Optional<CheckpointConfig> checkpoint) {

  private static final String OPTIMIZER = "optimizer";
  private static final String MINIMIZER = "minimizer";
  private static final String CLASS_WEIGHTS = "classWeights";
  private static final int ITERATIONS = 1000;

  static Sections bind(Map<String, Object> values, Binder binder) {
    List<String> keys =
        Arrays.stream(PipelineConfig.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();
    for (String key : values.keySet()) {
      if (!keys.contains(key)) {
        binder.problem(key, "unknown key" + Suggestions.of(key, keys));
      }
    }
    for (String key : List.of("data", "model", "loss")) {
      if (!values.containsKey(key)) {
        binder.problem(key, "is required");
      }
    }
    boolean minimizes = values.containsKey(MINIMIZER);
    if (!minimizes && !values.containsKey(OPTIMIZER)) {
      binder.problem(OPTIMIZER, "is required, or minimizer");
    } else if (minimizes && values.containsKey(OPTIMIZER)) {
      binder.problem(MINIMIZER, "stands beside optimizer; leave one of them out");
    }
    return new Sections(
        section(DataConfig.class, "data", values.get("data"), binder),
        model(values.get("model"), binder),
        loss(values.get("loss"), binder),
        Optional.ofNullable(values.get(OPTIMIZER))
            .flatMap(value -> binder.component(Kind.OPTIMIZER, value, OPTIMIZER)),
        minimizer(values.get(MINIMIZER), binder),
        section(
            TrainingConfig.class,
            "training",
            training(values.getOrDefault("training", Map.of()), minimizes, binder),
            binder),
        section(CheckpointConfig.class, "checkpoint", values.get("checkpoint"), binder));
  }

  private static Optional<Minimizer<?>> minimizer(@Nullable Object value, Binder binder) {
    return Optional.ofNullable(value)
        .flatMap(given -> binder.component(Kind.MINIMIZER, given, MINIMIZER))
        .map(minimizer -> (Minimizer<?>) minimizer);
  }

  /**
   * Returns the training section with its class weights read, which may be written in three ways,
   * and with a minimizer's defaults: all examples at once, and as many iterations as it takes.
   */
  private static Object training(Object value, boolean minimizes, Binder binder) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<Object, Object> read = new LinkedHashMap<>(map);
    if (minimizes) {
      read.putIfAbsent("batchSize", TrainingOptions.ALL);
      read.putIfAbsent("epochs", ITERATIONS);
    } else if (read.containsKey("convergence")) {
      binder.problem(
          "training.convergence",
          "is of minimizers; with an optimizer take targetLoss, earlyStopping or epochs");
    }
    Object weights = read.get(CLASS_WEIGHTS);
    if (weights == null) {
      return read;
    }
    try {
      read.put(CLASS_WEIGHTS, ClassWeights.parse(weights));
    } catch (ThalwegException e) {
      binder.problem("training." + CLASS_WEIGHTS, String.valueOf(e.getMessage()));
      read.remove(CLASS_WEIGHTS);
    }
    return read;
  }

  private static <R> Optional<R> section(
      Class<R> type, String path, @Nullable Object value, Binder binder) {
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Map<?, ?> map)) {
      binder.problem(path, "is '%s', should be a map of keys and values".formatted(value));
      return Optional.empty();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach((key, entry) -> values.put(String.valueOf(key), entry));
    return binder.record(type, values, path);
  }

  private static Optional<Layer> model(@Nullable Object value, Binder binder) {
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof List<?> list)) {
      return binder.component(Kind.LAYER, value, "model");
    }
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Object entry = String.valueOf(list.get(i)).isEmpty() ? Map.of() : list.get(i);
      binder.component(Kind.LAYER, entry, "model[" + i + "]").ifPresent(layers::add);
    }
    if (list.isEmpty()) {
      binder.problem("model", "has no layers");
    }
    return layers.size() == list.size() && !layers.isEmpty()
        ? Optional.of(new Sequential(layers))
        : Optional.empty();
  }

  @SuppressWarnings("unchecked") // what it takes is checked when it is traced
  private static Optional<Loss<Tensor, Tensor>> loss(@Nullable Object value, Binder binder) {
    return Optional.ofNullable(value)
        .flatMap(given -> binder.component(Kind.LOSS, given, "loss"))
        .map(loss -> (Loss<Tensor, Tensor>) loss);
  }

  /** Returns the whole, if all of it is there. */
  Optional<PipelineConfig> config() {
    if (data.isEmpty()
        || model.isEmpty()
        || loss.isEmpty()
        || training.isEmpty()
        || optimizer.isPresent() == minimizer.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new PipelineConfig(
            data.get(), model.get(), loss.get(), optimizer, minimizer, training.get(), checkpoint));
  }
}
