package org.thalweg.engine.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.thalweg.api.graph.Unary;
import org.thalweg.testkit.FunctionTable;

/** The functions, against values worked out in 60 digits. */
class FunctionsTest {
  @TestFactory
  Stream<DynamicTest> isAccurate() {
    return FunctionTable.all().stream()
        .map(table -> DynamicTest.dynamicTest(table.function().toString(), () -> check(table)));
  }

  private static void check(FunctionTable table) {
    double[] results = table.run(new ReferenceEngine());
    double relative = table.worstRelative(results);
    assertTrue(relative <= 1e-14, table.function() + ": error " + relative);
    // lgamma and polygamma cross zero between poles, where only the absolute error is small
    if (!(table.function() instanceof Unary.Lgamma)
        && !(table.function() instanceof Unary.Polygamma)) {
      double ulp = table.worstUlp(results);
      assertTrue(ulp <= 8, table.function() + ": " + ulp + " units in the last place");
    }
  }
}
