package org.thalweg.nn.init;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.nn.Initializer;
import org.thalweg.api.plugin.Component;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.Components;
import org.thalweg.nn.Golden;

class InitializerTest {
  static List<Map<String, String>> table() {
    return Golden.rows(InitializerTest.class, "initializers.csv");
  }

  /**
   * Bound, mean and deviation of 60,000 draws are PyTorch's; a vector has fewer, so a wider band.
   */
  @ParameterizedTest
  @MethodSource("table")
  void hasTheMomentsOfPyTorch(Map<String, String> row) {
    long[] extents =
        Arrays.stream(Objects.requireNonNull(row.get("shape")).split("x"))
            .mapToLong(Long::parseLong)
            .toArray();
    Initializer initializer =
        Components.of(Kind.INITIALIZER, Objects.requireNonNull(row.get("name")));
    double std = Golden.number(row, "std");
    double bound = Golden.number(row, "bound");
    double[] values = draw(initializer, 3, Shape.of(extents), DType.FLOAT64);
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double sigmas = 4 / Math.sqrt(values.length);
    assertEquals(0, mean, sigmas * std);
    assertEquals(std, Math.sqrt(variance), sigmas * std);
    double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
    assertTrue(largest <= bound, () -> largest + " is beyond " + bound);
    assertTrue(bound == Double.POSITIVE_INFINITY || largest > 0.98 * bound);
  }

  @Test
  void truncatedNormalHasTheQuantilesOfSciPy() {
    double[] values = draw(new TruncatedNormal(0, 1), 5, Shape.of(200_000), DType.FLOAT64);
    Arrays.sort(values);
    for (Map<String, String> row : Golden.rows(InitializerTest.class, "truncated-normal.csv")) {
      int rank = (int) (Golden.number(row, "quantile") * values.length);
      assertEquals(Golden.number(row, "value"), values[rank], 0.015);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void drawsAreFunctionsOfTheKey(DType dtype) {
    for (Component<Initializer> component : Components.registry().all(Kind.INITIALIZER)) {
      Initializer initializer =
          Components.registry().create(Kind.INITIALIZER, component.name(), Map.of());
      Shape shape = Shape.of(7, 5);
      double[] first = draw(initializer, 1, shape, dtype);
      assertArrayEquals(first, draw(initializer, 1, shape, dtype), component.name());
      boolean constant = Arrays.stream(first).distinct().count() == 1;
      assertEquals(
          constant, Arrays.equals(first, draw(initializer, 2, shape, dtype)), component.name());
    }
  }

  @Test
  void constantsAreConstant() {
    assertArrayEquals(new double[] {0, 0}, draw(new Zeros(), 1, Shape.of(2), DType.FLOAT32));
    assertArrayEquals(new double[] {1, 1}, draw(new Ones(), 1, Shape.of(2), DType.FLOAT32));
    assertArrayEquals(
        new double[] {2.5, 2.5}, draw(new Constant(2.5), 1, Shape.of(2), DType.FLOAT32));
  }

  @Test
  void fansCountTapsOfFilters() {
    assertEquals(new Fans(24 * 25, 40 * 25), Fans.of(Shape.of(40, 24, 5, 5)));
    assertEquals(new Fans(2, 3), Fans.of(Shape.of(2, 3)));
    assertEquals(new Fans(4, 4), Fans.of(Shape.of(4)));
    assertEquals(new Fans(1, 1), Fans.of(Shape.scalar()));
  }

  @Test
  void refusesWrongRanges() {
    assertThrows(ThalwegException.class, () -> new Uniform(1, 1));
    assertThrows(ThalwegException.class, () -> new Normal(0, -1));
    assertThrows(ThalwegException.class, () -> new TruncatedNormal(0, Double.NaN));
  }

  private static double[] draw(Initializer initializer, long seed, Shape shape, DType dtype) {
    Tensor tensor = initializer.init(Randoms.key(seed), shape, dtype);
    assertEquals(shape, tensor.shape());
    assertEquals(dtype, tensor.dtype());
    return tensor.toDoubleArray();
  }
}
