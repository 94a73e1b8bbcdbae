package org.thalweg.optim.minimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.minimize.Minimizer;
import org.thalweg.api.minimize.Position;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.api.tree.Tree;
import org.thalweg.optim.CoreOptimizers;
import org.thalweg.optim.function.TestFunction;
import tools.jackson.databind.JsonNode;

/** Methods on functions whose minima are known. */
class MinimizersTest {
  private static final Kind<?> KIND = Kind.MINIMIZER;
  private static final Stop TIGHT = new Stop(1e-9, 0, 1e-15, 20000);

  static List<Minimizer<?>> methods() {
    return Stream.concat(lines().stream(), Stream.of(new NelderMead(), new NelderMead(true, 0.05)))
        .toList();
  }

  /** Returns the methods that search along lines. */
  static List<Minimizer<?>> lines() {
    List<Minimizer<?>> lines = new ArrayList<>();
    for (SteepestDescent.Search search : SteepestDescent.Search.values()) {
      lines.add(new SteepestDescent(search));
    }
    for (ConjugateGradient.Formula formula : ConjugateGradient.Formula.values()) {
      lines.add(new ConjugateGradient(formula));
    }
    lines.addAll(List.of(new Bfgs(), new Lbfgs(10), new Lbfgs(1), new NewtonCg()));
    return lines;
  }

  static List<Minimizer<?>> all() {
    return Stream.concat(
            methods().stream(),
            Stream.of(
                new GaussNewton(), new LevenbergMarquardt(), new LevenbergMarquardt(1, false)))
        .toList();
  }

  private static Parameters at(double... x) {
    return Parameters.of("x", Tensor.of(x));
  }

  private static Function<Parameters, Tensor> of(TestFunction function) {
    return p -> function.value(p.get("x"));
  }

  /** Residuals of Rosenbrock's function, in two tensors of parameters. */
  private static Tensor residuals(Parameters p) {
    Tensor x = p.get("x");
    Tensor y = p.get("y");
    return Tensors.stack(0, y.sub(x.square()).mul(10), x.rsub(1));
  }

  private static Parameters pair(DType dtype, double x, double y) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("x", Tensor.scalar(x, dtype));
    tensors.put("y", Tensor.scalar(y, dtype));
    return new Parameters(tensors);
  }

  private static void refused(String message, Executable code) {
    assertEquals(message, assertThrows(ThalwegException.class, code).getMessage());
  }

  static List<JsonNode> scipy() {
    return GoldenFile.part("cases").valueStream().toList();
  }

  @ParameterizedTest
  @MethodSource("scipy")
  void endWhereScipyDoes(JsonNode golden) {
    Minimizer<?> method =
        switch (golden.get("method").asString()) {
          case "bfgs" -> new Bfgs();
          case "lbfgs" -> new Lbfgs(10);
          case "conjugate-gradient" ->
              new ConjugateGradient(ConjugateGradient.Formula.POLAK_RIBIERE);
          case "newton-cg" -> new NewtonCg();
          default -> new NelderMead();
        };
    TestFunction function = TestFunction.named(golden.get("function").asString());
    Minimize.Result<?> result =
        Minimize.by(method)
            .until(TIGHT)
            .function(at(GoldenFile.numbers(golden.get("start"))), of(function));
    assertEquals(golden.get("value").asDouble(), result.value(), 1e-6, golden.toString());
    assertTrue(
        result.reason() != Reason.ITERATIONS && result.reason() != Reason.NOT_FINITE,
        () -> result + " " + golden);
    if (golden.has("point")) {
      assertArrayEquals(
          GoldenFile.numbers(golden.get("point")),
          result.point().get("x").toDoubleArray(),
          1e-6,
          () -> result + " " + golden);
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void findMinima(Minimizer<?> method) {
    for (TestFunction function :
        List.of(
            TestFunction.SPHERE,
            TestFunction.QUADRATIC,
            TestFunction.BEALE,
            TestFunction.HIMMELBLAU,
            TestFunction.BOOTH,
            TestFunction.MATYAS)) {
      Minimize.Result<?> result =
          Minimize.by(method)
              .until(new Stop(1e-8, 0, 1e-12, 50000))
              .function(Parameters.of("x", function.start()), of(function));
      assertTrue(result.reason().converged(), () -> function + " " + result);
      double[] end = result.point().get("x").toDoubleArray();
      double distance =
          function.minima().stream()
              .mapToDouble(minimum -> Vectors.distance(minimum.toDoubleArray(), end))
              .min()
              .orElseThrow();
      assertEquals(0, distance, 1e-6, () -> function + " " + result);
    }
  }

  /** On functions of many minima, a point where the gradient is zero is all that is promised. */
  @ParameterizedTest
  @MethodSource("lines")
  void findStationaryPoints(Minimizer<?> method) {
    for (TestFunction function :
        List.of(
            TestFunction.BRANIN,
            TestFunction.GOLDSTEIN_PRICE,
            TestFunction.STYBLINSKI_TANG,
            TestFunction.RASTRIGIN,
            TestFunction.EGGHOLDER)) {
      Minimize.Result<?> result =
          Minimize.by(method)
              .until(new Stop(1e-5, 0, 0, 20000))
              .function(Parameters.of("x", function.start()), of(function));
      assertEquals(Reason.GRADIENT, result.reason(), () -> function + " " + result);
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void everyStepMeetsItsConditions(Minimizer<?> method) {
    boolean armijo =
        method instanceof SteepestDescent descent
            && descent.search() == SteepestDescent.Search.ARMIJO;
    double curvature = method instanceof ConjugateGradient ? 0.1 : 0.9;
    for (TestFunction function :
        List.of(
            TestFunction.ROSENBROCK,
            TestFunction.BEALE,
            TestFunction.HIMMELBLAU,
            TestFunction.ZAKHAROV,
            TestFunction.WOOD)) {
      check(method, function, armijo, curvature);
    }
  }

  private static <M> void check(
      Minimizer<M> method, TestFunction function, boolean armijo, double curvature) {
    List<Position> path = new ArrayList<>();
    Minimize.by(method)
        .until(new Stop(1e-5, 0, 0, 300))
        .function(
            Parameters.of("x", function.start()),
            of(function),
            state -> path.add(state.position()));
    assertTrue(path.size() >= 2, function.toString());
    for (int i = 1; i < path.size(); i++) {
      Position from = path.get(i - 1);
      Position to = path.get(i);
      double[] step = Vectors.sub(to.x(), from.x());
      double slope = Vectors.dot(from.g(), step);
      // products of rounded steps, and values of four roundings
      double slack = 8 * Math.ulp(1.0) * Math.abs(from.f());
      String place = method + " on " + function + " at " + i;
      assertTrue(slope < 0, place);
      assertTrue(to.f() <= from.f() + 1e-4 * slope + slack, place);
      if (!armijo) {
        double left = Math.abs(Vectors.dot(to.g(), step));
        assertTrue(left <= curvature * Math.abs(slope) * (1 + 1e-6), place + " " + left / slope);
      }
    }
  }

  @Test
  void twoLoopsAreTheProductWithTheInverseHessian() {
    Random random = new Random(5);
    int size = 6;
    List<double[]> steps = new ArrayList<>();
    List<double[]> changes = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      double[] step = random.doubles(size, -1, 1).toArray();
      double[] change = random.doubles(size, -0.3, 0.3).toArray();
      for (int i = 0; i < size; i++) {
        change[i] += (i + 1) * step[i];
      }
      steps.add(step);
      changes.add(change);
    }
    double[] last = changes.getLast();
    double[][] inverse =
        identity(size, Vectors.dot(steps.getLast(), last) / Vectors.dot(last, last));
    for (int k = 0; k < 4; k++) {
      inverse = updated(inverse, steps.get(k), changes.get(k));
    }
    double[] vector = random.doubles(size, -1, 1).toArray();
    assertArrayEquals(times(inverse, vector), Lbfgs.product(vector, steps, changes), 1e-12);
    assertArrayEquals(vector, Lbfgs.product(vector, List.of(), List.of()));
  }

  private static double[][] identity(int size, double factor) {
    double[][] identity = new double[size][size];
    for (int i = 0; i < size; i++) {
      identity[i][i] = factor;
    }
    return identity;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    return Stream.of(matrix).mapToDouble(row -> Vectors.dot(row, vector)).toArray();
  }

  /** The update as a product: (I - s y'/b) H (I - y s'/b) + s s'/b. */
  private static double[][] updated(double[][] h, double[] s, double[] y) {
    int size = s.length;
    double bend = Vectors.dot(s, y);
    double[][] left = identity(size, 1);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        left[i][j] -= s[i] * y[j] / bend;
      }
    }
    double[][] result = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        result[i][j] = s[i] * s[j] / bend;
        for (int k = 0; k < size; k++) {
          for (int l = 0; l < size; l++) {
            result[i][j] += left[i][k] * h[k][l] * left[j][l];
          }
        }
      }
    }
    return result;
  }

  @Test
  void bfgsAndLbfgsOfLongMemoryAgreeAtFirst() {
    // both scale by the first pair alone in the first two steps
    Stop two = new Stop(0, 0, 0, 2);
    Parameters start = at(-1.2, 1, 0.5);
    double[] dense =
        Minimize.by(new Bfgs())
            .until(two)
            .function(start, of(TestFunction.ROSENBROCK))
            .point()
            .get("x")
            .toDoubleArray();
    double[] limited =
        Minimize.by(new Lbfgs(5))
            .until(two)
            .function(start, of(TestFunction.ROSENBROCK))
            .point()
            .get("x")
            .toDoubleArray();
    assertArrayEquals(dense, limited, 1e-12);
  }

  @Test
  void newtonTakesOneStepDownAQuadratic() {
    Minimize.Result<?> result =
        Minimize.by(new NewtonCg(100, 1e-4, 0.9))
            .until(new Stop(1e-6, 0, 0, 5))
            .function(at(1, 2, 3), p -> p.get("x").sub(2).square().sum());
    assertEquals(1, result.iterations());
    assertArrayEquals(new double[] {2, 2, 2}, result.point().get("x").toDoubleArray(), 1e-12);
  }

  @Test
  void newtonLeavesSaddles() {
    // x^2 - y^2 + y^4: the Hessian at the start is indefinite
    Minimize.Result<?> result =
        Minimize.by(new NewtonCg())
            .function(
                at(1, 0.1),
                p -> {
                  Tensor x = p.get("x").select(0, 0);
                  Tensor y = p.get("x").select(0, 1).square();
                  return x.square().sub(y).add(y.square());
                });
    assertEquals(Reason.GRADIENT, result.reason());
    assertEquals(-0.25, result.value(), 1e-12);
  }

  @Test
  void leastSquares() {
    for (Minimizer<?> method :
        List.of(new GaussNewton(), new LevenbergMarquardt(), new LevenbergMarquardt(1, false))) {
      Minimize.Result<?> result =
          Minimize.by(method)
              .until(new Stop(1e-12, 0, 0, 1000))
              .squares(pair(DType.FLOAT64, -1.2, 1), MinimizersTest::residuals);
      assertTrue(result.reason().converged(), result.toString());
      assertEquals(1, result.point().get("x").item(), 1e-9);
      assertEquals(1, result.point().get("y").item(), 1e-9);
      refused(
          "the method takes residuals, and was given a function; use Minimize.squares",
          () -> Minimize.by(method).function(at(1, 2), of(TestFunction.SPHERE)));
    }
  }

  @Test
  void fewerResidualsThanParameters() {
    // one equation of three unknowns: what it does not decide stays or moves little
    for (Minimizer<?> method : List.of(new GaussNewton(), new LevenbergMarquardt())) {
      Minimize.Result<?> result =
          Minimize.by(method).squares(at(1, 2, 3), p -> p.get("x").sum().sub(12).reshape(1));
      assertTrue(result.reason().converged(), result.toString());
      assertEquals(0, result.value(), 1e-15);
    }
  }

  @Test
  void parametersKeepTheirTypes() {
    Minimize.Result<?> result =
        Minimize.by(new LevenbergMarquardt())
            .squares(pair(DType.FLOAT32, -1.2, 1), MinimizersTest::residuals);
    assertEquals(DType.FLOAT32, result.point().get("x").dtype());
    assertEquals(1, result.point().get("x").item(), 1e-5);
    for (Minimizer<?> method : lines()) {
      Minimize.Result<?> near =
          Minimize.by(method)
              .until(new Stop(1e-4, 0, 0, 20000))
              .function(pair(DType.FLOAT32, -1.2, 1), p -> residuals(p).square().sum());
      assertNotEquals(Reason.ITERATIONS, near.reason(), near.toString());
      assertEquals(1, near.point().get("y").item(), 2e-3, near.toString());
    }
    refused(
        "parameter 'x' is int32[2]; only floats can be minimised over",
        () ->
            Minimize.by(new Bfgs())
                .function(
                    Parameters.of("x", Tensor.of(1, 2)), p -> p.get("x").to(DType.FLOAT32).sum()));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void failuresAreValues(Minimizer<?> method) {
    boolean simplex = method instanceof NelderMead;
    Minimize<?> minimize = Minimize.by(method).until(new Stop(1e-8, 0, 1e-12, 2000));
    Minimize.Result<?> flat = minimize.function(at(1, 2), p -> p.get("x").mul(0).sum());
    assertEquals(simplex ? Reason.STEP : Reason.GRADIENT, flat.reason());
    assertEquals(0, flat.value());
    Minimize.Result<?> nan = minimize.function(at(-1, -1), p -> p.get("x").sqrt().sum());
    assertEquals(Reason.NOT_FINITE, nan.reason());
    assertEquals(0, nan.iterations());
    Minimize.Result<?> infinite = minimize.function(at(1, 0), p -> p.get("x").reciprocal().sum());
    assertEquals(Reason.NOT_FINITE, infinite.reason());
    // a wall of NaN: the minimum of x - log(x) is at 1, and x may not be negative
    Minimize.Result<?> wall =
        minimize.function(at(3, 0.01), p -> p.get("x").sub(p.get("x").log()).sum());
    assertTrue(wall.reason().converged(), wall.toString());
    assertEquals(2, wall.value(), 1e-10);
    assertEquals(
        Reason.ITERATIONS,
        minimize
            .until(Stop.DEFAULT.within(0))
            .function(at(1, 2), of(TestFunction.ROSENBROCK))
            .reason());
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aWrongGradientIsNoDescent(Minimizer<?> method) {
    // the gradient of -f + 2 stop(f) is that of -f
    Minimize.Result<?> result =
        Minimize.by(method)
            .function(
                at(1, 2),
                p -> {
                  Tensor value = p.get("x").square().sum();
                  return value.neg().add(value.stopGradient().mul(2));
                });
    assertEquals(Reason.NO_DESCENT, result.reason());
    assertEquals(5, result.value());
  }

  @Test
  void directionsThatLeadUpAreRefused() {
    CompiledObjective objective = CompiledObjective.of(at(1, 2), of(TestFunction.SPHERE));
    Position start = objective.at(new double[] {1, 2});
    for (LineSearch search : List.of(new Armijo(1e-4, 0.5), new StrongWolfe(1e-4, 0.9))) {
      for (double[] up :
          List.of(start.g(), new double[] {2, -1}, new double[2], new double[] {Double.NaN, 1})) {
        assertTrue(search.search(objective, start, up, 1).isEmpty());
      }
      assertTrue(search.search(objective, start, Vectors.neg(start.g()), 1).isPresent());
      // far too short and far too long at first
      assertTrue(search.search(objective, start, Vectors.neg(start.g()), 1e-9).isPresent());
      assertTrue(search.search(objective, start, Vectors.neg(start.g()), 1e9).isPresent());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void goingOnGivesTheSameBits(Minimizer<?> method) {
    resume(method);
  }

  private static <M> void resume(Minimizer<M> method) {
    boolean squares = method instanceof GaussNewton || method instanceof LevenbergMarquardt;
    Parameters start = pair(DType.FLOAT64, -1.2, 1);
    Function<Parameters, Tensor> function =
        squares ? MinimizersTest::residuals : p -> residuals(p).square().sum();
    Stop stop = new Stop(1e-300, 0, 0, 12);
    List<Minimize.State<M>> path = new ArrayList<>();
    Minimize<M> minimize = Minimize.by(method).until(stop);
    Minimize.Result<M> whole =
        squares
            ? minimize.squares(start, function, path::add)
            : minimize.function(start, function, path::add);
    for (int k = 0; k < path.size() - 1; k += 3) {
      Minimize.State<M> saved = path.get(k);
      // what is saved is numbers by name
      Minimize.State<M> copy =
          Tree.map(saved, tensor -> Tensor.of(tensor.shape(), tensor.storage().copy()));
      Minimize.Result<M> rest =
          squares
              ? minimize.resumeSquares(start, copy, function, _ -> {})
              : minimize.resumeFunction(start, copy, function, _ -> {});
      assertEquals(whole.reason(), rest.reason());
      assertEquals(whole.evaluations(), rest.evaluations());
      assertEquals(Tree.structure(whole.state()), Tree.structure(rest.state()));
      List<Tensor> expected = Tree.leaves(whole.state());
      List<Tensor> actual = Tree.leaves(rest.state());
      for (int i = 0; i < expected.size(); i++) {
        assertArrayEquals(
            expected.get(i).toDoubleArray(), actual.get(i).toDoubleArray(), method.toString());
      }
    }
    refused(
        "the state is of 2 numbers, the parameters have 1",
        () -> minimize.resumeFunction(at(1), path.getFirst(), p -> p.get("x").sum(), _ -> {}));
  }

  private static Object create(Registry registry, String name, Map<String, ?> config) {
    return registry.create(KIND, name, config);
  }

  @Test
  void areRegistered() {
    Registry registry = new Registry();
    registry.install("optim-core", new CoreOptimizers());
    assertEquals(
        List.of(
            "bfgs",
            "conjugate-gradient",
            "gauss-newton",
            "lbfgs",
            "levenberg-marquardt",
            "nelder-mead",
            "newton-cg",
            "steepest-descent"),
        registry.all(KIND).stream().map(Component::name).toList());
    for (Component<?> component : registry.all(KIND)) {
      assertTrue(component.summary().orElseThrow().endsWith("."));
      component.keys().forEach(key -> assertTrue(key.doc().orElseThrow().endsWith(".")));
      assertTrue(component.type().isAnnotationPresent(org.thalweg.api.optim.OptimizerCard.class));
    }
    assertEquals(
        List.of(
            new Bfgs(),
            new ConjugateGradient(ConjugateGradient.Formula.POLAK_RIBIERE),
            new GaussNewton(),
            new Lbfgs(10),
            new LevenbergMarquardt(),
            new NelderMead(),
            new NewtonCg(),
            new SteepestDescent(SteepestDescent.Search.ARMIJO)),
        registry.all(KIND).stream()
            .map(component -> create(registry, component.name(), Map.of()))
            .toList());
    assertEquals(
        new ConjugateGradient(ConjugateGradient.Formula.DAI_YUAN, 5, 1e-4, 0.1),
        create(registry, "conjugate-gradient", Map.of("formula", "dai-yuan", "restart", 5)));
  }

  @Test
  void badOptionsAreRefused() {
    refused("history must be 1 or more, was 0", () -> new Lbfgs(0));
    refused("sufficientDecrease must lie between 0.0 and 1.0, was 0.0", () -> new Bfgs(0, 0.9));
    refused(
        "curvature must lie between sufficientDecrease, 0.5, and 1, was 0.5",
        () -> new Lbfgs(5, 0.5, 0.5));
    refused(
        "curvature must be below 0.5, was 0.6",
        () -> new ConjugateGradient(ConjugateGradient.Formula.FLETCHER_REEVES, 0, 1e-4, 0.6));
    refused(
        "restart must be 0 or more, was -1",
        () -> new ConjugateGradient(ConjugateGradient.Formula.FLETCHER_REEVES, -1, 1e-4, 0.1));
    refused("products must be 0 or more, was -1", () -> new NewtonCg(-1, 1e-4, 0.9));
    refused("shrink must lie between 0.0 and 1.0, was 1.0", () -> new GaussNewton(1e-4, 1));
    refused("damping must be positive and finite, was 0.0", () -> new LevenbergMarquardt(0, true));
    refused("spread must be positive and finite, was -1.0", () -> new NelderMead(true, -1));
    refused("iterations must be 0 or more, was -1", () -> new Stop(0, 0, 0, -1));
    refused(
        "gradient must be zero or more and finite, was NaN", () -> new Stop(Double.NaN, 0, 0, 1));
  }
}
