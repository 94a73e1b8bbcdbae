package org.thalweg.loss.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Randoms;
import org.thalweg.api.tensor.Tensor;

/** Transport against enumeration, and against what is known of it. */
class TransportTest {
  private final RandomGenerator random = new java.util.SplittableRandom(14);

  private Tensor points(int count, int dimensions) {
    double[] values = random.doubles((long) count * dimensions, -2, 2).toArray();
    return Tensor.of(Shape.of(1, count, dimensions), DType.FLOAT64, values);
  }

  private static double cost(Sinkhorn loss, Tensor x, Tensor y) {
    return Losses.mean(loss, PointCloud.of(x), PointCloud.of(y)).item();
  }

  /** Returns the least mean cost over all ways to pair points. */
  private static double best(Tensor x, Tensor y, int[] order, int at) {
    int n = order.length;
    if (at == n) {
      double total = 0;
      for (int i = 0; i < n; i++) {
        for (int d = 0; d < x.dim(2); d++) {
          double gap = x.item(0, i, d) - y.item(0, order[i], d);
          total += gap * gap / 2 / n;
        }
      }
      return total;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int i = at; i < n; i++) {
      swap(order, at, i);
      least = Math.min(least, best(x, y, order, at + 1));
      swap(order, at, i);
    }
    return least;
  }

  private static void swap(int[] order, int i, int j) {
    int kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }

  @Test
  void withLittleEntropyItIsTheBestPairing() {
    for (int trial = 0; trial < 3; trial++) {
      Tensor x = points(5, 2);
      Tensor y = points(5, 2);
      double exact = best(x, y, new int[] {0, 1, 2, 3, 4}, 0);
      double entropic = cost(new Sinkhorn(0.002, 2, 3000, false), x, y);
      assertTrue(entropic >= exact - 1e-6, entropic + " below " + exact);
      assertEquals(exact, entropic, 0.002 * Math.log(5) + 1e-6);
    }
  }

  @Test
  void aShiftCostsHalfItsSquareWhateverTheEntropy() {
    Tensor x = points(6, 3);
    Tensor y = x.add(Tensor.of(1.0, -2, 0.5)).eval();
    assertEquals((1 + 4 + 0.25) / 2, cost(new Sinkhorn(1, 2, 2000, true), x, y), 1e-9);
  }

  @Test
  void equalCloudsAreAtDistanceZero() {
    Tensor x = points(6, 3);
    assertEquals(0, cost(new Sinkhorn(), x, x), 0);
    assertTrue(cost(new Sinkhorn(), x, points(6, 3)) > 0);
  }

  @Test
  void paddingHasNoInfluence() {
    Tensor x = points(3, 2);
    Tensor y = points(4, 2);
    Tensor padded = x.pad(1, 0, 2, 77).eval();
    Tensor weights = Tensor.of(Shape.of(1, 5), DType.FLOAT64, 1.0 / 3, 1.0 / 3, 1.0 / 3, 0, 0);
    Sinkhorn loss = new Sinkhorn(0.5, 2, 300, true);
    double value = Losses.mean(loss, new PointCloud(padded, weights), PointCloud.of(y)).item();
    assertEquals(cost(loss, x, y), value, 1e-9);
    Tensor slopes =
        Grad.grad((Tensor p) -> Losses.mean(loss, new PointCloud(p, weights), PointCloud.of(y)))
            .apply(padded);
    assertEquals(0, slopes.slice(1, 3, 5).abs().max().item(), 0);
    assertTrue(slopes.isFinite().all().item() == 1);
  }

  /** The gradient at convergence is the derivative, though no iteration is differentiated. */
  @Test
  void theEnvelopeIsTheDerivative() {
    Sinkhorn loss = new Sinkhorn(0.8, 2, 2000, true);
    Tensor y = points(4, 2);
    Tensor x = points(3, 2);
    Tensor direction = points(3, 2);
    double step = 1e-5;
    double up = cost(loss, x.add(direction.mul(step)).eval(), y);
    double down = cost(loss, x.sub(direction.mul(step)).eval(), y);
    Tensor slope =
        Grad.grad((Tensor p) -> Losses.mean(loss, PointCloud.of(p), PointCloud.of(y))).apply(x);
    assertEquals((up - down) / (2 * step), slope.mul(direction).sum().item(), 1e-7);
  }

  @Test
  void slicesOfAShiftAverageItsSquareOverDimensions() {
    Tensor x = points(20, 2);
    Tensor y = x.add(Tensor.of(3.0, 4)).eval();
    Tensor directions = SlicedWasserstein.directions(Randoms.key(3), 4000, 2, DType.FLOAT64);
    SlicedWasserstein.Projected seen = new SlicedWasserstein.Projected(x, directions.eval());
    assertEquals(12.5, Losses.mean(new SlicedWasserstein(2), seen, y).item(), 0.4);
  }

  @Test
  void onALineSlicesAreTheDistance() {
    Tensor x = points(7, 1);
    Tensor y = points(7, 1);
    Tensor direction = Tensor.of(Shape.of(1, 1), DType.FLOAT64, -2.5);
    double sliced =
        Losses.mean(new SlicedWasserstein(1), new SlicedWasserstein.Projected(x, direction), y)
            .item();
    double line = Losses.mean(new Wasserstein(1), x.reshape(1, 7), y.reshape(1, 7)).item();
    assertEquals(line, sliced, 1e-12);
  }

  /** A point that is masked takes no part in what its batch of clouds costs. */
  @Test
  void masksAreOfClouds() {
    Tensor x = points(4, 2);
    Tensor two = org.thalweg.api.tensor.Tensors.concat(0, x, x.mul(Double.NaN)).eval();
    Tensor y = org.thalweg.api.tensor.Tensors.concat(0, points(4, 2), points(4, 2)).eval();
    Weighting mask = Weighting.none().mask(Tensor.of(true, false));
    Tensor values = Losses.values(new Sinkhorn(), PointCloud.of(two), PointCloud.of(y), mask);
    assertEquals(0, values.item(1), 0);
    assertTrue(Double.isFinite(values.item(0)));
  }
}
