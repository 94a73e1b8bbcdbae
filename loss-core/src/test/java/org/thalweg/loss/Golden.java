package org.thalweg.loss;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A case of {@code golden/losses.json}; {@code golden/losses.py} says what its fields are. */
record Golden(JsonNode json) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  static List<Golden> all() {
    try (InputStream file =
        Objects.requireNonNull(Golden.class.getResourceAsStream("/golden/losses.json"))) {
      return MAPPER.readTree(file).get("cases").valueStream().map(Golden::new).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns a registry of the losses of this module. */
  static Registry registry() {
    Registry registry = new Registry();
    registry.install("loss-core", new CoreLosses());
    return registry;
  }

  @SuppressWarnings("unchecked")
  Loss<Tensor, Tensor> loss() {
    return (Loss<Tensor, Tensor>)
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

  Tensor prediction(DType dtype) {
    return tensor(json.get("prediction"), dtype);
  }

  Tensor target(DType dtype) {
    return tensor(json.get("target"), dtype);
  }

  Weighting weighting(DType dtype) {
    Weighting weighting = Weighting.none();
    if (json.has("weight")) {
      weighting = weighting.weight(tensor(json.get("weight"), dtype));
    }
    return json.has("mask") ? weighting.mask(tensor(json.get("mask"), DType.BOOL)) : weighting;
  }

  double[] numbers(String field) {
    List<JsonNode> numbers = new ArrayList<>();
    flatten(json.get(field), new ArrayList<>(), 0, numbers);
    return numbers.stream().mapToDouble(JsonNode::asDouble).toArray();
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
