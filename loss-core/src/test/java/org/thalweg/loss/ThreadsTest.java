package org.thalweg.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.DType;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.loss.Reduction;
import org.thalweg.api.loss.Weighting;
import org.thalweg.api.tensor.Tensor;

/** Any number of threads gives the same bits, of every loss, in vectors. */
class ThreadsTest {
  private static final int ROWS = 12_007;

  /** Makes the default engine with a number of threads; no module compiles against it. */
  private static Engine engine(int threads) {
    Engine shared = Engines.named("vector");
    try {
      return shared.getClass().getConstructor(int.class).newInstance(threads);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void sameBits() {
    List<Engine> engines = IntStream.rangeClosed(1, 3).mapToObj(ThreadsTest::engine).toList();
    SplittableRandom random = new SplittableRandom(5);
    double[] weights = random.doubles(ROWS, 0, 2).toArray();
    for (Sample sample : Sample.all(ROWS, random)) {
      if (sample.prediction().size() > 3 * ROWS) {
        Tensor prediction = sample.prediction().to(DType.FLOAT32).eval();
        Tensor target =
            sample.target().dtype().isFloating()
                ? sample.target().to(DType.FLOAT32).eval()
                : sample.target();
        Weighting weighting = Weighting.none().weight(Tensor.of(weights));
        List<Outcome> outcomes =
            engines.stream()
                .map(engine ->
                    Engines.with(
                        engine,
                        () ->
                            Outcome.of(
                                sample.loss(), prediction, target, weighting, Reduction.MEAN)))
                .toList();
        for (Outcome outcome : outcomes.subList(1, outcomes.size())) {
          assertEquals(outcomes.getFirst().only(), outcome.only(), sample.toString());
          assertArrayEquals(
              outcomes.getFirst().gradient(), outcome.gradient(), () -> sample.toString());
        }
      }
    }
  }
}
