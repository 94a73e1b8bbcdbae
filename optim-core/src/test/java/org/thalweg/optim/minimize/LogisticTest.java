package org.thalweg.optim.minimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.minimize.Minimizer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;
import tools.jackson.databind.JsonNode;

/** Logistic regression on the breast cancer data ends where scikit-learn's does. */
class LogisticTest {
  private static final Path FILE = Path.of("../examples/data/breast-cancer/breast-cancer.csv");

  static List<Minimizer<?>> methods() {
    return List.of(
        new Lbfgs(10),
        new Bfgs(),
        new NewtonCg(),
        new ConjugateGradient(ConjugateGradient.Formula.POLAK_RIBIERE));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void endsWhereScikitLearnDoes(Minimizer<?> method) throws IOException {
    List<String[]> rows;
    try (Stream<String> lines = Files.lines(FILE)) {
      rows = lines.skip(1).map(line -> line.split(",", -1)).toList();
    }
    int features = rows.getFirst().length - 1;
    Tensor raw =
        Tensor.of(
            Shape.of(rows.size(), features),
            DType.FLOAT64,
            rows.stream()
                .flatMap(row -> Arrays.stream(row).limit(features))
                .mapToDouble(Double::parseDouble)
                .toArray());
    Tensor x = raw.sub(raw.meanKeep(0)).div(raw.std(0, 0)).eval();
    Tensor sign =
        Tensor.of(
            rows.stream().mapToDouble(row -> row[features].equals("malignant") ? 1 : -1).toArray());
    for (JsonNode golden : GoldenFile.part("logistic")) {
      double c = golden.get("c").asDouble();
      SequencedMap<String, Tensor> zeros = new LinkedHashMap<>();
      zeros.put("weights", Tensor.full(Shape.of(features), DType.FLOAT64, 0));
      zeros.put("bias", Tensor.scalar(0, DType.FLOAT64));
      Minimize.Result<?> result =
          Minimize.by(method)
              .until(new Stop(1e-9, 0, 0, 10000))
              .function(
                  new Parameters(zeros),
                  p -> {
                    Tensor score = x.matmul(p.get("weights")).add(p.get("bias")).mul(sign);
                    Tensor penalty = p.get("weights").square().sum().mul(0.5);
                    return score.neg().softplus().sum().mul(c).add(penalty);
                  });
      assertEquals(Reason.GRADIENT, result.reason(), result.toString());
      assertArrayEquals(
          GoldenFile.numbers(golden.get("weights")),
          result.point().get("weights").toDoubleArray(),
          1e-6,
          result.toString());
      assertEquals(golden.get("bias").asDouble(), result.point().get("bias").item(), 1e-6);
    }
  }
}
