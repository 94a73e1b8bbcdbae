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
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.plugin.Binder;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Suggestions;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.data.ClassWeights;
import org.thalweg.nn.layer.Sequential;

/**
 * The parts of a {@link PipelineConfig}, each bound on its own: what is wrong with one leaves the
 * others to be checked. Problems are the binder's.
 */
record Sections(
    Optional<DataConfig> data,
    Optional<Layer> model,
    Optional<Loss<Tensor, Tensor>> loss,
    Optional<Optimizer> optimizer,
    Optional<TrainingConfig> training) {

  private static final String CLASS_WEIGHTS = "classWeights";

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
    for (String key : List.of("data", "model", "loss", "optimizer")) {
      if (!values.containsKey(key)) {
        binder.problem(key, "is required");
      }
    }
    return new Sections(
        section(DataConfig.class, "data", values.get("data"), binder),
        model(values.get("model"), binder),
        loss(values.get("loss"), binder),
        Optional.ofNullable(values.get("optimizer"))
            .flatMap(value -> binder.component(Kind.OPTIMIZER, value, "optimizer")),
        section(
            TrainingConfig.class,
            "training",
            training(values.getOrDefault("training", Map.of()), binder),
            binder));
  }

  /**
   * Returns the training section with its class weights read, which may be written in three ways.
   */
  private static Object training(Object value, Binder binder) {
    Object given = value instanceof Map<?, ?> map ? map.get(CLASS_WEIGHTS) : null;
    if (given == null) {
      return value;
    }
    Map<Object, Object> read = new LinkedHashMap<>((Map<?, ?>) value);
    try {
      read.put(CLASS_WEIGHTS, ClassWeights.parse(given));
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
    return data.flatMap(d ->
        model.flatMap(m ->
            loss.flatMap(l ->
                optimizer.flatMap(o -> training.map(t -> new PipelineConfig(d, m, l, o, t))))));
  }
}
