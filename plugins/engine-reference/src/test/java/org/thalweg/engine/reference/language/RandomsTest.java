package org.thalweg.engine.reference.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.function.Compiled;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

/** Random tensors: what they are functions of, and their distributions. Seeds are fixed. */
class RandomsTest {
  private static final int COUNT = 100_000;
  private static final Shape MANY = Shape.of(COUNT);

  private static double[] sorted(Tensor x) {
    double[] values = x.toDoubleArray();
    Arrays.sort(values);
    return values;
  }

  private static double mean(double[] values, int power) {
    return Arrays.stream(values).map(x -> Math.pow(x, power)).average().orElseThrow();
  }

  /** Returns the correlation of two samples. */
  private static double correlation(double[] a, double[] b) {
    double meanA = mean(a, 1);
    double meanB = mean(b, 1);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }

  @Test
  void areFunctionsOfTheirKey() {
    Tensor key = Randoms.key(42);
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      double[] once = Randoms.normal(key, Shape.of(3, 5), dtype).toDoubleArray();
      double[] again = Randoms.normal(Randoms.key(42), Shape.of(3, 5), dtype).toDoubleArray();
      double[] other = Randoms.normal(Randoms.key(43), Shape.of(3, 5), dtype).toDoubleArray();
      assertArrayEquals(once, again);
      assertFalse(Arrays.equals(once, other));
    }
    double[] flat = Randoms.uniform(key, Shape.of(15), DType.FLOAT32).toDoubleArray();
    double[] shaped = Randoms.uniform(key, Shape.of(3, 5), DType.FLOAT32).toDoubleArray();
    assertArrayEquals(flat, shaped);
  }

  @Test
  void keysOfTracedFunctionsGiveTheSame() {
    Compiled<Tensor, Tensor> draw =
        Compiled.of(key -> Randoms.normal(Randoms.fold(key, 3), Shape.of(4), DType.FLOAT32));
    Tensor key = Randoms.key(-7);
    assertArrayEquals(
        Randoms.normal(Randoms.fold(key, 3), Shape.of(4), DType.FLOAT32).toDoubleArray(),
        draw.apply(key).toDoubleArray());
  }

  @Test
  void foldingGivesKeysOfTheirOwn() {
    Set<Long> keys = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      Tensor key = Randoms.key(seed);
      keys.add(key.toLongArray()[0]);
      for (long number = 0; number < 50; number++) {
        keys.add(Randoms.fold(key, number).toLongArray()[0]);
      }
    }
    assertEquals(20 * 51, keys.size());
    // no two keys share a word
    Set<Integer> words = new HashSet<>();
    for (long number = 0; number < 50; number++) {
      long key = Randoms.fold(Randoms.key(1), number).toLongArray()[0];
      words.add((int) key);
      words.add((int) (key >>> 32));
    }
    assertEquals(100, words.size());
  }

  @Test
  void foldingAStepGivesKeysOfTheirOwn() {
    Set<Long> keys = new HashSet<>();
    for (long step = 0; step < 200; step++) {
      Tensor number = Tensor.of(new long[] {step}).reshape(Shape.scalar());
      keys.add(Randoms.fold(Randoms.key(5), number).toLongArray()[0]);
    }
    assertEquals(200, keys.size());
  }

  @Test
  void derivedKeysAreNotCorrelated() {
    Tensor key = Randoms.key(9);
    double[] base = Randoms.uniform(key, MANY, DType.FLOAT64).toDoubleArray();
    double[] one = Randoms.uniform(Randoms.fold(key, 0), MANY, DType.FLOAT64).toDoubleArray();
    double[] two = Randoms.uniform(Randoms.fold(key, 1), MANY, DType.FLOAT64).toDoubleArray();
    double[] next = Randoms.uniform(Randoms.key(10), MANY, DType.FLOAT64).toDoubleArray();
    // four standard deviations of the correlation of independent samples
    double most = 4 / Math.sqrt(COUNT);
    assertEquals(0, correlation(base, one), most);
    assertEquals(0, correlation(one, two), most);
    assertEquals(0, correlation(base, next), most);
    double[] shifted = Arrays.copyOfRange(base, 1, COUNT);
    assertEquals(0, correlation(Arrays.copyOf(base, COUNT - 1), shifted), most);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT32", "FLOAT64"})
  void uniformNumbersAreUniform(DType dtype) {
    double[] values = sorted(Randoms.uniform(Randoms.key(1), MANY, dtype));
    assertTrue(values[0] >= 0 && values[COUNT - 1] < 1);
    // Kolmogorov and Smirnov: exceeded once in 100,000 samples
    double furthest = 0;
    for (int i = 0; i < COUNT; i++) {
      furthest = Math.max(furthest, Math.abs(values[i] - (i + 0.5) / COUNT));
    }
    assertTrue(furthest < 2.47 / Math.sqrt(COUNT), "distance " + furthest);
    long distinct = Arrays.stream(values).distinct().count();
    assertTrue(distinct > (dtype == DType.FLOAT64 ? COUNT - 1 : COUNT - 1000), "" + distinct);
  }

  @Test
  void uniformNumbersStayBelowTheirEnd() {
    double[] values = sorted(Randoms.uniform(Randoms.key(2), MANY, DType.FLOAT32, 1000, 1000.5));
    assertTrue(values[0] >= 1000 && values[COUNT - 1] < 1000.5, "largest " + values[COUNT - 1]);
    assertEquals(1000.25, mean(values, 1), 0.003);
    double[] doubles = sorted(Randoms.uniform(Randoms.key(3), MANY, DType.FLOAT64, -3, -1));
    assertTrue(doubles[0] >= -3 && doubles[COUNT - 1] < -1);
    assertEquals(2, Randoms.uniform(Randoms.key(3), Shape.of(1), DType.FLOAT64, 2, 2).item());
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT32", "FLOAT64"})
  void normalNumbersHaveTheMomentsOfTheNormal(DType dtype) {
    double[] values = sorted(Randoms.normal(Randoms.key(4), MANY, dtype));
    // four standard deviations of each moment's estimate
    double unit = 4 / Math.sqrt(COUNT);
    assertEquals(0, mean(values, 1), unit);
    assertEquals(1, mean(values, 2), unit * Math.sqrt(2));
    assertEquals(0, mean(values, 3), unit * Math.sqrt(15));
    assertEquals(3, mean(values, 4), unit * Math.sqrt(96));
    assertTrue(Double.isFinite(values[0]) && Double.isFinite(values[COUNT - 1]));
    // the median and a quartile
    assertEquals(0, values[COUNT / 2], 0.016);
    assertEquals(0.6745, values[COUNT * 3 / 4], 0.018);
  }

  @Test
  void bernoulliIsTrueAsOftenAsAsked() {
    for (double probability : new double[] {0, 0.1, 0.5, 1}) {
      Tensor draws = Randoms.bernoulli(Randoms.key(6), MANY, probability);
      double deviation = Math.sqrt(probability * (1 - probability) / COUNT);
      assertEquals(probability, draws.sum().item() / COUNT, 4 * deviation);
    }
  }
}
