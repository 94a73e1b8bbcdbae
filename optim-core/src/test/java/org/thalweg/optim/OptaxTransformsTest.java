package org.thalweg.optim;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.thalweg.api.data.DType;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.function.CompiledStep;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.optim.run.Descent;
import tools.jackson.databind.JsonNode;

/** Updates of transforms are those of Optax's transforms of the same meaning, step by step. */
class OptaxTransformsTest {
  private static final JsonNode FILE = Golden.read("transforms.json");
  private static final List<Integer> STEPS =
      FILE.get("steps").valueStream().map(JsonNode::asInt).toList();
  private static final double[] LOSSES = Golden.numbers(FILE.get("losses"));
  private static final Registry REGISTRY = Golden.registry();

  /**
   * In what a transform is another one than Optax's.
   *
   * @param reason the definition
   * @param near how near updates are nevertheless, relative to the largest of their tensor;
   *     infinite where they need not be near
   */
  private record Difference(String reason, double near) {}

  private static final double FAR = Double.POSITIVE_INFINITY;

  private static final Map<String, Difference> DIFFERENCES =
      Map.of(
          "clip_by_global_norm",
          new Difference("PyTorch's, which adds 1e-6 to the norm", 1e-5),
          "adaptive_grad_clip of rank 3",
          new Difference("a unit is an index of the last axis; there it is the whole", FAR),
          "centralize of the last axis",
          new Difference("units lie along the last axis, as in layers; there the first", FAR),
          "scale_by_radam",
          new Difference("PyTorch's, which adds epsilon before the bias is taken away", 1e-6),
          "scale_by_rms with its epsilon in the root",
          new Difference("PyTorch's, which adds epsilon to the root", FAR),
          "scale_by_rss",
          new Difference("PyTorch's, which adds epsilon to the root", 1e-6),
          "scale_by_rprop a step late",
          new Difference("a step is taken when its gradient comes; there at the next", FAR),
          "zero_nans of infinities",
          new Difference("infinities are zeroed too", FAR));

  private static final String BY_OPTIMIZER = "its optimizer is held to an oracle";
  private static final String NO_ORACLE = "Optax has none; its laws are tested";

  /** Transforms without a case, and why. */
  private static final Map<String, String> ELSEWHERE = elsewhere();

  private static Map<String, String> elsewhere() {
    Map<String, String> reasons = new HashMap<>();
    for (String name :
        List.of(
            "aggregated-momentum",
            "cautious",
            "grams",
            "orthogonalize",
            "quasi-hyperbolic-momentum",
            "reduce-variance",
            "scale-by-adabound",
            "scale-by-adafactor",
            "scale-by-adahessian",
            "scale-by-adam-8bit",
            "scale-by-adam-atan2",
            "scale-by-adam-mini",
            "scale-by-adamod",
            "scale-by-adashift",
            "scale-by-amsgrad",
            "scale-by-asgd",
            "scale-by-diffgrad",
            "scale-by-dog",
            "scale-by-dowg",
            "scale-by-ftrl",
            "scale-by-laprop",
            "scale-by-momo",
            "scale-by-momo-adam",
            "scale-by-nadam",
            "scale-by-padam",
            "scale-by-qhadam",
            "scale-by-shampoo",
            "scale-by-soap",
            "scale-by-sophia",
            "scale-by-sparse-adam",
            "scale-by-stable-adam")) {
      reasons.put(name, BY_OPTIMIZER);
    }
    reasons.put("add-noise", NO_ORACLE);
    reasons.put("clipped-examples", "it takes the gradients of single examples");
    reasons.put("optimizer", NO_ORACLE);
    return reasons;
  }

  private static List<JsonNode> cases() {
    return FILE.get("cases").valueStream().toList();
  }

  private static Parameters some(JsonNode json, JsonNode names) {
    Parameters all = Golden.parameters(json);
    SequencedMap<String, Tensor> some = new LinkedHashMap<>();
    names.forEach(name -> some.put(name.asString(), all.get(name.asString())));
    return new Parameters(some);
  }

  private static GradientTransform<?> transform(JsonNode json) {
    return REGISTRY.create(
        Kind.TRANSFORM, Map.of("name", "chain", "parts", Golden.value(json.get("parts"))), "case");
  }

  /** What a step takes. */
  private record Input(Parameters gradients, Tensor loss) {}

  private static <S> List<Parameters> updates(GradientTransform<S> transform, JsonNode json) {
    JsonNode names = json.get("of");
    Parameters start = some(FILE.get("start"), names);
    Descent<S> descent = new Descent<>(transform);
    CompiledStep<Descent.State<S>, Input, Parameters> compiled =
        CompiledStep.of(
            descent.start(start),
            new Input(start, Tensor.scalar(0, DType.FLOAT64)),
            (state, input) -> {
              Tensor step = state.steps().add(1);
              Context context = new Context(state.parameters(), step, input.loss, _ -> input.loss);
              Updates<S> updates = transform.update(input.gradients, state.memory(), context);
              return new Stepped<>(
                  new Descent.State<>(
                      state.parameters().add(updates.updates()), updates.state(), step),
                  updates.updates());
            });
    List<Parameters> all = new ArrayList<>();
    int step = 0;
    for (JsonNode gradients : FILE.get("gradients").get(json.get("gradients").asString())) {
      compiled.run(new Input(some(gradients, names), Tensor.scalar(LOSSES[step++], DType.FLOAT64)));
      all.add(compiled.output());
    }
    return all;
  }

  /**
   * Returns how far numbers are from the expected ones at most, relative to those; what is no
   * number should be none.
   */
  private static double distance(double[] expected, double[] actual, double scale) {
    assertEquals(expected.length, actual.length);
    double distance = 0;
    for (int i = 0; i < expected.length; i++) {
      double size = Math.max(Math.abs(expected[i]), scale);
      double off = Math.abs(actual[i] - expected[i]);
      boolean same = Double.compare(actual[i], expected[i]) == 0 || off == 0;
      distance = Math.max(distance, same ? 0 : Double.isNaN(off) ? FAR : off / size);
    }
    return distance;
  }

  /** Returns the distance over all steps that are kept. */
  private static double distance(JsonNode json, List<Parameters> updates, double scale) {
    double distance = 0;
    for (int i = 0; i < STEPS.size(); i++) {
      Parameters expected = Golden.parameters(json.get("updates").get(i));
      Parameters actual = updates.get(STEPS.get(i) - 1);
      assertEquals(expected.names(), actual.names());
      for (String name : expected.names()) {
        double[] numbers = expected.get(name).toDoubleArray();
        double largest = 0;
        for (double number : numbers) {
          largest = Double.isFinite(number) ? Math.max(largest, Math.abs(number)) : largest;
        }
        distance =
            Math.max(
                distance,
                distance(
                    numbers, actual.get(name).toDoubleArray(), Math.max(1e-3, scale * largest)));
      }
    }
    return distance;
  }

  @Test
  void updatesAreTheOraclesToNineDigits() {
    List<Executable> checks = new ArrayList<>();
    for (Engine engine : Engines.installed()) {
      for (JsonNode json : cases()) {
        if (!json.has("differs")) {
          double distance =
              Engines.with(engine, () -> distance(json, updates(transform(json), json), 0));
          String what = "%s on %s is off by %.2g".formatted(name(json), engine.name(), distance);
          checks.add(() -> assertTrue(distance <= 1e-9, what));
        }
      }
    }
    assertTrue(checks.size() > 200, () -> checks.size() + " checks");
    assertAll(checks);
  }

  private static String name(JsonNode json) {
    return json.get("name").asString();
  }

  /** A difference that is none any more should not be called one. */
  @Test
  void differencesAreWhatTheyAreSaidToBe() {
    List<JsonNode> different = cases().stream().filter(json -> json.has("differs")).toList();
    assertEquals(
        DIFFERENCES.keySet(),
        different.stream().map(OptaxTransformsTest::name).collect(Collectors.toSet()));
    for (JsonNode json : different) {
      Difference difference = Objects.requireNonNull(DIFFERENCES.get(name(json)));
      double distance = distance(json, updates(transform(json), json), 1);
      String what = "%s (%s): %.2g".formatted(name(json), difference.reason, distance);
      assertTrue(distance <= difference.near, what);
      assertTrue(distance(json, updates(transform(json), json), 0) > 1e-9, what);
    }
  }

  @Test
  void everyTransformIsComparedOrSaidToBeElsewhere() {
    Set<String> known =
        REGISTRY.all(Kind.TRANSFORM).stream().map(Component::name).collect(Collectors.toSet());
    Set<String> compared = new HashSet<>();
    cases().forEach(json -> names(json, compared));
    compared.retainAll(known);
    compared.forEach(name -> assertFalse(ELSEWHERE.containsKey(name), name));
    compared.addAll(ELSEWHERE.keySet());
    assertEquals(known, compared);
  }

  /** Adds what stands under "name" anywhere below the parts of a case. */
  private static void names(JsonNode json, Set<String> names) {
    for (JsonNode part : json.get("parts")) {
      names.add(name(part));
      for (JsonNode inner : part.findParents("name")) {
        names.add(name(inner));
      }
    }
  }
}
