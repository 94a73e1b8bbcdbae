package org.thalweg.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.thalweg.api.data.DType;
import org.thalweg.api.graph.Primitive;
import org.thalweg.testkit.graph.GraphGenerator;
import org.thalweg.testkit.graph.PrimitiveCases;
import org.thalweg.testkit.graph.SpecialCases;
import org.thalweg.testkit.graph.Trial;
import org.thalweg.testkit.graph.Workloads;

/** An engine computes what the oracle does. */
interface ParityContract extends EngineUnderTest {
  /** Largest error of a function in float64, relative to its value or to 1. */
  double FUNCTION_ERROR = 1e-14;

  @Test
  default void agreesOnRandomGraphsOfFloat32() {
    EngineUnderTest.seeds(1500)
        .forEach(seed -> parity().check(GraphGenerator.trial(seed, DType.FLOAT32), seed));
  }

  @Test
  default void agreesOnRandomGraphsOfFloat64() {
    EngineUnderTest.seeds(1500)
        .forEach(seed -> parity().check(GraphGenerator.trial(seed, DType.FLOAT64), seed));
  }

  @TestFactory
  default Stream<DynamicTest> agreesOnWorkloads() {
    return Stream.of(DType.FLOAT32, DType.FLOAT64)
        .flatMap(t -> Workloads.all(t).stream())
        .map(trial -> DynamicTest.dynamicTest(trial.name(), () -> parity().check(trial, 1)));
  }

  @TestFactory
  default Stream<DynamicTest> agreesOnEachPrimitive() {
    return tests(PrimitiveCases.all());
  }

  @TestFactory
  default Stream<DynamicTest> agreesAtTheEndsOfTypes() {
    return tests(SpecialCases.all());
  }

  private Stream<DynamicTest> tests(Map<Class<? extends Primitive>, List<Trial>> cases) {
    return cases.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey().getSimpleName(),
                () -> entry.getValue().forEach(trial -> parity().check(trial, 1))));
  }

  @Test
  default void eachPrimitiveHasCases() {
    Set<Class<?>> missing = new HashSet<>(PrimitiveCases.primitives());
    missing.removeAll(PrimitiveCases.all().keySet());
    assertEquals(Set.of(), missing);
  }

  @TestFactory
  default Stream<DynamicTest> functionsAreAccurate() {
    return FunctionTable.all().stream()
        .map(table ->
            DynamicTest.dynamicTest(
                table.function().toString(),
                () -> {
                  double error = table.worstRelative(table.run(engine()));
                  assertTrue(error <= FUNCTION_ERROR, table.function() + " errs by " + error);
                }));
  }
}
