package org.thalweg.loss.weight;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;

/** Weights are those of their formulas, and mistakes are named. */
class WeightsTest {
  private static final List<Double> COUNTS = List.of(90.0, 9.0, 1.0, 0.0);

  private static void assertClose(List<Double> actual, double... expected) {
    assertArrayEquals(expected, actual.stream().mapToDouble(Double::doubleValue).toArray(), 1e-12);
  }

  @Test
  void labelsAreCounted() {
    assertClose(ClassWeights.counts(Tensor.of(0, 2, 2, 1, 2), 4), 1, 1, 3, 0);
    String message =
        assertThrows(ThalwegException.class, () -> ClassWeights.counts(Tensor.of(0, 4), 4))
            .getMessage();
    assertTrue(String.valueOf(message).contains("4 is not one of the 4"), message);
  }

  @Test
  void balanceGivesAllClassesTheSame() {
    assertClose(ClassWeights.shares(COUNTS), 0.9, 0.09, 0.01, 0);
    assertClose(ClassWeights.balanced(List.of(90.0, 9.0, 1.0)), 10 / 27.0, 100 / 27.0, 100 / 3.0);
    assertClose(ClassWeights.inverseFrequency(List.of(3.0, 1.0), 1), 0.5, 1.5);
    assertClose(ClassWeights.inverseFrequency(COUNTS, 0), 4 / 3.0, 4 / 3.0, 4 / 3.0, 0);
    assertEquals(4, ClassWeights.positive(8, 2));
  }

  @Test
  void effectiveNumbersAreThoseOfCuiAndOthers() {
    double beta = 0.9;
    double[] raw = new double[3];
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      raw[i] = (1 - beta) / (1 - Math.pow(beta, COUNTS.get(i)));
      sum += raw[i];
    }
    assertClose(
        ClassWeights.effectiveNumber(COUNTS, beta),
        raw[0] * 4 / sum,
        raw[1] * 4 / sum,
        raw[2] * 4 / sum,
        0);
    assertClose(ClassWeights.effectiveNumber(List.of(9.0, 1.0), 0), 1, 1);
  }

  @Test
  void examplesHaveTheWeightsOfTheirClasses() {
    Tensor labels = Tensor.of(Shape.of(2, 2), DType.INT32, 0, 1, 1, 2);
    Tensor weights = ExampleWeights.ofLabels(labels, List.of(1.0, 0.5, 4.0));
    assertEquals(Shape.of(2, 2), weights.shape());
    assertArrayEquals(new double[] {1, 0.5, 0.5, 4}, weights.toDoubleArray());
    assertThrows(
        ThalwegException.class,
        () -> ExampleWeights.ofLabels(labels, List.of(1.0, 0.5)).toDoubleArray());
  }

  @Test
  void oldExamplesFade() {
    double[] weights = ExampleWeights.recency(Tensor.of(0.0, 30, 90), 30).toDoubleArray();
    assertArrayEquals(new double[] {1, 0.5, 0.125}, weights, 1e-15);
    String message =
        assertThrows(
                ThalwegException.class,
                () -> ExampleWeights.recency(Tensor.of(1.0, -2), 30).toDoubleArray())
            .getMessage();
    assertTrue(
        String.valueOf(message).contains("-2") && String.valueOf(message).contains("row 1"),
        message);
  }

  @Test
  void exposuresHaveAMeanOfOne() {
    double[] weights = ExampleWeights.exposure(Tensor.of(1.0, 2, 3)).toDoubleArray();
    assertArrayEquals(new double[] {0.5, 1, 1.5}, weights, 1e-15);
    assertThrows(
        ThalwegException.class, () -> ExampleWeights.exposure(Tensor.of(1.0, 0)).toDoubleArray());
  }

  @Test
  void costsDecide() {
    CostMatrix costs = CostMatrix.binary(1, 9);
    assertEquals(0.1, costs.threshold(), 1e-15);
    Tensor shares = Tensor.of(Shape.of(2, 2), DType.FLOAT64, 0.92, 0.08, 0.88, 0.12);
    assertArrayEquals(
        new double[] {0.72, 0.92, 1.08, 0.88}, costs.expected(shares).toDoubleArray(), 1e-15);
    assertArrayEquals(new long[] {0, 1}, costs.decide(shares).toLongArray());
    assertClose(costs.classWeights(), 0.2, 1.8);
  }

  @Test
  void costsThatDoNotFitAreNamed() {
    assertThrows(ThalwegException.class, () -> new CostMatrix(List.of(List.of(0.0, 1.0))));
    assertThrows(ThalwegException.class, () -> CostMatrix.binary(-1, 1));
    assertThrows(ThalwegException.class, () -> CostMatrix.binary(0, 0).threshold());
  }
}
