package org.thalweg.loss;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.LossTypes;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.RecordType;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A case of a file of {@code golden}; {@code golden/golden.py} says what its fields are. */
record Golden(JsonNode json) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final Registry REGISTRY = new Registry();

  static {
    REGISTRY.install("loss-core", new CoreLosses());
  }

  /** The files, each with the script of its name that made it. */
  private static final List<String> FILES =
      List.of(
          "losses",
          "regression",
          "likelihood",
          "binary",
          "multiclass",
          "vocabulary",
          "sequence",
          "ranking",
          "survival",
          "embedding",
          "distillation",
          "preference",
          "generative",
          "adversarial",
          "segmentation",
          "detection",
          "imaging",
          "audio",
          "adaptation",
          "composite");

  static List<Golden> all() {
    return FILES.stream().flatMap(Golden::read).toList();
  }

  private static Stream<Golden> read(String name) {
    try (InputStream file = Golden.class.getResourceAsStream("/golden/" + name + ".json")) {
      return file == null
          ? Stream.empty()
          : MAPPER.readTree(file).get("cases").valueStream().map(Golden::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a registry of the losses of this module. */
  static Registry registry() {
    return REGISTRY;
  }

  @SuppressWarnings("unchecked")
  Loss<Object, Object> loss() {
    return (Loss<Object, Object>)
        registry()
            .create(
                Kind.LOSS,
                json.get("loss").asString(),
                (Map<String, ?>) MAPPER.convertValue(json.get("config"), Map.class));
  }

  Reduction reduction() {
    return Reduction.valueOf(
        json.get("reduction").asString().toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  List<DType> dtypes() {
    return json.get("dtypes").valueStream().map(name -> DType.named(name.asString())).toList();
  }

  /** Returns how far from the oracle a number may be, relative to it, where it says so. */
  double relative() {
    return json.has("relative") ? json.get("relative").asDouble() : 0;
  }

  /** Returns the size of the numbers whose rounding the result carries, where it says so. */
  double scale() {
    return json.has("scale") ? json.get("scale").asDouble() : 0;
  }

  Object prediction(DType dtype) {
    return tree(LossTypes.of(loss().getClass()).prediction(), json.get("prediction"), dtype);
  }

  Object target(DType dtype) {
    return tree(LossTypes.of(loss().getClass()).target(), json.get("target"), dtype);
  }

  Weighting weighting(DType dtype) {
    Weighting weighting = Weighting.none();
    if (json.has("weight")) {
      weighting = weighting.weight(tensor(json.get("weight"), dtype));
    }
    return json.has("mask") ? weighting.mask(tensor(json.get("mask"), DType.BOOL)) : weighting;
  }

  /** Returns all numbers of a field: those of objects in the order of their keys. */
  double[] numbers(String field) {
    List<JsonNode> numbers = new ArrayList<>();
    flatten(json.get(field), new ArrayList<>(), 0, numbers);
    return numbers.stream().mapToDouble(JsonNode::asDouble).toArray();
  }

  private static Object tree(Type type, JsonNode json, DType dtype) {
    if (!(type instanceof Class<?> record && record.isRecord())) {
      return tensor(json, dtype);
    }
    RecordComponent[] components = record.getRecordComponents();
    return RecordType.of(record)
        .create(
            Arrays.stream(components)
                .map(part ->
                    tree(
                        part.getGenericType(),
                        Objects.requireNonNull(json.get(part.getName()), part.getName()),
                        dtype))
                .toArray());
  }

  /** Returns a tensor of nested arrays; whole numbers without a point make integers. */
  private static Tensor tensor(JsonNode json, DType dtype) {
    List<Long> extents = new ArrayList<>();
    List<JsonNode> leaves = new ArrayList<>();
    flatten(json, extents, 0, leaves);
    Shape shape = Shape.of(extents.stream().mapToLong(Long::longValue).toArray());
    return switch (leaves.getFirst().getNodeType()) {
      case BOOLEAN ->
          Tensor.of(
              shape, DType.BOOL, leaves.stream().mapToLong(b -> b.asBoolean() ? 1 : 0).toArray());
      case NUMBER ->
          leaves.getFirst().isIntegralNumber()
              ? Tensor.of(shape, DType.INT64, leaves.stream().mapToLong(JsonNode::asLong).toArray())
              : Tensor.of(shape, dtype, leaves.stream().mapToDouble(JsonNode::asDouble).toArray());
      case ARRAY, BINARY, MISSING, NULL, OBJECT, POJO, STRING ->
          throw new IllegalArgumentException("no tensor: " + json);
    };
  }

  private static void flatten(JsonNode json, List<Long> extents, int depth, List<JsonNode> leaves) {
    if (json.isObject()) {
      json.forEach(child -> flatten(child, new ArrayList<>(), 0, leaves));
      return;
    }
    if (!json.isArray()) {
      leaves.add(json);
      return;
    }
    if (extents.size() == depth) {
      extents.add((long) json.size());
    }
    json.forEach(child -> flatten(child, extents, depth + 1, leaves));
  }

  @Override
  public String toString() {
    return json.get("name").asString();
  }
}
