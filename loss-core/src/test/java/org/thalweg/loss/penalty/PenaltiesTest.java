package org.thalweg.loss.penalty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.tensor.Tensor;

/** Penalties of trees of parameters. */
class PenaltiesTest {
  @Test
  void sumsOverATree() {
    Map<String, Tensor> parameters =
        Map.of("a", Tensor.of(1.0, -2), "b", Tensor.of(Shape.of(1, 2), DType.FLOAT64, 3, 0));
    assertEquals(0.06, Penalties.sum(new L1Penalty(0.01), parameters).item(), 1e-15);
    assertEquals(0.14, Penalties.sum(new L2Penalty(0.01), parameters).item(), 1e-15);
    Map<String, Tensor> slope =
        Grad.grad((Map<String, Tensor> p) -> Penalties.sum(new ElasticNet(1, 0.5), p))
            .apply(parameters);
    assertArrayEquals(
        new double[] {2, -3}, slope.getOrDefault("a", Tensor.of(0.0)).toDoubleArray(), 1e-15);
    assertArrayEquals(
        new double[] {4, 0}, slope.getOrDefault("b", Tensor.of(0.0)).toDoubleArray(), 1e-15);
    Map<String, Tensor> ones =
        Map.of("a", Tensor.of(1.0, 1), "b", Tensor.of(Shape.of(1, 2), DType.FLOAT64, 2, 2));
    double anchored = Penalties.sum(new Ewc(2), parameters, ones, ones).item();
    assertEquals(0 + 9 + 2 * (1 + 4), anchored, 1e-15);
  }

  @Test
  void theFisherInformationIsTheMeanOfSquares() {
    Tensor gradients = Tensor.of(Shape.of(2, 2), DType.FLOAT64, 1, 2, 3, 4);
    assertArrayEquals(new double[] {5, 10}, Ewc.fisher(gradients).toDoubleArray(), 0);
  }

  /** Rounds of minimizing and renewing multipliers reach the constraint exactly. */
  @Test
  void multipliersReachTheConstraint() {
    // minimize x^2 under x - 1 = 0; the multiplier is -2
    AugmentedLagrangian cost = new AugmentedLagrangian(3, false);
    Tensor multiplier = Tensor.of(0.0);
    double x = 0;
    for (int round = 0; round < 40; round++) {
      x = (3 - multiplier.item(0)) / 5; // of x^2 + m (x - 1) + 3 (x - 1)^2 / 2
      Tensor constraint = Tensor.of(x - 1);
      multiplier = cost.next(constraint, multiplier).eval();
    }
    assertEquals(1, x, 1e-12);
    assertEquals(-2, multiplier.item(0), 1e-11);
  }
}
