package org.thalweg.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.thalweg.optim.Numbers.assertClose;
import static org.thalweg.optim.Numbers.assertSameBits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.OptimizerCard;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Key;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;
import org.thalweg.optim.function.TestFunction;
import org.thalweg.optim.optimizer.NoisySgd;
import org.thalweg.optim.run.Descent;
import org.thalweg.optim.transform.Transforms;
import tools.jackson.databind.JsonNode;

/** Rules of single elements and whole tensors: paths are those of their oracles, and laws hold. */
class ElementwiseTest {
  private static final String FILE = "elementwise.json";
  private static final Registry REGISTRY = Golden.registry();
  private static final List<Golden.Trajectory> CASES = Golden.trajectories(FILE);
  private static final List<JsonNode> JSON = Golden.read(FILE).get("cases").valueStream().toList();
  private static final List<Parameters> GRADIENTS = Golden.gradients();

  /** The steps that the file has. */
  private static final int[] KEPT =
      IntStream.concat(
              IntStream.rangeClosed(1, 10), IntStream.iterate(20, k -> k <= 100, k -> k + 10))
          .toArray();

  /** Those that take the loss, which gradients alone do not give. */
  private static final Set<String> OF_LOSSES = Set.of("momo", "momo-adam", "polyak-sgd");

  /**
   * Those whose steps without gradients are not zero: fromage and asgd decay, yogi's mean does not
   * begin at zero, noisy-sgd adds noise.
   */
  private static final Set<String> RESTLESS = Set.of("fromage", "asgd", "yogi", "noisy-sgd");

  private static List<String> names() {
    return JSON.stream().map(json -> json.get("optimizer").asString()).distinct().toList();
  }

  /** Returns an optimizer with defaults, a rate, and no weight decay. */
  private static Optimizer plain(String name, double rate) {
    Map<String, Object> config = new HashMap<>();
    for (Key key : component(name).keys()) {
      if (key.name().equals("learningRate") || key.name().equals("scaling")) {
        config.put(key.name(), rate);
      } else if (key.name().equals("weightDecay")) {
        config.put(key.name(), 0.0);
      } else if (key.name().equals("finalRate")) {
        config.put(key.name(), 0.01);
      }
    }
    return REGISTRY.create(Kind.OPTIMIZER, name, config);
  }

  private static Component<Optimizer> component(String name) {
    return REGISTRY.find(Kind.OPTIMIZER, name).orElseThrow();
  }

  private static List<Parameters> path(Golden.Trajectory golden, DType dtype) {
    Descent<?> descent = Descent.by(golden.optimizer());
    Parameters start = golden.start().map(p -> p.to(dtype).eval());
    if (golden.problem().equals("given")) {
      return descent.follow(
          start, GRADIENTS.stream().map(given -> given.map(g -> g.to(dtype).eval())).toList());
    }
    Function<Parameters, Tensor> function =
        p -> TestFunction.named(golden.problem()).value(p.get("x"));
    List<Parameters> points = descent.minimize(start, function, 100).points();
    return points.subList(1, points.size());
  }

  @Test
  void everyOptimizerHasThreeConfigurations() {
    Map<Class<?>, Long> configurations =
        CASES.stream()
            .map(Golden.Trajectory::optimizer)
            .distinct()
            .collect(Collectors.groupingBy(Object::getClass, Collectors.counting()));
    assertEquals(53, configurations.size());
    configurations.forEach((type, count) -> assertTrue(count >= 3, type.getName()));
  }

  @Test
  void doublesAreTheOraclesToNineDigits() {
    List<String> wrong = new ArrayList<>();
    Set<String> interpreted = new HashSet<>();
    for (int i = 0; i < CASES.size(); i++) {
      Golden.Trajectory golden = CASES.get(i);
      List<String> engines = new ArrayList<>(List.of("vector"));
      if (interpreted.add(JSON.get(i).get("optimizer").asString())) {
        engines.add("reference");
      }
      for (String engine : engines) {
        List<Parameters> path =
            Engines.with(Engines.named(engine), () -> path(golden, DType.FLOAT64));
        assertEquals(100, path.size());
        assertEquals(KEPT.length, golden.path().size());
        try {
          for (int k = 0; k < KEPT.length; k++) {
            String what = golden + ", " + engine + ", step " + KEPT[k];
            assertClose(golden.path().get(k), path.get(KEPT[k] - 1), 1e-9, 1e-12, what);
          }
        } catch (AssertionError e) {
          wrong.add(String.valueOf(e.getMessage()));
        }
      }
    }
    assertTrue(wrong.isEmpty(), () -> wrong.size() + " paths:\n" + String.join("\n", wrong));
  }

  @Test
  void floatsStayClose() {
    for (int i = 0; i < CASES.size(); i++) {
      Golden.Trajectory golden = CASES.get(i);
      // Rosenbrock's gradient cancels: in floats it is another function
      if (JSON.get(i).get("single").asBoolean() && !golden.problem().equals("rosenbrock")) {
        List<Parameters> path = path(golden, DType.FLOAT32);
        for (int k : IntStream.of(0, 9, KEPT.length - 1).toArray()) {
          assertClose(
              golden.path().get(k),
              path.get(KEPT[k] - 1),
              1e-4,
              1e-4,
              golden + ", step " + KEPT[k]);
        }
      }
    }
  }

  @Test
  void averagesAreEvaluated() {
    int checked = 0;
    for (int i = 0; i < CASES.size(); i++) {
      if (JSON.get(i).has("evaluation") && CASES.get(i).problem().equals("given")) {
        Parameters expected = Golden.parameters(JSON.get(i).get("evaluation"));
        Descent<?> descent = Descent.by(CASES.get(i).optimizer());
        assertClose(
            expected, evaluated(descent, CASES.get(i).start()), 1e-9, 1e-12, "" + CASES.get(i));
        checked++;
      }
    }
    assertTrue(checked >= 3);
  }

  private static <S> Parameters evaluated(Descent<S> descent, Parameters start) {
    Descent.State<S> state = descent.start(start);
    for (Parameters given : GRADIENTS) {
      state = descent.step(state, given);
      Tensor.eval(Tree.leaves(state).toArray(Tensor[]::new));
    }
    return descent.transform().evaluationWeights(state.memory(), state.parameters());
  }

  private final SplittableRandom random = new SplittableRandom(17);
  private final Parameters start = parameters();
  private final List<Parameters> gradients =
      IntStream.range(0, 30).mapToObj(_ -> parameters()).toList();

  private Parameters parameters() {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (Shape shape :
        List.of(Shape.of(2, 3), Shape.of(3), Shape.scalar(), Shape.of(2, 3, 2), Shape.of(1, 1))) {
      double[] values =
          IntStream.range(0, Math.toIntExact(shape.size()))
              .mapToDouble(_ -> random.nextGaussian())
              .toArray();
      tensors.put("p" + shape, Tensor.of(shape, DType.FLOAT64, values));
    }
    return new Parameters(tensors);
  }

  private static Parameters last(Optimizer optimizer, Parameters start, List<Parameters> given) {
    return Descent.by(optimizer).follow(start, given).getLast();
  }

  private static List<String> ofGradients() {
    return names().stream().filter(name -> !OF_LOSSES.contains(name)).toList();
  }

  @Test
  void zeroGradientsAreNoSteps() {
    List<Parameters> zeros = gradients.stream().map(g -> g.zerosLike()).limit(12).toList();
    for (String name : ofGradients()) {
      Parameters after = last(plain(name, 0.01), start, zeros);
      if (RESTLESS.contains(name)) {
        after.map(p -> {
          assertTrue(p.isFinite().all().eval().item() == 1, name);
          return p;
        });
      } else {
        assertSameBits(start, after, name);
      }
    }
    for (String name : OF_LOSSES) {
      Function<Parameters, Tensor> flat = p -> p.get("x").mul(0).sum();
      Parameters at = Parameters.of("x", Tensor.of(1.0, -2));
      Parameters after = Descent.by(plain(name, 0.01)).minimize(at, flat, 3).points().getLast();
      assertSameBits(at, after, name);
    }
  }

  @Test
  void climbingMirrorsDescending() {
    Parameters origin = start.zerosLike();
    List<Parameters> opposite =
        gradients.stream().map(given -> given.map(g -> g.neg().eval())).toList();
    for (String name : ofGradients()) {
      Optimizer optimizer = plain(name, 0.01);
      if (optimizer instanceof NoisySgd || name.equals("yogi")) {
        continue; // noise and a mean that does not begin at zero have a sign of their own
      }
      Parameters down = last(optimizer, origin, gradients);
      assertClose(down.map(p -> p.neg().eval()), last(optimizer, origin, opposite), 0, 0, name);
      Optimizer climbing = () -> Transforms.chain(Transforms.scale(-1), optimizer.transform());
      assertClose(down, last(climbing, origin, opposite), 0, 0, name);
    }
  }

  @Test
  void groupsAndTheirOrderDoNotMatter() {
    for (String name : ofGradients()) {
      Optimizer optimizer = plain(name, 0.01);
      Parameters together = last(optimizer, start, gradients);
      Parameters reversed =
          last(
              optimizer,
              new Parameters(start.tensors().reversed()),
              gradients.stream().map(g -> new Parameters(g.tensors().reversed())).toList());
      String parameter = start.names().getFirst();
      Parameters alone =
          last(
              optimizer,
              Parameters.of(parameter, start.get(parameter)),
              gradients.stream().map(g -> Parameters.of(parameter, g.get(parameter))).toList());
      for (String each : start.names()) {
        assertSameBits(together.get(each), reversed.get(each), name + " " + each);
      }
      assertSameBits(together.get(parameter), alone.get(parameter), name);
    }
  }

  @Test
  void aRunInPlaceGivesTheBitsOfPureSteps() {
    for (String name : ofGradients()) {
      Optimizer optimizer = plain(name, 0.01);
      assertSameBits(pure(Descent.by(optimizer)), last(optimizer, start, gradients), name);
    }
  }

  private <S> Parameters pure(Descent<S> descent) {
    Descent.State<S> state = descent.start(start);
    for (Parameters given : gradients) {
      state = descent.step(state, given);
      List<Tensor> leaves = Tree.leaves(state);
      Tensor.eval(leaves.toArray(Tensor[]::new));
      // a state is a tree of tensors and nothing else
      state = Tree.rebuild(descent.start(start), leaves);
    }
    return state.parameters();
  }

  @Test
  void mixedTypesKeepTheirs() {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("single", Tensor.of(1f, -2, 3).reshape(3, 1).eval());
    tensors.put("twice", Tensor.of(1.0, -2));
    Parameters mixed = new Parameters(tensors);
    for (String name : ofGradients()) {
      Parameters stepped = last(plain(name, 0.01), mixed, List.of(mixed, mixed));
      mixed
          .names()
          .forEach(key -> assertEquals(mixed.get(key).spec(), stepped.get(key).spec(), name));
    }
  }

  @Test
  void noiseHasItsSize() {
    Parameters many = Parameters.of("x", Tensor.full(Shape.of(20_000), DType.FLOAT64, 0).eval());
    List<Parameters> path =
        Descent.by(plain("noisy-sgd", 1.0)).follow(many, List.of(many, many, many));
    Parameters before = many;
    for (int t = 1; t <= path.size(); t++) {
      Tensor noise = path.get(t - 1).get("x").sub(before.get("x")).eval();
      assertEquals(0, noise.mean().item(), 0.003, "mean at " + t);
      double variance = 0.01 / Math.pow(t, 0.55);
      assertEquals(1, noise.square().mean().item() / variance, 0.03, "variance at " + t);
      before = path.get(t - 1);
    }
  }

  @Test
  void badHyperParametersAreRefused() {
    for (String name : names()) {
      for (Key key : component(name).keys()) {
        boolean rate = key.name().equals("learningRate");
        if (key.type() == double.class || rate) {
          Map<String, Object> config = new HashMap<>(Map.of("learningRate", 0.1));
          if (component(name).keys().stream().noneMatch(k -> k.name().equals("learningRate"))) {
            config.clear();
          }
          config.put(key.name(), Double.NaN);
          ThalwegException refusal =
              assertThrows(
                  ThalwegException.class, () -> REGISTRY.create(Kind.OPTIMIZER, name, config));
          String message = String.valueOf(refusal.getMessage());
          assertTrue(
              message.contains(key.name()) && message.contains("NaN"), name + ": " + message);
        }
      }
    }
  }

  @Test
  void everyOptimizerGoesDownAValley() {
    Map<String, double[]> rates =
        Map.of(
            "lars", new double[] {20},
            "adadelta", new double[] {1, 5},
            "cocob", new double[] {1});
    List<String> stuck = new ArrayList<>();
    for (String name : names()) {
      double least = Double.POSITIVE_INFINITY;
      double first = TestFunction.QUADRATIC.value(TestFunction.QUADRATIC.start()).item();
      for (double rate : rates.getOrDefault(name, new double[] {0.5, 0.05, 0.005})) {
        List<Double> values =
            Descent.by(plain(name, rate))
                .minimize(
                    Parameters.of("x", TestFunction.QUADRATIC.start()),
                    p -> TestFunction.QUADRATIC.value(p.get("x")),
                    400)
                .values();
        if (Double.isFinite(values.getLast())) {
          least = Math.min(least, values.getLast());
        }
      }
      if (!(least < 0.02 * first)) {
        stuck.add(name + " is at " + least + " of " + first);
      }
    }
    assertTrue(stuck.isEmpty(), stuck::toString);
  }

  @Test
  void cardsNameHyperParameters() {
    for (String name : names()) {
      Class<?> type = component(name).type();
      OptimizerCard card = Objects.requireNonNull(type.getAnnotation(OptimizerCard.class));
      assertFalse(card.rule().isEmpty() || card.paper().isEmpty() || card.use().isEmpty(), name);
      for (Key key : component(name).keys()) {
        boolean known =
            card.rule().contains(key.name())
                || Set.of("seed", "adaptLowerBound", "positive", "nesterov", "clipping", "centered")
                    .contains(key.name());
        assertTrue(known, name + "'s rule lacks " + key.name());
      }
    }
  }
}
