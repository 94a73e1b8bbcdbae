package org.thalweg.optim;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the scripts in {@code golden} wrote. */
final class Golden {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Golden() {}

  /**
   * A path of an optimizer.
   *
   * @param name what the case is called
   * @param optimizer the optimizer
   * @param problem the function, or {@code given}
   * @param start the parameters at first
   * @param path the parameters after each step, or after those that are named
   * @param steps the numbers of those steps
   * @param averages the weights to evaluate with after each of them; none where they are the path
   * @param rounding how far from its path, relatively, the oracle comes to be by rounding alone;
   *     none where that does not matter
   */
  record Trajectory(
      String name,
      Optimizer optimizer,
      String problem,
      Parameters start,
      List<Parameters> path,
      List<Integer> steps,
      List<Parameters> averages,
      List<Double> rounding) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Returns a registry of what this module has. */
  static Registry registry() {
    Registry registry = new Registry();
    registry.install("optim-core", new CoreOptimizers());
    return registry;
  }

  static JsonNode read(String name) {
    try (InputStream file =
        Objects.requireNonNull(Golden.class.getResourceAsStream("/golden/" + name))) {
      return MAPPER.readTree(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns JSON as maps, lists, numbers and texts. */
  @SuppressWarnings("unchecked")
  static Map<String, ?> config(JsonNode json) {
    return (Map<String, ?>) value(json);
  }

  /** Returns JSON as a map, a list, a number or a text. */
  static Object value(JsonNode json) {
    return MAPPER.convertValue(json, Object.class);
  }

  static List<Trajectory> trajectories() {
    return trajectories("trajectories.json");
  }

  static List<Trajectory> trajectories(String file) {
    return read(file)
        .get("cases")
        .valueStream()
        .map(json ->
            new Trajectory(
                json.get("name").asString(),
                registry()
                    .create(
                        Kind.OPTIMIZER,
                        json.get("optimizer").asString(),
                        config(json.get("config"))),
                json.get("problem").asString(),
                parameters(json.get("start")),
                json.get("path").valueStream().map(Golden::parameters).toList(),
                steps(json),
                json.path("averages").valueStream().map(Golden::parameters).toList(),
                json.path("rounding").valueStream().map(JsonNode::asDouble).toList()))
        .toList();
  }

  private static List<Integer> steps(JsonNode json) {
    return json.has("steps")
        ? json.get("steps").valueStream().map(JsonNode::asInt).toList()
        : IntStream.rangeClosed(1, json.get("path").size()).boxed().toList();
  }

  /** Returns the gradients of the problem {@code given}. */
  static List<Parameters> gradients() {
    return gradients("trajectories.json");
  }

  static List<Parameters> gradients(String file) {
    return read(file).get("gradients").valueStream().map(Golden::parameters).toList();
  }

  static double[] numbers(JsonNode json) {
    List<Double> numbers = new ArrayList<>();
    flatten(json, new ArrayList<>(), 0, numbers);
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  static Parameters parameters(JsonNode json) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    json.properties().forEach(entry -> tensors.put(entry.getKey(), tensor(entry.getValue())));
    return new Parameters(tensors);
  }

  private static Tensor tensor(JsonNode json) {
    List<Long> extents = new ArrayList<>();
    List<Double> numbers = new ArrayList<>();
    flatten(json, extents, 0, numbers);
    return Tensor.of(
        Shape.of(extents.stream().mapToLong(Long::longValue).toArray()),
        DType.FLOAT64,
        numbers.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static void flatten(JsonNode json, List<Long> extents, int depth, List<Double> numbers) {
    if (!json.isArray()) {
      // NaN and infinities are texts
      numbers.add(json.isString() ? Double.parseDouble(json.asString()) : json.asDouble());
      return;
    }
    if (extents.size() == depth) {
      extents.add((long) json.size());
    }
    json.forEach(child -> flatten(child, extents, depth + 1, numbers));
  }
}
