package org.thalweg.optim;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.thalweg.optim.Numbers.assertClose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.thalweg.api.data.DType;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.function.CompiledStep;
import org.thalweg.api.function.Stepped;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.optim.function.TestFunction;
import org.thalweg.optim.optimizer.Galore;
import org.thalweg.optim.optimizer.Muon;
import org.thalweg.optim.optimizer.Shampoo;
import org.thalweg.optim.optimizer.Soap;
import org.thalweg.optim.run.Descent;

/** Paths of optimizers that look at more than an element are those of their oracles. */
class StructuredTest {
  private static final String FILE = "structured.json";
  private static final List<Golden.Trajectory> CASES = Golden.trajectories(FILE);
  private static final List<Parameters> GRADIENTS = Golden.gradients(FILE);
  private static final int STEPS = 100;

  /** What may lie between two paths that round in other ways, in distances of the oracle's own. */
  private static final double ROUNDINGS = 4;

  /** However far the oracle's own paths lie apart, none of ours may lie further from it. */
  private static final double FURTHEST = 1e-7;

  /** The same for elements near zero, in the largest element of the start. */
  private static final double FURTHEST_OF_START = 1e-10;

  private static final Set<Class<?>> OF_MATRICES =
      Set.of(Muon.class, Shampoo.class, Soap.class, Galore.class);

  /** Returns c (x^2/2 + x^4/4), summed over all elements, c their numbers from 1. */
  private static Tensor separable(Parameters parameters) {
    return Tensors.sum(
        parameters.tensors().values().stream()
            .map(x -> {
              Tensor flat = x.reshape(-1);
              Tensor square = flat.square();
              Tensor well = square.mul(0.5).add(square.square().mul(0.25));
              return Tensors.arange(flat.size(), x.dtype()).add(1).mul(well).sum();
            }));
  }

  private static Function<Parameters, Tensor> function(String problem) {
    return problem.equals("separable")
        ? StructuredTest::separable
        : p -> TestFunction.named(problem).value(p.get("x"));
  }

  /** The parameters after each step, and the weights to evaluate with. */
  private record Walk(List<Parameters> path, List<Parameters> averages) {}

  private static Walk walk(Golden.Trajectory golden, DType dtype) {
    return walk(golden.optimizer().transform(), golden, dtype);
  }

  private static <S> Walk walk(
      GradientTransform<S> transform, Golden.Trajectory golden, DType dtype) {
    Descent<S> descent = new Descent<>(transform);
    Parameters start = golden.start().map(p -> p.to(dtype).eval());
    boolean given = golden.problem().equals("given");
    CompiledStep<Descent.State<S>, Parameters, List<Tensor>> compiled =
        CompiledStep.of(
            descent.start(start),
            given ? start : new Parameters(new LinkedHashMap<>()),
            (state, g) -> {
              if (given) {
                return new Stepped<>(descent.step(state, g), List.of());
              }
              Stepped<Descent.State<S>, Tensor> step =
                  descent.step(state, function(golden.problem()));
              return new Stepped<>(step.state(), List.of(step.output()));
            });
    List<Parameters> path = new ArrayList<>();
    List<Parameters> averages = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      int step = i;
      compiled.run(
          given
              ? start.map((name, _) -> GRADIENTS.get(step).get(name).to(dtype).eval())
              : new Parameters(new LinkedHashMap<>()));
      Descent.State<S> state = compiled.state();
      path.add(state.parameters());
      averages.add(transform.evaluationWeights(state.memory(), state.parameters()));
    }
    return new Walk(path, averages);
  }

  /** Rotations mix the elements of a matrix, so that all err as the largest does. */
  private static double largest(Parameters parameters) {
    return parameters.tensors().values().stream()
        .mapToDouble(p -> p.abs().max().item())
        .max()
        .orElse(0);
  }

  private static void assertNear(
      Golden.Trajectory golden, Walk walk, double relative, double absolute) {
    for (int i = 0; i < golden.steps().size(); i++) {
      int step = golden.steps().get(i);
      String what = golden + ", step " + step;
      if (OF_MATRICES.contains(golden.optimizer().getClass())) {
        absolute = relative * largest(golden.path().get(i));
      }
      double rounding = golden.rounding().isEmpty() ? 0 : ROUNDINGS * golden.rounding().get(i);
      double near = Math.max(relative, rounding);
      assertClose(golden.path().get(i), walk.path.get(step - 1), near, absolute, what);
      if (rounding > 0) {
        double furthest = FURTHEST_OF_START * largest(golden.start());
        assertClose(golden.path().get(i), walk.path.get(step - 1), FURTHEST, furthest, what);
      }
      Parameters weights = walk.averages.get(step - 1);
      Parameters expected =
          golden.averages().isEmpty() ? golden.path().get(i) : golden.averages().get(i);
      assertClose(expected, weights.map(p -> p.eval()), near, absolute, what + ", evaluated");
    }
  }

  @Test
  void everyOptimizerHasThreeConfigurations() {
    Map<Class<?>, Long> configurations =
        CASES.stream()
            .map(Golden.Trajectory::optimizer)
            .distinct()
            .collect(Collectors.groupingBy(Object::getClass, Collectors.counting()));
    assertEquals(21, configurations.size());
    configurations.forEach((type, count) -> assertTrue(count >= 3, type.getName()));
  }

  @Test
  void roundingIsNoExcuseForThreeConfigurations() {
    Map<Optimizer, Double> largest =
        CASES.stream()
            .filter(golden -> !golden.rounding().isEmpty())
            .collect(
                Collectors.groupingBy(
                    Golden.Trajectory::optimizer,
                    Collectors.flatMapping(
                        golden -> golden.rounding().stream(),
                        Collectors.reducing(0.0, Math::max))));
    long strict =
        largest.values().stream().filter(rounding -> ROUNDINGS * rounding <= 1e-9).count();
    assertEquals(6, largest.size());
    assertEquals(3, strict, largest.toString());
  }

  private static double tolerance(Optimizer optimizer) {
    return OF_MATRICES.contains(optimizer.getClass()) ? 1e-6 : 1e-9;
  }

  @Test
  void doublesAreTheOracles() {
    List<Executable> checks = new ArrayList<>();
    for (Engine engine : Engines.installed()) {
      for (Golden.Trajectory golden : CASES) {
        Walk walk = Engines.with(engine, () -> walk(golden, DType.FLOAT64));
        checks.add(() -> assertNear(golden, walk, tolerance(golden.optimizer()), 1e-12));
      }
    }
    assertAll(checks);
  }
}
