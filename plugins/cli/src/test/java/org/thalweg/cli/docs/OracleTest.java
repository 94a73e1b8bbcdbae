package org.thalweg.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.cli.protocol.Json;
import org.thalweg.nn.plugin.PluginLoader;
import org.thalweg.nn.plugin.PluginOptions;

/**
 * The float64 that errors of float32 are measured by is itself right, by 50 digits of mpmath: its
 * own error is below a thousandth of a unit of float32.
 */
class OracleTest {
  private static final double RELATIVE = 1e-3 * 0x1p-24;

  /** What float64 loses where terms of about 1 cancel. */
  private static final double ABSOLUTE = 1e-15;

  @Test
  void float64IsFarMoreAccurate() throws IOException {
    Registry registry = PluginLoader.load(PluginOptions.classPath()).registry();
    int compared = 0;
    for (Object one : (List<?>) Objects.requireNonNull(oracle().get("cases"))) {
      Map<?, ?> json = (Map<?, ?>) one;
      String name = String.valueOf(json.get("loss"));
      if (registry.find(Kind.LOSS, name).isPresent()) {
        compare(
            name,
            (PointwiseLoss) registry.create(Kind.LOSS, name, Map.of()),
            ((List<?>) Objects.requireNonNull(json.get("rows")))
                .stream().map(OracleTest::numbers).toList());
        compared++;
      }
    }
    assertTrue(compared >= 3);
  }

  private static Map<String, Object> oracle() throws IOException {
    try (InputStream in = OracleTest.class.getResourceAsStream("/accuracy/oracle.json")) {
      return Json.object(
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static double[] numbers(Object row) {
    return ((List<?>) row)
        .stream().mapToDouble(number -> ((Number) number).doubleValue()).toArray();
  }

  private static void compare(String name, PointwiseLoss loss, List<double[]> rows) {
    Shape shape = Shape.of(rows.size());
    Tensor p = Tensor.of(shape, DType.FLOAT64, column(rows, 0));
    Tensor t = Tensor.of(shape, DType.FLOAT64, column(rows, 1));
    double[][] actual =
        Engines.with(
            Engines.named("reference"),
            () ->
                new double[][] {
                  loss.loss(p, t).toDoubleArray(),
                  Grad.grad((Tensor x) -> loss.loss(x, t).sum()).apply(p).toDoubleArray()
                });
    for (int side = 0; side < 2; side++) {
      double[] expected = column(rows, 2 + side);
      for (int i = 0; i < expected.length; i++) {
        assertEquals(
            expected[i],
            actual[side][i],
            RELATIVE * Math.abs(expected[i]) + ABSOLUTE,
            name
                + (side == 0 ? " value" : " gradient")
                + " at "
                + rows.get(i)[0]
                + ", "
                + rows.get(i)[1]);
      }
    }
  }

  private static double[] column(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(row -> row[column]).toArray();
  }
}
