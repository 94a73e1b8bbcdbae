package org.thalweg.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Primitive;
import org.thalweg.api.graph.Unary;
import org.thalweg.testkit.graph.GraphBuilder;

/**
 * Values of a real function at float64 numbers, rounded once from 60 digits.
 *
 * @param function the primitive
 * @param points where: a row of one or two arguments each
 * @param values the function's values there
 */
public record FunctionTable(Primitive function, List<double[]> points, double[] values) {

  /** Returns the tables of all functions that there are tables of. */
  public static List<FunctionTable> all() {
    Map<Primitive, List<String[]>> rows = new LinkedHashMap<>();
    lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .forEach(
            row -> rows.computeIfAbsent(function(row[0], row[1]), _ -> new ArrayList<>()).add(row));
    return rows.entrySet().stream().map(entry -> of(entry.getKey(), entry.getValue())).toList();
  }

  private static FunctionTable of(Primitive function, List<String[]> rows) {
    List<double[]> points =
        rows.stream()
            .map(row ->
                Stream.of(row[2], row[3])
                    .filter(text -> !text.isEmpty())
                    .mapToDouble(Double::parseDouble)
                    .toArray())
            .toList();
    double[] values = rows.stream().mapToDouble(row -> Double.parseDouble(row[4])).toArray();
    return new FunctionTable(function, points, values);
  }

  private static Stream<String> lines() {
    String name = "functions.csv";
    try (InputStream file =
            Objects.requireNonNull(FunctionTable.class.getResourceAsStream(name), name);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return reader.readAllLines().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Primitive function(String name, String order) {
    return switch (name) {
      case "exp" -> new Unary.Exp();
      case "expm1" -> new Unary.Expm1();
      case "log" -> new Unary.Log();
      case "log1p" -> new Unary.Log1p();
      case "sqrt" -> new Unary.Sqrt();
      case "sin" -> new Unary.Sin();
      case "cos" -> new Unary.Cos();
      case "atan" -> new Unary.Atan();
      case "tanh" -> new Unary.Tanh();
      case "logistic" -> new Unary.Logistic();
      case "softplus" -> new Unary.Softplus();
      case "erf" -> new Unary.Erf();
      case "lgamma" -> new Unary.Lgamma();
      case "polygamma" -> new Unary.Polygamma(Integer.parseInt(order));
      case "pow" -> new Binary.Pow();
      case "atan2" -> new Binary.Atan2();
      default -> throw new IllegalArgumentException("no function: " + name);
    };
  }

  /** Returns what an engine gives at the points. */
  public double[] run(Engine engine) {
    GraphBuilder builder = new GraphBuilder();
    Spec spec = new Spec(Shape.of(values.length), DType.FLOAT64);
    int arguments = points.getFirst().length;
    int[] operands = new int[arguments];
    Storage[] inputs = new Storage[arguments];
    for (int a = 0; a < arguments; a++) {
      operands[a] = builder.input(spec);
      inputs[a] = Storage.allocate(DType.FLOAT64, values.length);
      for (int i = 0; i < values.length; i++) {
        inputs[a].setDouble(i, points.get(i)[a]);
      }
    }
    Storage output = Storage.allocate(DType.FLOAT64, values.length);
    engine
        .compile(builder.build(builder.add(function, operands)))
        .run(inputs, new Storage[] {output});
    double[] results = new double[values.length];
    java.util.Arrays.setAll(results, output::getDouble);
    return results;
  }

  /**
   * Returns the largest distance from the table, in units in the last place of the value.
   *
   * @param results what an engine gave
   */
  public double worstUlp(double[] results) {
    double worst = 0;
    for (int i = 0; i < values.length; i++) {
      worst = Math.max(worst, Math.abs(results[i] - values[i]) / Math.ulp(values[i]));
    }
    return worst;
  }

  /**
   * Returns the largest distance from the table, relative to the larger of the value and 1.
   *
   * @param results what an engine gave
   */
  public double worstRelative(double[] results) {
    double worst = 0;
    for (int i = 0; i < values.length; i++) {
      double scale = Math.max(1, Math.abs(values[i]));
      worst = Math.max(worst, Math.abs(results[i] - values[i]) / scale);
    }
    return worst;
  }
}
