package org.thalweg.nn.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Schedule;
import org.thalweg.optim.optimizer.AdamW;
import org.thalweg.optim.optimizer.Chained;
import org.thalweg.optim.optimizer.Clipped;
import org.thalweg.optim.optimizer.Groups;
import org.thalweg.optim.optimizer.Lookahead;
import org.thalweg.optim.optimizer.Sgd;
import org.thalweg.optim.schedule.OneCycle;
import org.thalweg.optim.transform.ScaleByLearningRate;

/** Learning rates are found wherever they are, and set together. */
class LearningRatesTest {
  private static List<String> paths(Optimizer optimizer) {
    return LearningRates.of(optimizer, 10).rates().stream().map(LearningRates.Rate::path).toList();
  }

  private static double rate(Optimizer optimizer) {
    return LearningRates.of(optimizer, 10).peak();
  }

  @Test
  void theyAreFoundInOptimizersOfOptimizers() {
    assertEquals(List.of("learningRate"), paths(new Sgd(0.1, 0)));
    Optimizer nested = new Lookahead(new Clipped(1, new AdamW(0.01)), 5, 0.5, false);
    assertEquals(List.of("optimizer.optimizer.learningRate"), paths(nested));
    List<GradientTransform<?>> parts = List.of(new ScaleByLearningRate(Schedule.constant(0.3)));
    assertEquals(List.of("parts[0].learningRate"), paths(new Chained(parts)));
    assertEquals(
        new Lookahead(new Clipped(1, new AdamW(0.5)), 5, 0.5, false),
        LearningRates.of(nested, 10).scaledTo(0.5));
  }

  @Test
  void groupsKeepTheirProportions() {
    Optimizer groups =
        new Groups(
            List.of(
                new Groups.Group("*bias", new Sgd(0.01, 0)),
                new Groups.Group("*norm*", new Sgd(0, 0))),
            Optional.of(new AdamW(0.04)));
    LearningRates rates = LearningRates.of(groups, 10);
    assertEquals(0.04, rates.peak());
    assertEquals(
        new Groups(
            List.of(
                new Groups.Group("*bias", new Sgd(0.5, 0)),
                new Groups.Group("*norm*", new Sgd(0, 0))),
            Optional.of(new AdamW(2))),
        rates.scaledTo(2));
    Groups swept = (Groups) rates.swept(new Sweep(1, 4, 3));
    assertEquals(
        new Sweep(0.25, 1, 3), ((Sgd) swept.groups().getFirst().optimizer()).learningRate());
    assertEquals(new Sweep(1, 4, 3), ((AdamW) swept.otherwise().orElseThrow()).learningRate());
    assertEquals(0.0, rate(swept.groups().get(1).optimizer()));
  }

  @Test
  void schedulesKeepTheirForm() {
    OneCycle cycle = new OneCycle(0.1, 50);
    Sgd sgd = new Sgd(cycle, 0.9, 0, false, 0);
    LearningRates rates = LearningRates.of(sgd, 50);
    assertEquals(0.1, rates.peak(), 1e-12);
    Schedule scaled = assertInstanceOf(Sgd.class, rates.scaledTo(0.7)).learningRate();
    for (long step = 0; step < 60; step++) {
      assertEquals(7 * cycle.at(step), scaled.at(step), 1e-12);
    }
    // in a shorter training the peak is the highest value that is reached
    assertTrue(LearningRates.of(sgd, 5).peak() < 0.05);
  }

  @Test
  void aRateOfZeroIsSet() {
    assertEquals(new Sgd(0.5, 0), LearningRates.of(new Sgd(0, 0), 10).scaledTo(0.5));
    assertEquals(
        new Sweep(1, 2, 3),
        ((Sgd) LearningRates.of(new Sgd(0, 0), 10).swept(new Sweep(1, 2, 3))).learningRate());
  }

  @Test
  void anOptimizerWithoutOneIsRefused() {
    Optimizer none = () -> new Sgd(0.1, 0).transform();
    ThalwegException error = assertThrows(ThalwegException.class, () -> LearningRates.of(none, 10));
    assertTrue(String.valueOf(error.getMessage()).contains("has no learning rate"));
  }
}
