package org.thalweg.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private static Snapshot snapshot(
      int epoch, long steps, double rate, Map<String, Double> metrics) {
    return new Snapshot(epoch, 40, steps, 400, rate, 0.25, metrics);
  }

  @Test
  void showsAllThatThereIsRoomFor() {
    assertEquals(
        "epoch  3/40 [##............................]  loss 0.2500  0:38 left  9.9 steps/s  accuracy 0.9000",
        ProgressBar.render(snapshot(3, 28, 9.9, Map.of("accuracy", 0.9)), 120));
    assertEquals(
        "epoch  3/40 [.......]  loss 0.2500  0:04 left",
        ProgressBar.render(snapshot(3, 28, 100, Map.of()), 45));
    assertEquals("epoch  3/40", ProgressBar.render(snapshot(3, 28, 100, Map.of()), 15));
  }

  @Test
  void saysNoTimeBeforeItKnows() {
    assertEquals(
        "epoch  1/40 [..............................]  loss 0.2500",
        ProgressBar.render(snapshot(1, 1, 0, Map.of()), 79));
  }

  @Test
  void endsFull() {
    assertTrue(
        ProgressBar.render(snapshot(40, 400, 1e9, Map.of()), 99)
            .startsWith("epoch 40/40 [##############################]  loss 0.2500  0:00 left"));
  }

  @Test
  void neverIsTooWide() {
    Random random = new Random(11);
    for (int i = 0; i < 2000; i++) {
      Map<String, Double> metrics = new LinkedHashMap<>();
      for (int m = random.nextInt(4); m > 0; m--) {
        metrics.put("metric" + m, Math.exp(40 * random.nextGaussian()));
      }
      Snapshot now =
          snapshot(1 + random.nextInt(40), random.nextInt(401), random.nextInt(100_000), metrics);
      int width = 1 + random.nextInt(150);
      String line = ProgressBar.render(now, width);
      assertTrue(line.length() <= width, line);
      assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 127), line);
    }
  }
}
