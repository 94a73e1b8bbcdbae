package org.thalweg.loss.survival;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.EmptyPolicy;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;

/** Losses of survival are what risk sets and intervals add up to. */
class RiskTest {
  private static final Tensor TRUE = Tensor.of(true);
  private static final Tensor FALSE = Tensor.of(false);
  private final SplittableRandom random = new SplittableRandom(11);

  private Tensor normal(long... extents) {
    Shape shape = Shape.of(extents);
    return Tensor.of(
        shape,
        DType.FLOAT64,
        IntStream.range(0, (int) shape.size()).mapToDouble(_ -> random.nextGaussian()).toArray());
  }

  private static double mean(Ties ties, Tensor hazards, Times times, Weighting weighting) {
    return Losses.sum(new Cox(ties), hazards, times, weighting, Reduction.MEAN)
        .mean(EmptyPolicy.ZERO)
        .item();
  }

  /** Pycox gives NaN. */
  @Test
  void coxWithoutEventsIsZero() {
    Times times = new Times(Tensor.of(1.0, 2, 3), Tensor.of(false, false, false));
    for (Ties ties : Ties.values()) {
      Tensor hazards = normal(3);
      assertEquals(0, Losses.mean(new Cox(ties), hazards, times).item());
      double[] slope =
          Grad.<Tensor>grad(p -> Losses.mean(new Cox(ties), p, times))
              .apply(hazards)
              .toDoubleArray();
      assertArrayEquals(new double[3], slope, 0);
    }
  }

  /** Pycox ignores ties, so its value depends on the order of rows. */
  @Test
  void coxWithTiesDoesNotDependOnTheOrderOfRows() {
    Tensor hazards = normal(5);
    Times times = new Times(Tensor.of(1.0, 1, 2, 2, 2), Tensor.of(true, true, true, false, true));
    Tensor order = Tensor.of(4, 0, 3, 2, 1);
    Times other =
        new Times(times.durations().take(order, 0).eval(), times.events().take(order, 0).eval());
    for (Ties ties : List.of(Ties.BRESLOW, Ties.EFRON)) {
      double plain = mean(ties, hazards, times, Weighting.none());
      assertEquals(
          plain, mean(ties, hazards.take(order, 0).eval(), other, Weighting.none()), 1e-12);
    }
  }

  @Test
  void coxOfExamplesInTheirOrderOfTimeIsThatOfDrawingThemOneByOne() {
    Tensor hazards = Tensor.of(0.5, -1, 2);
    double[] risk = {Math.exp(0.5), Math.exp(-1), Math.exp(2)};
    double likelihood = risk[2] / (risk[0] + risk[1] + risk[2]) * risk[0] / (risk[0] + risk[1]);
    Times times = new Times(Tensor.of(2.0, 3, 1), Tensor.of(true, true, true));
    for (Ties ties : Ties.values()) {
      assertEquals(-Math.log(likelihood) / 3, mean(ties, hazards, times, Weighting.none()), 1e-12);
    }
  }

  /**
   * Two tied events of equal hazards are as likely in either order, and Efron's is the exact sum.
   */
  @Test
  void efronIsExactForTiesOfEqualHazards() {
    Tensor hazards = Tensor.of(0.7, 0.7, -0.3);
    double tied = Math.exp(0.7);
    double rest = Math.exp(-0.3);
    double order = tied / (2 * tied + rest) * tied / (tied + rest);
    Times times = new Times(Tensor.of(1.0, 1, 2), Tensor.of(true, true, false));
    assertEquals(-Math.log(order) / 2, mean(Ties.EFRON, hazards, times, Weighting.none()), 1e-12);
    assertEquals(-Math.log(order) / 2, mean(Ties.NONE, hazards, times, Weighting.none()), 1e-12);
    double both = Math.log(tied / (2 * tied + rest));
    assertEquals(-both, mean(Ties.BRESLOW, hazards, times, Weighting.none()), 1e-12);
  }

  @Test
  void censoredExamplesAreAtRiskAndMaskedOnesAreNot() {
    Tensor hazards = Tensor.of(0.0, 1, 3);
    Times times = new Times(Tensor.of(1.0, 2, 3), Tensor.of(true, false, false));
    double all = Math.log(1 + Math.exp(1) + Math.exp(3));
    assertEquals(all, mean(Ties.EFRON, hazards, times, Weighting.none()), 1e-12);
    Weighting mask = Weighting.none().mask(Tensor.of(true, true, false));
    assertEquals(Math.log(1 + Math.exp(1)), mean(Ties.EFRON, hazards, times, mask), 1e-12);
  }

  @Test
  void strataOfTheirOwnAreLossesOfTheirOwn() {
    Tensor hazards = normal(4);
    Tensor time = Tensor.of(1.0, 3, 2, 4);
    Tensor event = Tensor.of(true, true, true, true);
    double whole =
        Losses.values(
                new StratifiedCox(Ties.EFRON),
                hazards,
                new StratifiedCox.Target(time, event, Tensor.of(5, -2, 5, -2)),
                Weighting.none())
            .sum()
            .item();
    double parts = 0;
    for (int[] rows : new int[][] {{0, 2}, {1, 3}}) {
      Tensor part = Tensor.of(rows);
      Times times = new Times(time.take(part, 0).eval(), event.take(part, 0).eval());
      parts += 2 * mean(Ties.EFRON, hazards.take(part, 0).eval(), times, Weighting.none());
    }
    assertEquals(parts, whole, 1e-12);
  }

  /** All that can happen has a probability of 1 together. */
  @Test
  void discreteTimesSumToOne() {
    Tensor scores = normal(1, 4);
    for (var loss : List.of(new LogisticHazard(), new PmfSurvival(), new Mtlr())) {
      double together = 0;
      for (int k = 0; k < 4; k++) {
        together += likelihood(loss, scores, k, TRUE);
      }
      together += likelihood(loss, scores, 3, FALSE);
      assertEquals(1, together, 1e-12, loss.toString());
    }
  }

  private static double likelihood(
      org.thalweg.api.loss.Loss<Tensor, Intervals> loss, Tensor scores, int k, Tensor event) {
    return Math.exp(-loss.loss(scores, new Intervals(Tensor.of(k), event)).item());
  }

  @Test
  void boundsOfTimesSumToOne() {
    Tensor location = Tensor.of(0.3);
    for (Noise noise : Noise.values()) {
      Aft loss = new Aft(noise, 0.8);
      double[] cuts = {0, 0.2, 0.9, 1.0, 4, 50, Double.POSITIVE_INFINITY};
      double together = 0;
      for (int i = 1; i < cuts.length; i++) {
        Aft.Bounds bounds = new Aft.Bounds(Tensor.of(cuts[i - 1]), Tensor.of(cuts[i]));
        together += Math.exp(-loss.loss(location, bounds).item());
      }
      assertEquals(1, together, 1e-12, noise.toString());
    }
  }

  @Test
  void boundsOutOfOrderAreRefused() {
    Tensor location = Tensor.of(0.0, 0);
    Aft.Bounds bounds = new Aft.Bounds(Tensor.of(1.0, 3), Tensor.of(1.0, 2));
    ThalwegException error =
        assertThrows(ThalwegException.class, () -> Losses.mean(new Aft(), location, bounds).item());
    assertEquals("aft: the lower bound 3.0 at row 1 is above the upper one", error.getMessage());
  }

  @Test
  void normalTailsKeepTheirDigits() {
    // from tables of -log P(Z < z)
    double[] z = {-1, -5, -10, -40};
    double[] logs = {
      -1.8410216450092636, -15.064998393988727, -53.23128515051247, -804.6084420137538
    };
    double[] actual = Noise.NORMAL.logBelow(Tensor.of(z)).toDoubleArray();
    for (int i = 0; i < z.length; i++) {
      assertEquals(logs[i], actual[i], 1e-13 * Math.abs(logs[i]));
    }
  }
}
