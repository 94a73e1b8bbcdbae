package org.thalweg.examples.plugin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.grad.Grad;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.tensor.Tensor;

/** What the cost means; that it is lawful is shown in {@link DemandCostLawsTest}. */
class DemandCostTest {
  private static final DemandCost COST = new DemandCost(4, 1, 1);

  private static double[] slope(Tensor forecast, Tensor demand) {
    return Grad.grad((Tensor p) -> Losses.mean(COST, p, demand)).apply(forecast).toDoubleArray();
  }

  @Test
  void beyondTheNoiseAUnitCostsWhatItCosts() {
    Tensor demand = Tensor.of(99.0, 99, 99, 99);
    Tensor forecast = Tensor.of(59.0, 60, 160, 161);
    double[] cost = COST.loss(forecast, demand).toDoubleArray();
    assertEquals(4, cost[0] - cost[1], 1e-12);
    assertEquals(1, cost[3] - cost[2], 1e-12);
    assertEquals(61 - 5, cost[2], 1e-12);
  }

  @Test
  void withinTheNoiseErrorsAreCheapAndNoisierForLargerDemand() {
    // the count 99 has a deviation of 10, the count 0 one of 1
    double[] cost = COST.loss(Tensor.of(101.0, 2), Tensor.of(99.0, 0)).toDoubleArray();
    assertArrayEquals(new double[] {0.2, 1.5}, cost, 1e-12);
  }

  @Test
  void unknownDemandDoesNotCount() {
    Tensor forecast = Tensor.of(10.0, 20, 5);
    Tensor demand = Tensor.of(12.0, Double.NaN, 0);
    Tensor known = Tensor.of(12.0, 0);
    assertEquals(
        Losses.mean(COST, Tensor.of(10.0, 5), known).item(),
        Losses.mean(COST, forecast, demand).item(),
        1e-15);
    double[] slopes = slope(forecast, demand);
    assertEquals(0, slopes[1]);
    assertTrue(slopes[0] < 0 && slopes[2] > 0);
  }

  @Test
  void theBestConstantCoversTheShareOfDaysThatPaysOff() {
    // as the newsvendor knows: shortage / (shortage + surplus), here 4 of 5 days
    double[] demand = new Random(1).doubles(5000, 100, 1000).toArray();
    Tensor days = Tensor.of(demand);
    double best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double forecast = 700; forecast < 950; forecast += 5) {
      double mean = Losses.mean(COST, Tensor.of(new double[5000]).add(forecast), days).item();
      best = mean < least ? forecast : best;
      least = Math.min(least, mean);
    }
    assertEquals(100 + 0.8 * 900, best, 20);
  }

  @Test
  void oneMadWeekMovesLittle() {
    double[] slopes = slope(Tensor.of(10.0, 10), Tensor.of(100.0, 1e6));
    assertArrayEquals(new double[] {-2, -2}, slopes, 1e-12);
  }

  @Test
  void refusesACostOfNothingAndDemandBelowNothing() {
    assertEquals(
        "shortage must be positive and finite, was 0.0",
        assertThrows(ThalwegException.class, () -> new DemandCost(0, 1, 1)).getMessage());
    assertEquals(
        "demand-cost: the target -3.0 at row 1 is not 0 or more",
        assertThrows(
                ThalwegException.class,
                () -> Losses.mean(COST, Tensor.of(1.0, 1), Tensor.of(2.0, -3)).item())
            .getMessage());
  }
}
