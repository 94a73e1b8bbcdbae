package org.thalweg.nn.tune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.optim.Schedule;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.nn.train.Callback;
import org.thalweg.nn.train.Progress;
import org.thalweg.nn.tune.LearningRateCurve.End;
import org.thalweg.optim.optimizer.AdamW;
import org.thalweg.optim.optimizer.Sgd;
import org.thalweg.optim.schedule.Cosine;

/** A range test is a training with a growing rate, and finds where that is too large. */
class LearningRateFinderTest {
  /**
   * Gradient descent on (c w)^2 from w = 1 falls at a step exactly if its rate is below 1 / c^2.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 2, 10})
  void theLossFallsBelowTwoOverTheCurvatureAndRisesAbove(double c) {
    Pipeline pipeline = Problems.quadratic(c, new Sgd(0.1, 0));
    double edge = 1 / (c * c);
    LearningRateFinder finder =
        new LearningRateFinder().rates(edge / 1000, edge * 100).steps(57).smoothing(0);
    LearningRateCurve curve = finder.run(pipeline);
    assertEquals(End.DIVERGED, curve.end());

    double w = 1;
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < curve.losses().size(); i++) {
      double loss = c * w * c * w;
      assertEquals(loss, curve.losses().get(i), 1e-10 * loss, "step " + i);
      if (i > 0) {
        boolean fell = curve.losses().get(i) < curve.losses().get(i - 1);
        assertEquals(curve.rates().get(i - 1) < edge, fell, "step " + i);
      }
      lowest = Math.min(lowest, loss);
      boolean last = i == curve.losses().size() - 1;
      assertEquals(last, loss > 4 * lowest, "step " + i);
      w -= curve.rates().get(i) * 2 * c * c * w;
    }
    assertTrue(curve.rates().getLast() > edge, curve::toString);
  }

  @Test
  void ratesGrowByOneFactorFromLowToHigh() {
    LearningRateCurve curve =
        new LearningRateFinder()
            .rates(1e-6, 1e-2)
            .steps(41)
            .run(Problems.quadratic(1, new Sgd(0.1, 0)));
    assertEquals(End.ALL_STEPS, curve.end());
    assertEquals(41, curve.rates().size());
    for (int i = 0; i <= 40; i++) {
      double expected = Math.pow(10, -6 + i * 0.1);
      assertEquals(expected, curve.rates().get(i), 1e-12 * expected);
    }
  }

  @Test
  void theMeanIsCorrectedForItsStart() {
    LearningRateCurve curve =
        new LearningRateFinder()
            .rates(1e-4, 1e-2)
            .steps(30)
            .smoothing(0.9)
            .run(Problems.classes(90, new AdamW(0.001), 2));
    for (int i = 0; i < 30; i++) {
      double sum = 0;
      double weights = 0;
      for (int j = 0; j <= i; j++) {
        sum += Math.pow(0.9, i - j) * curve.losses().get(j);
        weights += Math.pow(0.9, i - j);
      }
      assertEquals(sum / weights, curve.smoothed().get(i), 1e-12);
    }
    assertEquals(curve.losses().getFirst(), curve.smoothed().getFirst(), 1e-15);
  }

  /** With rates that hardly grow it is the pipeline's own training, from its own first weights. */
  @Test
  void theStepsAreThoseOfThePipeline() {
    Pipeline pipeline = Problems.classes(90, new Sgd(0.05, 0.9), 3);
    List<Double> own = new ArrayList<>();
    pipeline
        .callback(
            new Callback() {
              @Override
              public Signal onStep(Progress progress) {
                own.add(progress.loss());
                return Signal.CONTINUE;
              }
            })
        .train();
    LearningRateCurve curve =
        new LearningRateFinder().rates(0.05, Math.nextUp(0.05)).steps(own.size()).run(pipeline);
    assertArrayEquals(numbers(own), numbers(curve.losses()), 1e-5);
  }

  @Test
  void thePipelineStaysAsItIs() {
    List<String> called = new ArrayList<>();
    Pipeline pipeline =
        Problems.classes(60, new AdamW(0.01), 2)
            .callback(
                new Callback() {
                  @Override
                  public void onStart(Progress progress) {
                    called.add("start");
                  }
                });
    String before = pipeline.train().evaluation().toString() + pipeline.train().history();
    called.clear();
    LearningRateCurve first = new LearningRateFinder().run(pipeline);
    assertEquals(first, new LearningRateFinder().run(pipeline));
    assertEquals(List.of(), called);
    assertEquals(before, pipeline.train().evaluation().toString() + pipeline.train().history());
  }

  @Test
  void bitsDoNotDependOnThreads() {
    Pipeline pipeline = Problems.classes(120, new AdamW(0.01), 2);
    Pipeline alone =
        new Pipeline(
            pipeline.data(),
            pipeline.model(),
            pipeline.loss(),
            pipeline.optimizer(),
            pipeline.options(),
            List.of(),
            List.of(),
            Engines.current().singleThreaded());
    assertEquals(new LearningRateFinder().run(pipeline), new LearningRateFinder().run(alone));
  }

  @Test
  void schedulesGiveWay() {
    Schedule cosine = new Cosine(0.5, 4, 0, 1);
    LearningRateFinder finder = new LearningRateFinder().steps(30);
    assertEquals(
        finder.run(Problems.quadratic(1, new Sgd(0.1, 0))),
        finder.run(Problems.quadratic(1, new Sgd(cosine, 0, 0, false, 0))));
  }

  /** It says so as soon as the loss is more than 4 times the lowest, not later. */
  @Test
  void itDivergesAtTheFirstLossThatIsTooLarge() {
    LearningRateCurve curve =
        new LearningRateFinder()
            .rates(0.9, 2)
            .steps(2000)
            .smoothing(0)
            .run(Problems.quadratic(1, new Sgd(0.6, 0)));
    assertEquals(End.DIVERGED, curve.end());
    List<Double> losses = curve.losses();
    double lowest = losses.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    assertTrue(losses.getLast() > 4 * lowest, curve::toString);
    assertTrue(losses.get(losses.size() - 2) <= 4 * lowest, curve::toString);
  }

  @Test
  void aLossThatIsNotFiniteIsNoneOfTheCurve() {
    LearningRateCurve curve =
        new LearningRateFinder().rates(1e200, 1e201).run(Problems.quadratic(1, new Sgd(1, 0)));
    assertEquals(End.NON_FINITE_LOSS, curve.end());
    assertEquals(List.of(1.0), curve.losses());
    assertTrue(curve.diverged());
  }

  /** Above a lowest loss of -10 it is 3 times its size, that is 20, where it diverges. */
  @Test
  void lossesBelowZeroDivergeTooWhereTheyRise() {
    Pipeline quadratic = Problems.quadratic(1, new Sgd(0.1, 0));
    PointwiseLoss below = (prediction, target) -> prediction.sub(target).square().sub(10);
    LearningRateCurve curve =
        new LearningRateFinder()
            .rates(0.01, 100)
            .smoothing(0)
            .run(
                Pipeline.of(
                    quadratic.data(),
                    quadratic.model(),
                    below,
                    quadratic.optimizer(),
                    quadratic.options()));
    assertEquals(End.DIVERGED, curve.end());
    assertTrue(curve.losses().getLast() > 20, curve::toString);
    assertTrue(
        curve.losses().stream().limit(curve.losses().size() - 1).allMatch(loss -> loss < 20),
        curve::toString);
  }

  @Test
  void itEndsWhereItIsAskedTo() {
    LearningRateCurve curve =
        new LearningRateFinder()
            .run(
                Problems.quadratic(1, new Sgd(0.1, 0)),
                new Callback() {
                  @Override
                  public Signal onStep(Progress progress) {
                    return progress.step() == 12 ? Signal.STOP : Signal.CONTINUE;
                  }
                });
    assertEquals(End.INTERRUPTED, curve.end());
    assertEquals(12, curve.losses().size());
  }

  @Test
  void suggestionsOfAKnownCurve() {
    // flat, a slope that is steepest between steps 14 and 16, flat, and up
    double[] losses =
        IntStream.range(0, 40)
            .mapToDouble(i -> i < 30 ? 2 - Math.tanh((i - 15) / 3.0) - i * 1e-4 : 3 + i)
            .toArray();
    LearningRateCurve curve = curve(End.DIVERGED, losses);
    assertEquals(OptionalDouble.of(rate(15)), curve.steepest());
    assertEquals(OptionalDouble.of(rate(29) / 10), curve.tenthOfMinimum());
    // the valley is the fall from step 4, a tenth of all, to step 29
    assertEquals(OptionalDouble.of(rate(16)), curve.valley());
    assertEquals(curve.steepest(), curve.suggestion());
  }

  /** A leap of a mean of few terms is no slope: the fall of later, settled steps is. */
  @Test
  void noiseAtTheStartIsNotSteep() {
    for (int seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Double> losses = new ArrayList<>();
      List<Double> smoothed = new ArrayList<>();
      List<Double> rates = new ArrayList<>();
      double mean = 0;
      for (int i = 0; i < 100; i++) {
        double fall = 20 * Math.clamp((i - 60) / 25.0, 0, 1);
        losses.add(30 + 6 * random.nextGaussian() - fall);
        mean = 0.98 * mean + 0.02 * losses.getLast();
        smoothed.add(mean / (1 - Math.pow(0.98, i + 1)));
        rates.add(Math.pow(10, -7 + i * 0.08));
      }
      LearningRateCurve curve =
          new LearningRateCurve(rates, losses, smoothed, End.ALL_STEPS, 100, 0.98);
      double steepest = curve.steepest().orElseThrow();
      assertTrue(
          steepest > rates.get(60) && steepest <= rates.getLast(),
          "seed %d: steepest at %s".formatted(seed, steepest));
    }
  }

  /** The slope is that of several steps: one loss that stands out is steeper, but no slope. */
  @Test
  void oneLossThatStandsOutIsNotSteep() {
    double[] losses =
        IntStream.range(0, 40).mapToDouble(i -> 20 - 0.5 * Math.clamp(i - 25, 0, 10)).toArray();
    losses[8] += 1.5;
    double steepest = curve(End.ALL_STEPS, losses).steepest().orElseThrow();
    assertTrue(steepest > rate(25) && steepest < rate(35), () -> "steepest at " + steepest);
  }

  @Test
  void ofFallsOfOneLengthTheFirstIsTheValley() {
    // down from step 4 to 14, up, and down as long
    double[] losses = IntStream.range(0, 26).mapToDouble(i -> i < 15 ? 50 - i : 100 - i).toArray();
    assertEquals(OptionalDouble.of(rate(9)), curve(End.ALL_STEPS, losses).valley());
  }

  /** The valley passes over bumps: it is a longest subsequence, not a longest run. */
  @Test
  void theValleyPassesOverBumps() {
    double[] losses =
        IntStream.range(0, 40).mapToDouble(i -> 50 - i + (i % 5 == 0 ? 3 : 0)).toArray();
    losses[39] = 60;
    // from step 4 to step 38
    assertEquals(OptionalDouble.of(rate(21)), curve(End.ALL_STEPS, losses).valley());
  }

  @Test
  void aLossThatNeverFallsSuggestsNothing() {
    LearningRateCurve curve =
        curve(End.ALL_STEPS, IntStream.range(0, 40).mapToDouble(i -> 1 + i).toArray());
    assertEquals(OptionalDouble.empty(), curve.steepest());
    assertEquals(OptionalDouble.empty(), curve.valley());
    assertEquals(OptionalDouble.empty(), curve.tenthOfMinimum());
    LearningRateCurve nothing = curve(End.NON_FINITE_LOSS);
    assertEquals(OptionalDouble.empty(), nothing.steepest());
    assertEquals(OptionalDouble.empty(), nothing.valley());
    assertEquals(OptionalDouble.empty(), nothing.tenthOfMinimum());
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    LearningRateFinder finder = new LearningRateFinder();
    assertThrows(ThalwegException.class, () -> finder.rates(0, 1));
    assertThrows(ThalwegException.class, () -> finder.rates(1, 1));
    assertThrows(ThalwegException.class, () -> finder.steps(9));
    assertThrows(ThalwegException.class, () -> finder.smoothing(1));
  }

  private static double rate(int step) {
    return Math.pow(10, -6 + step * 0.1);
  }

  private static LearningRateCurve curve(End end, double... losses) {
    List<Double> values = DoubleStream.of(losses).boxed().toList();
    List<Double> rates =
        IntStream.range(0, losses.length).mapToObj(LearningRateFinderTest::rate).toList();
    return new LearningRateCurve(rates, values, values, end, 40, 0);
  }

  private static double[] numbers(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
