package org.thalweg.engine.vector.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows that kernels are warmed with show the compiler every branch of a loop. */
class WarmerTest {
  @ParameterizedTest
  @CsvSource({"16, 1", "16, 2", "16, 4", "8, 1", "8, 2", "8, 4", "4, 1", "4, 2", "4, 4"})
  void rowsHaveEachPartAndLackIt(int lanes, int vectors) {
    int round = lanes * vectors;
    assertEquals(Set.of(true, false), seen(columns -> columns >= round), "a round");
    if (vectors > 1) {
      assertEquals(
          Set.of(true, false), seen(columns -> columns % round >= lanes), "a single vector");
    }
    assertEquals(Set.of(true, false), seen(columns -> columns % lanes > 0), "a rest");
  }

  private static Set<Boolean> seen(IntPredicate has) {
    return Warmer.COLUMNS.stream().map(has::test).collect(Collectors.toSet());
  }
}
