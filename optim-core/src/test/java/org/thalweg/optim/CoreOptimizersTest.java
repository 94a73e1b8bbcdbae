package org.thalweg.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.thalweg.api.Api;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Key;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.PluginInfo;
import org.thalweg.optim.optimizer.Adam;
import org.thalweg.optim.optimizer.AdamW;
import org.thalweg.optim.optimizer.Chained;
import org.thalweg.optim.optimizer.Clipped;
import org.thalweg.optim.optimizer.GradientDescent;
import org.thalweg.optim.optimizer.Sgd;
import org.thalweg.optim.schedule.Cosine;
import org.thalweg.optim.schedule.Exponential;
import org.thalweg.optim.schedule.Join;
import org.thalweg.optim.schedule.Step;
import org.thalweg.optim.schedule.WarmUp;
import org.thalweg.optim.transform.Transforms;

/** What is registered, how it is configured, and what is refused. */
class CoreOptimizersTest {
  private static Map<String, List<String>> keys(Kind<?> kind) {
    return Golden.registry().all(kind).stream()
        .collect(
            Collectors.toMap(
                Component::name,
                component -> component.keys().stream().map(Key::toString).toList()));
  }

  private static <T> T create(Kind<T> kind, String name, Map<String, ?> config) {
    return Golden.registry().create(kind, name, config);
  }

  private static void refused(String message, Executable code) {
    assertEquals(message, assertThrows(ThalwegException.class, code).getMessage());
  }

  @Test
  void isFoundAsAService() {
    PluginInfo info =
        ServiceLoader.load(Plugin.class).stream()
            .map(ServiceLoader.Provider::type)
            .filter(CoreOptimizers.class::equals)
            .findFirst()
            .orElseThrow()
            .getAnnotation(PluginInfo.class);
    assertEquals("optim-core", info.name());
    assertEquals(Api.VERSION, info.api());
  }

  @Test
  void namesKeysAndDefaults() {
    List<String> adam =
        List.of(
            "learningRate=0.001",
            "beta1=0.9",
            "beta2=0.999",
            "epsilon=1e-8",
            "weightDecay=0.0",
            "amsgrad=false");
    List<String> adamw = adam.stream().map(key -> key.replace("y=0.0", "y=0.01")).toList();
    assertHas(
        Map.of(
            "gradient-descent",
            List.of("learningRate"),
            "sgd",
            List.of(
                "learningRate",
                "momentum=0.0",
                "dampening=0.0",
                "nesterov=false",
                "weightDecay=0.0"),
            "adam",
            adam,
            "adamw",
            adamw,
            "clipped",
            List.of("maxNorm=1.0", "optimizer"),
            "chain",
            List.of("parts")),
        keys(Kind.OPTIMIZER));
    List<String> means = List.of("beta1=0.9", "beta2=0.999", "epsilon=1e-8");
    assertHas(
        Map.of(
            "chain", List.of("parts"),
            "scale-by-adam", means,
            "scale-by-amsgrad", means,
            "momentum", List.of("decay=0.9", "dampening=0.0", "nesterov=false"),
            "add-decayed-weights", List.of("weightDecay=0.01"),
            "scale-by-learning-rate", List.of("learningRate=0.001"),
            "scale", List.of("factor"),
            "clip-by-global-norm", List.of("maxNorm=1.0"),
            "clip-by-norm", List.of("maxNorm=1.0"),
            "clip-by-value", List.of("limit=1.0")),
        keys(Kind.TRANSFORM));
    assertHas(
        Map.of(
            "constant", List.of("value=0.001"),
            "step", List.of("initial", "every", "factor=0.1"),
            "exponential", List.of("initial", "decay", "every=1", "staircase=false"),
            "cosine", List.of("initial", "steps", "end=0.0", "power=1.0"),
            "warm-up", List.of("schedule", "steps", "start=0.0"),
            "join", List.of("schedules", "boundaries")),
        keys(Kind.SCHEDULE));
  }

  private static void assertHas(
      Map<String, List<String>> expected, Map<String, List<String>> actual) {
    expected.forEach((name, keys) -> assertEquals(keys, actual.get(name), name));
  }

  @Test
  void fixedNamesKeysAndDefaults() {
    assertHas(
        Map.ofEntries(
            Map.entry(
                "nadam",
                List.of(
                    "learningRate=0.002",
                    "beta1=0.9",
                    "beta2=0.999",
                    "epsilon=1e-8",
                    "weightDecay=0.0",
                    "momentumDecay=0.004",
                    "decoupled=false")),
            Map.entry(
                "radam",
                List.of(
                    "learningRate=0.001",
                    "beta1=0.9",
                    "beta2=0.999",
                    "epsilon=1e-8",
                    "weightDecay=0.0",
                    "decoupled=false")),
            Map.entry(
                "adamax",
                List.of(
                    "learningRate=0.002",
                    "beta1=0.9",
                    "beta2=0.999",
                    "epsilon=1e-8",
                    "weightDecay=0.0")),
            Map.entry(
                "adagrad",
                List.of(
                    "learningRate=0.01",
                    "rateDecay=0.0",
                    "weightDecay=0.0",
                    "initialAccumulator=0.0",
                    "epsilon=1e-10")),
            Map.entry(
                "adadelta",
                List.of("learningRate=1.0", "rho=0.9", "epsilon=1e-6", "weightDecay=0.0")),
            Map.entry(
                "rmsprop",
                List.of(
                    "learningRate=0.01",
                    "decay=0.99",
                    "epsilon=1e-8",
                    "momentum=0.0",
                    "centered=false",
                    "weightDecay=0.0")),
            Map.entry(
                "rprop",
                List.of(
                    "learningRate=0.01",
                    "shrinkage=0.5",
                    "growth=1.2",
                    "minStep=1e-6",
                    "maxStep=50.0")),
            Map.entry(
                "lion", List.of("learningRate", "beta1=0.9", "beta2=0.99", "weightDecay=0.001")),
            Map.entry(
                "lamb",
                List.of(
                    "learningRate", "beta1=0.9", "beta2=0.999", "epsilon=1e-6", "weightDecay=0.0")),
            Map.entry(
                "adabelief",
                List.of(
                    "learningRate",
                    "beta1=0.9",
                    "beta2=0.999",
                    "epsilon=1e-16",
                    "epsilonRoot=1e-16")),
            Map.entry("yogi", List.of("learningRate", "beta1=0.9", "beta2=0.999", "epsilon=1e-3")),
            Map.entry(
                "adan",
                List.of(
                    "learningRate",
                    "beta1=0.98",
                    "beta2=0.92",
                    "beta3=0.99",
                    "epsilon=1e-8",
                    "epsilonRoot=1e-8",
                    "weightDecay=0.0")),
            Map.entry("sign-sgd", List.of("learningRate"))),
        keys(Kind.OPTIMIZER));
  }

  @Test
  void everyComponentIsExplained() {
    for (Kind<?> kind : List.of(Kind.OPTIMIZER, Kind.TRANSFORM, Kind.SCHEDULE)) {
      for (Component<?> component : Golden.registry().all(kind)) {
        assertTrue(component.summary().orElseThrow().endsWith("."), component.name());
        if (component.type() != Schedule.Constant.class) {
          for (Key key : component.keys()) {
            assertTrue(key.doc().orElseThrow().endsWith("."), component.name() + "." + key);
          }
        }
      }
    }
  }

  @Test
  void shortConstructorsHaveTheDefaults() {
    Map<String, Object> rate = Map.of("learningRate", 0.3);
    assertEquals(create(Kind.OPTIMIZER, "gradient-descent", rate), new GradientDescent(0.3));
    assertEquals(create(Kind.OPTIMIZER, "sgd", rate), new Sgd(0.3, 0));
    assertEquals(create(Kind.OPTIMIZER, "adam", rate), new Adam(0.3));
    assertEquals(create(Kind.OPTIMIZER, "adamw", rate), new AdamW(0.3));
  }

  @Test
  void configurationsNest() {
    assertEquals(
        new Clipped(
            0.5,
            new AdamW(new WarmUp(new Cosine(0.1, 90, 0), 10, 0), 0.9, 0.999, 1e-8, 0.01, false)),
        create(
            Kind.OPTIMIZER,
            "clipped",
            Map.of(
                "maxNorm",
                0.5,
                "optimizer",
                Map.of(
                    "name",
                    "adamw",
                    "learningRate",
                    Map.of(
                        "name",
                        "warm-up",
                        "steps",
                        10,
                        "schedule",
                        Map.of("name", "cosine", "initial", 0.1, "steps", 90))))));
    assertEquals(
        new Chained(
            List.of(
                Transforms.clipByValue(0.5),
                Transforms.scaleByAdam(0.9, 0.999, 1e-8),
                Transforms.scaleByLearningRate(Schedule.constant(0.01)))),
        create(
            Kind.OPTIMIZER,
            "chain",
            Map.of(
                "parts",
                List.of(
                    Map.of("name", "clip-by-value", "limit", 0.5),
                    "scale-by-adam",
                    Map.of("name", "scale-by-learning-rate", "learningRate", 0.01)))));
    assertEquals(
        new Join(List.of(Schedule.constant(0.5), new Step(0.1, 3, 0.1)), List.of(30L)),
        create(
            Kind.SCHEDULE,
            "join",
            Map.of(
                "boundaries",
                List.of(30),
                "schedules",
                List.of(0.5, Map.of("name", "step", "initial", 0.1, "every", 3)))));
  }

  @Test
  void badHyperParametersAreRefused() {
    refused(
        "learningRate must be zero or more and finite, was -1.0", () -> new GradientDescent(-1));
    refused("learningRate must be zero or more and finite, was NaN", () -> new Adam(Double.NaN));
    refused("learningRate must be zero or more and finite, was -1.0", () -> new AdamW(-1));
    refused("learningRate must be zero or more and finite, was -1.0", () -> new Sgd(-1, 0));
    refused("momentum must be zero or more and finite, was -0.5", () -> new Sgd(0.1, -0.5));
    Schedule rate = Schedule.constant(0.1);
    refused(
        "nesterov takes a positive momentum and no dampening, were 0.0 and 0.0",
        () -> new Sgd(rate, 0, 0, true, 0));
    refused(
        "nesterov takes a positive momentum and no dampening, were 0.9 and 0.5",
        () -> new Sgd(rate, 0.9, 0.5, true, 0));
    refused("dampening must be finite, was NaN", () -> new Sgd(rate, 0, Double.NaN, false, 0));
    refused(
        "weightDecay must be zero or more and finite, was -0.1",
        () -> new Sgd(rate, 0, 0, false, -0.1));
    refused(
        "beta1 must be 0 or more and below 1, was 1.0",
        () -> new Adam(rate, 1, 0.9, 1e-8, 0, false));
    refused(
        "beta2 must be 0 or more and below 1, was -0.1",
        () -> new AdamW(rate, 0.9, -0.1, 1e-8, 0, false));
    refused(
        "epsilon must be zero or more and finite, was -1.0E-8",
        () -> new Adam(rate, 0.9, 0.9, -1e-8, 0, false));
    refused(
        "weightDecay must be zero or more and finite, was Infinity",
        () -> new AdamW(rate, 0.9, 0.9, 1e-8, Double.POSITIVE_INFINITY, false));
    refused("maxNorm must be positive and finite, was 0.0", () -> new Clipped(0, new Adam(0.1)));
    refused("parts must hold at least one transform", () -> new Chained(List.of()));
  }

  @Test
  void badTransformsAreRefused() {
    Schedule rate = Schedule.constant(-0.1);
    refused(
        "learningRate must be zero or more and finite, was -0.1",
        () -> Transforms.scaleByLearningRate(rate));
    refused(
        "beta1 must be 0 or more and below 1, was 1.5",
        () -> Transforms.scaleByAmsgrad(1.5, 0.9, 0));
    refused(
        "decay must be zero or more and finite, was -1.0", () -> Transforms.momentum(-1, 0, false));
    refused(
        "weightDecay must be zero or more and finite, was -1.0",
        () -> Transforms.addDecayedWeights(-1));
    refused("factor must be finite, was Infinity", () -> Transforms.scale(1 / 0.0));
    refused("maxNorm must be positive and finite, was -1.0", () -> Transforms.clipByNorm(-1));
    refused(
        "maxNorm must be positive and finite, was NaN",
        () -> Transforms.clipByGlobalNorm(Double.NaN));
    refused("limit must be positive and finite, was 0.0", () -> Transforms.clipByValue(0));
  }

  @Test
  void badSchedulesAreRefused() {
    refused("every must be 1 or more, was 0", () -> new Step(1, 0, 0.5));
    refused("factor must be positive and finite, was 0.0", () -> new Step(1, 1, 0));
    refused("initial must be zero or more and finite, was -1.0", () -> new Step(-1, 1, 0.5));
    refused(
        "initial must be zero or more and finite, was NaN",
        () -> new Exponential(Double.NaN, 0.5, 1, false));
    refused(
        "decay must be positive and finite, was -0.5", () -> new Exponential(1, -0.5, 1, false));
    refused("every must be 1 or more, was -1", () -> new Exponential(1, 0.5, -1, false));
    refused("steps must be 1 or more, was 0", () -> new Cosine(1, 0, 0));
    refused("end must be zero or more and finite, was -1.0", () -> new Cosine(1, 1, -1));
    refused("steps must be 1 or more, was 0", () -> new WarmUp(Schedule.constant(1), 0, 0));
    refused(
        "start must lie between 0 and 1, was 2.0", () -> new WarmUp(Schedule.constant(1), 1, 2));
    refused(
        "boundaries must hold one number less than there are schedules, were [1] for 1 schedules",
        () -> new Join(List.of(Schedule.constant(1)), List.of(1L)));
    Schedule one = Schedule.constant(1);
    refused(
        "boundaries must ascend from above 0, were [5, 5]",
        () -> new Join(List.of(one, one, one), List.of(5L, 5L)));
    refused(
        "boundaries must ascend from above 0, were [0]",
        () -> new Join(List.of(one, one), List.of(0L)));
  }

  @Test
  void badConfigurationsNameTheirPlace() {
    refused(
        "optimizer: learningRate must be zero or more and finite, was -1.0",
        () -> create(Kind.OPTIMIZER, "adam", Map.of("learningRate", -1)));
    refused("optimizer.learningRate: is required", () -> create(Kind.OPTIMIZER, "sgd", Map.of()));
    refused(
        "optimizer.optimizer.learningRte: unknown key; did you mean 'learningRate'?",
        () ->
            create(
                Kind.OPTIMIZER,
                "clipped",
                Map.of("optimizer", Map.of("name", "adam", "learningRte", 0.1))));
  }
}
