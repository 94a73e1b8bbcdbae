package org.thalweg.engine.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.graph.Unary;
import org.thalweg.testkit.FunctionTable;
import org.thalweg.testkit.graph.GraphBuilder;

/**
 * Elementary functions are within 2 units in the last place: in float64 at the points of {@link
 * FunctionTable}, in float32 at every 251st number, against the oracle's float64.
 */
class AccuracyTest {
  private static final double MOST_ULP = 2;
  private static final int STEP = 251;
  private static final int BATCH = 1 << 20;

  private static final List<Unary> FUNCTIONS =
      List.of(
          new Unary.Exp(),
          new Unary.Expm1(),
          new Unary.Log(),
          new Unary.Log1p(),
          new Unary.Tanh(),
          new Unary.Logistic(),
          new Unary.Softplus(),
          new Unary.Erf());

  @TestFactory
  Stream<DynamicTest> isAccurateInDoublePrecision() {
    return FunctionTable.all().stream()
        .filter(table -> FUNCTIONS.contains(table.function()))
        .map(table ->
            DynamicTest.dynamicTest(
                table.function().toString(),
                () -> {
                  double worst = table.worstUlp(table.run(new VectorEngine()));
                  assertTrue(worst <= MOST_ULP, table.function() + ": " + worst + " ulp");
                }));
  }

  @TestFactory
  Stream<DynamicTest> isAccurateInSinglePrecision() {
    return FUNCTIONS.stream()
        .map(function -> DynamicTest.dynamicTest(function.toString(), () -> check(function)));
  }

  private static void check(Unary function) {
    long bits = Integer.MIN_VALUE;
    while (bits <= Integer.MAX_VALUE) {
      float[] points = new float[BATCH];
      int count = 0;
      for (; count < BATCH && bits <= Integer.MAX_VALUE; bits += STEP) {
        points[count++] = Float.intBitsToFloat((int) bits);
      }
      Storage expected = run(Engines.named("reference"), function, DType.FLOAT64, points);
      Storage actual = run(new VectorEngine(), function, DType.FLOAT32, points);
      for (int i = 0; i < count; i++) {
        double ulp = ulp(expected.getDouble(i), (float) actual.getDouble(i));
        float x = points[i];
        float y = (float) actual.getDouble(i);
        assertTrue(
            ulp <= MOST_ULP,
            () -> "%s of %s is off by %.2f ulp: %s".formatted(function, x, ulp, y));
      }
    }
  }

  private static Storage run(Engine engine, Unary function, DType dtype, float[] points) {
    GraphBuilder builder = new GraphBuilder();
    int input = builder.input(new Spec(Shape.of(points.length), dtype));
    Storage in = Storage.allocate(dtype, points.length);
    for (int i = 0; i < points.length; i++) {
      in.setDouble(i, points[i]);
    }
    Storage out = Storage.allocate(dtype, points.length);
    engine
        .compile(builder.build(builder.add(function, input)))
        .run(new Storage[] {in}, new Storage[] {out});
    return out;
  }

  /** Returns the distance in units in the last place of the expected number as a float. */
  private static double ulp(double expected, float actual) {
    float nearest = (float) expected;
    if (nearest == actual || Double.isNaN(expected) && Float.isNaN(actual)) {
      return 0;
    }
    return Math.abs(expected - actual) / Math.ulp(nearest);
  }
}
