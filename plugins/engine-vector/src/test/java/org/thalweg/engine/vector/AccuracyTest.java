package org.thalweg.engine.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
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
 * Elementary functions are within some units in the last place: in float64 at the points of {@link
 * FunctionTable}, in float32 at every 251st number, against the oracle's float64.
 *
 * <p>Logistic and tanh are quotients with a sum below: the errors of exp, of the sum and of the
 * division add up.
 */
class AccuracyTest {
  private static final int STEP = 251;
  private static final int BATCH = 1 << 20;

  /** The most that each function may err, in units in the last place. */
  private static final Map<Unary, Double> MOST_ULP =
      Map.of(
          new Unary.Exp(), 1.0,
          new Unary.Expm1(), 2.0,
          new Unary.Log(), 1.0,
          new Unary.Log1p(), 1.0,
          new Unary.Tanh(), 2.5,
          new Unary.Logistic(), 2.5,
          new Unary.Softplus(), 2.0,
          new Unary.Erf(), 1.0);

  @TestFactory
  Stream<DynamicTest> isAccurateInDoublePrecision() {
    return FunctionTable.all().stream()
        .filter(table -> MOST_ULP.containsKey(table.function()))
        .map(table ->
            DynamicTest.dynamicTest(
                table.function().toString(),
                () -> {
                  double worst = table.worstUlp(table.run(new VectorEngine()));
                  assertTrue(worst <= 2, table.function() + ": " + worst + " ulp");
                }));
  }

  @TestFactory
  Stream<DynamicTest> isAccurateInSinglePrecision() {
    return MOST_ULP.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey().toString(), () -> check(entry.getKey(), entry.getValue())));
  }

  private static void check(Unary function, double most) {
    double worst = 0;
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
        worst = Math.max(worst, ulp(expected.getDouble(i), (float) actual.getDouble(i)));
      }
    }
    assertTrue(worst <= most, function + " is off by up to " + worst + " ulp");
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
