package org.thalweg.nn.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tensor.Tensors;
import org.thalweg.loss.binary.Bce;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.loss.regression.Mse;
import org.thalweg.nn.Golden;

/** Metrics equal scikit-learn's, whole and merged from parts. */
class MetricGoldenTest {
  static List<Map<String, String>> table() {
    return Golden.rows(MetricGoldenTest.class, "metrics.csv");
  }

  private static Tensor columns(String file, String... names) {
    List<Map<String, String>> rows = Golden.rows(MetricGoldenTest.class, file);
    return Tensors.stack(
            1,
            Arrays.stream(names)
                .map(name -> Tensor.of(Golden.column(rows, name)))
                .toArray(Tensor[]::new))
        .eval();
  }

  private static Tensor labels(String file) {
    return Tensor.of(
        Arrays.stream(Golden.column(Golden.rows(MetricGoldenTest.class, file), "t"))
            .mapToInt(t -> (int) t)
            .toArray());
  }

  @ParameterizedTest
  @MethodSource("table")
  void equalsScikitLearn(Map<String, String> row) {
    String data = Objects.requireNonNull(row.get("data"));
    double expected = Golden.number(row, "value");
    Tensor weights =
        Boolean.parseBoolean(row.get("weighted"))
            ? columns(data + ".csv", "w").squeeze(1).eval()
            : null;
    switch (data) {
      case "regression" ->
          check(
              Metrics.named(Objects.requireNonNull(row.get("metric")), new Mse()),
              columns("regression.csv", "p0", "p1"),
              columns("regression.csv", "t0", "t1"),
              weights,
              expected);
      case "scores" -> {
        Tensor scores = columns("scores.csv", "s0", "s1", "s2", "s3");
        Tensor labels = labels("scores.csv");
        check(Metrics.accuracy(new CrossEntropy(0)), scores, labels, weights, expected);
        Tensor distribution = labels.oneHot(4, scores.dtype()).eval();
        check(Metrics.accuracy(new CrossEntropy(0)), scores, distribution, weights, expected);
      }
      default -> {
        Tensor logits = columns("binary.csv", "logit");
        Tensor labels = labels("binary.csv").unsqueeze(1).eval();
        check(Metrics.accuracy(new BceLogits(1)), logits, labels, weights, expected);
        check(Metrics.accuracy(new Bce()), logits.sigmoid().eval(), labels, weights, expected);
        Tensor signs = labels.mul(2).sub(1).eval();
        check(Metrics.accuracy(new BceLogits(1)), logits, signs, weights, expected);
      }
    }
  }

  /** The metric of all examples, and that merged from parts of 1, 7, 0 and the other examples. */
  private static void check(
      Metric metric, Tensor prediction, Tensor target, @Nullable Tensor weights, double expected) {
    double[] whole = metric.measure(prediction, target, weights).toDoubleArray();
    assertEquals(expected, metric.value(whole), 1e-12 * Math.max(1, Math.abs(expected)));
    long[] cuts = {0, 1, 8, 8, prediction.dim(0)};
    double[] merged = null;
    for (int i = 0; i + 1 < cuts.length; i++) {
      double[] part =
          metric
              .measure(
                  prediction.slice(0, cuts[i], cuts[i + 1]),
                  target.slice(0, cuts[i], cuts[i + 1]),
                  weights == null ? null : weights.slice(0, cuts[i], cuts[i + 1]))
              .toDoubleArray();
      merged = merged == null ? part : metric.merge(merged, part);
    }
    assertEquals(
        expected,
        metric.value(Objects.requireNonNull(merged)),
        1e-12 * Math.max(1, Math.abs(expected)));
  }

  static Stream<Metric> all() {
    return Metrics.names().stream().map(name -> Metrics.named(name, new Mse()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void examplesOfWeightZeroDoNotCount(Metric metric) {
    Tensor p = Tensor.of(new double[] {1, 2.5, Double.NaN, -1}).reshape(4, 1);
    Tensor t = Tensor.of(new double[] {1, 2, 3, -2}).reshape(4, 1);
    Tensor w = Tensor.of(1f, 1, 0, 1);
    Tensor kept = Tensor.of(0, 1, 3);
    double[] masked = metric.measure(p, t, w).toDoubleArray();
    double[] without = metric.measure(p.take(kept, 0), t.take(kept, 0), null).toDoubleArray();
    assertEquals(metric.value(without), metric.value(masked), 1e-15);
  }

  @ParameterizedTest
  @MethodSource("all")
  void nothingHasNoValue(Metric metric) {
    Tensor one = Tensor.of(new double[] {1}).reshape(1, 1);
    assertTrue(Double.isNaN(metric.value(metric.measure(one, one, Tensor.of(0f)).toDoubleArray())));
  }

  @Test
  void namesAreTheirOwn() {
    assertEquals(Metrics.names(), all().map(Metric::name).toList());
    assertEquals(
        List.of(true, false, false, true, false), all().map(Metric::higherIsBetter).toList());
  }

  @Test
  void unknownNamesGetASuggestion() {
    assertEquals(
        "unknown metric 'accurcy'; did you mean 'accuracy'?",
        assertThrows(ThalwegException.class, () -> Metrics.named("accurcy", new Mse()))
            .getMessage());
  }

  @Test
  void r2OfAConstantTargetIsThatOfScikitLearn() {
    Tensor t = Tensor.of(new double[] {2, 2}).reshape(2, 1);
    R2 r2 = new R2();
    assertEquals(1, r2.value(r2.measure(t, t, null).toDoubleArray()));
    assertEquals(0, r2.value(r2.measure(t.add(1), t, null).toDoubleArray()));
  }

  @Test
  void errorsAreNotBroadcast() {
    Tensor column = Tensor.of(new double[] {1, 2}).reshape(2, 1);
    Tensor vector = Tensor.of(new double[] {1, 2});
    for (String name : List.of("mae", "mse", "rmse", "r2")) {
      assertEquals(
          name + ": the prediction is float64[2, 1], the target is float64[2]; give both one shape",
          assertThrows(
                  ThalwegException.class,
                  () -> Metrics.named(name, new Mse()).measure(column, vector, null))
              .getMessage());
    }
  }
}
