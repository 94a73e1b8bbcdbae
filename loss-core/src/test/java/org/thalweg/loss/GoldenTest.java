package org.thalweg.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.thalweg.loss.Numbers.assertClose;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thalweg.api.data.DType;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Kind;

/** Values and gradients are those of the oracles that the scripts beside the golden files name. */
class GoldenTest {
  private static final List<Golden> CASES = Golden.all();

  @Test
  void everyLossHasCases() {
    Set<String> named =
        CASES.stream()
            .map(golden -> golden.loss().getClass().getName())
            .collect(Collectors.toSet());
    Set<String> registered =
        Golden.registry().all(Kind.LOSS).stream()
            .map(Component::type)
            .map(Class::getName)
            .collect(Collectors.toSet());
    registered.removeAll(named);
    assertEquals(Set.of(), registered, "losses without golden cases");
    assertTrue(CASES.size() > 500, CASES.size() + " cases");
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void valuesAndGradients(DType dtype) {
    for (Engine engine : Engines.installed()) {
      for (Golden golden : CASES) {
        if (golden.dtypes().contains(dtype)) {
          Outcome outcome = Engines.with(engine, () -> outcome(golden, dtype));
          check(golden, "value", outcome.value(), dtype);
          check(golden, "gradient", outcome.gradient(), dtype);
        }
      }
    }
  }

  private static void check(Golden golden, String field, double[] actual, DType dtype) {
    boolean single = dtype == DType.FLOAT32;
    double roundingOfOne = single ? Math.ulp(1f) : Math.ulp(1.0);
    String what = "%s: %s in %s".formatted(golden, field, dtype);
    double relative = Math.max(golden.relative(), single ? 1e-5 : 1e-9);
    double absolute = roundingOfOne * Math.max(1, golden.scale());
    assertClose(golden.numbers(field), actual, relative, absolute, what);
  }

  private static Outcome outcome(Golden golden, DType dtype) {
    return Outcome.of(
        golden.loss(),
        golden.prediction(dtype),
        golden.target(dtype),
        golden.weighting(dtype),
        golden.reduction());
  }
}
