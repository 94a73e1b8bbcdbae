package org.thalweg.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.thalweg.optim.Numbers.assertClose;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.optim.function.TestFunction;
import org.thalweg.optim.optimizer.Chained;
import org.thalweg.optim.optimizer.Clipped;
import org.thalweg.optim.run.Descent;

/** Paths are those of PyTorch. */
class TrajectoriesTest {
  private static final List<Golden.Trajectory> CASES = Golden.trajectories();
  private static final List<Parameters> GRADIENTS = Golden.gradients();

  private static List<Parameters> path(Golden.Trajectory golden, DType dtype) {
    Descent<?> descent = Descent.by(golden.optimizer());
    Parameters start = golden.start().map(p -> p.to(dtype).eval());
    if (golden.problem().equals("given")) {
      return descent.follow(
          start, GRADIENTS.stream().map(given -> given.map(g -> g.to(dtype).eval())).toList());
    }
    Function<Parameters, Tensor> function =
        p -> TestFunction.named(golden.problem()).value(p.get("x"));
    List<Parameters> points = descent.minimize(start, function, golden.path().size()).points();
    return points.subList(1, points.size());
  }

  @Test
  void everyOptimizerHasThreeConfigurations() {
    Map<Class<?>, Long> configurations =
        Stream.concat(CASES.stream(), Golden.trajectories("elementwise.json").stream())
            .map(Golden.Trajectory::optimizer)
            .distinct()
            .collect(Collectors.groupingBy(Object::getClass, Collectors.counting()));
    configurations.forEach((type, count) ->
        assertTrue(
            count >= (type == Chained.class || type == Clipped.class ? 2 : 3), type.getName()));
  }

  @Test
  void doublesAreTheOraclesToNineDigits() {
    for (Engine engine : Engines.installed()) {
      for (Golden.Trajectory golden : CASES) {
        List<Parameters> path = Engines.with(engine, () -> path(golden, DType.FLOAT64));
        assertEquals(100, path.size());
        for (int i = 0; i < path.size(); i++) {
          assertClose(golden.path().get(i), path.get(i), 1e-9, 1e-12, golden + ", step " + (i + 1));
        }
      }
    }
  }

  @Test
  void floatsStayClose() {
    for (Golden.Trajectory golden : CASES) {
      List<Parameters> path = path(golden, DType.FLOAT32);
      for (int i : IntStream.of(0, 9, 99).toArray()) {
        assertClose(golden.path().get(i), path.get(i), 1e-4, 1e-5, golden + ", step " + (i + 1));
      }
    }
  }
}
