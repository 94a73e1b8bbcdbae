package org.thalweg.nn.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.binary.Bce;
import org.thalweg.nn.activation.Activations;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.data.Folds;
import org.thalweg.nn.data.Standardizer;
import org.thalweg.nn.layer.Layers;
import org.thalweg.nn.metric.Accuracy;
import org.thalweg.nn.metric.Metrics;
import org.thalweg.nn.metric.R2;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.nn.pipeline.Preparation;
import org.thalweg.nn.pipeline.PreparedData;
import org.thalweg.nn.train.EarlyStopping;
import org.thalweg.nn.train.Evaluation;
import org.thalweg.nn.train.Evaluator;
import org.thalweg.nn.train.Trainer;
import org.thalweg.nn.train.TrainingResult;
import org.thalweg.optim.optimizer.AdamW;
import org.thalweg.optim.optimizer.Sgd;

/** A search is k trainings of each candidate, whoever runs them and however they end. */
class GridSearchTest {
  private static final Pipeline PIPELINE = Problems.classes(101, new Sgd(0.1, 0.9), 3);

  private static List<String> bits(Result result) {
    return result.scores().stream()
        .map(score ->
            "%s %s %s %s %s"
                .formatted(
                    score.candidate(),
                    score.values(),
                    score.mean(),
                    score.standardError(),
                    score.merged()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"loss", "accuracy"})
  void bitsDoNotDependOnThreads(String metric) {
    GridSearch search =
        GridSearch.of(Grid.rates(PIPELINE, 0.01, 0.1, 1)).folds(4).seed(5).metric(metric);
    List<String> alone = bits(search.threads(1).run());
    assertEquals(3, alone.size());
    for (int threads : new int[] {2, 3, 16}) {
      assertEquals(alone, bits(search.threads(threads).run()), () -> threads + " threads");
    }
  }

  /** Each value is that of a trainer which is given all folds but one, and measures that one. */
  @Test
  void valuesAreThoseOfATrainer() {
    Result result =
        GridSearch.of(Grid.rates(PIPELINE, 0.05)).folds(3).seed(9).metric("accuracy").run();
    Score score = result.scores().getFirst();
    Dataset data = PIPELINE.data().training();
    Folds folds = Folds.of(data, 3, 9);
    List<Double> values = new ArrayList<>();
    double right = 0;
    for (int f = 0; f < 3; f++) {
      Dataset held = data.select(folds.held(f));
      TrainingResult trained =
          Trainer.of(PIPELINE.model(), PIPELINE.loss(), new Sgd(0.05, 0.9))
              .options(PIPELINE.options())
              .metrics(Metrics.named("accuracy", PIPELINE.loss()))
              .validation(held)
              .train(data.select(folds.learnt(f)));
      double accuracy = trained.evaluation().orElseThrow().metric("accuracy");
      values.add(accuracy);
      right += accuracy * held.size();
    }
    assertEquals(values, score.values());
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = values.stream().mapToDouble(value -> Math.pow(value - mean, 2)).sum();
    assertEquals(mean, score.mean(), 1e-15);
    assertEquals(Math.sqrt(squares / 2 / 3), score.standardError(), 1e-15);
    assertEquals(right / data.size(), score.merged(), 1e-14);
    assertTrue(result.higherIsBetter());
  }

  /** R2 of all is no mean of those of parts; what is merged is that of all. */
  @Test
  void measurementsOfPartsMergeIntoThatOfAll() {
    Pipeline line = Problems.quadratic(1, new Sgd(0.1, 0));
    Dataset all =
        Dataset.of(
            new float[][] {{1}, {2}, {3}, {4}, {5}}, new float[][] {{1}, {1}, {4}, {2}, {9}});
    TrainingResult trained = Trainer.of(line.model(), line.loss(), new Sgd(0.01, 0)).train(all);
    Evaluation whole = evaluator(line, all).evaluate(trained.model().weights());
    Evaluation merged =
        evaluator(line, all.select(0, 1))
            .measure(trained.model().weights())
            .merge(evaluator(line, all.select(2, 3, 4)).measure(trained.model().weights()))
            .evaluation();
    assertEquals(whole.loss(), merged.loss(), 1e-6 * whole.loss());
    assertEquals(whole.metric("r2"), merged.metric("r2"), 1e-12);
  }

  private static Evaluator evaluator(Pipeline pipeline, Dataset data) {
    return new Evaluator(
        new org.thalweg.nn.model.Network(pipeline.model()),
        pipeline.loss(),
        List.of(new R2()),
        data);
  }

  /** What is learnt from decides means and class weights; what is held out does not. */
  @Test
  void foldsArePreparedApart() {
    Dataset data = PIPELINE.data().training();
    PreparedData prepared =
        new PreparedData(
            data,
            Optional.of(data),
            List.of(),
            List.of(),
            1,
            Optional.empty(),
            new Preparation(data, Optional.of(org.thalweg.nn.data.ClassWeights.balanced()), true));
    Folds folds = Folds.of(data, 5, 1);
    PreparedData part = prepared.parts(folds.learnt(2), folds.held(2));
    Standardizer fitted = Standardizer.fit(data.select(folds.learnt(2)).inputs());
    assertEquals(fitted.mean().toString(), part.standardizer().orElseThrow().mean().toString());
    assertEquals(
        fitted.apply(data.select(folds.held(2))).inputs().toString(),
        part.validation().orElseThrow().inputs().toString());
    assertEquals(null, part.validation().orElseThrow().weights());
    assertEquals(
        data.select(folds.learnt(2)).weighted(org.thalweg.nn.data.ClassWeights.balanced()).weights()
            + "",
        part.training().weights() + "");
  }

  @Test
  void aTrainingThatDivergesStopsNoOther() {
    Result result =
        GridSearch.of(Grid.rates(Problems.quadratic(1, new Sgd(0.1, 0)), 0.1, 1e200, 0.2))
            .folds(2)
            .run();
    assertTrue(result.scores().get(1).diverged());
    assertTrue(
        result.scores().get(1).outcomes().toString().contains("the loss was"),
        () -> result.scores().get(1) + "");
    assertFalse(result.scores().get(1).isComplete());
    assertInstanceOf(Outcome.Diverged.class, result.scores().get(1).outcomes().getFirst());
    assertTrue(result.scores().getFirst().isComplete());
    assertEquals(result.scores().get(2), result.best().orElseThrow());
  }

  @Test
  void aTrainingThatFailsStopsNoOther() {
    Pipeline good = Problems.quadratic(1, new Sgd(0.1, 0));
    PointwiseLoss bad =
        (prediction, target) -> {
          throw new ThalwegException("no such loss today");
        };
    Pipeline failing =
        Pipeline.of(good.data(), good.model(), bad, good.optimizer(), good.options());
    Result result =
        GridSearch.of(
                List.of(
                    new Candidate(new LinkedHashMap<>(Map.of("loss", "bad")), failing),
                    new Candidate(new LinkedHashMap<>(Map.of("loss", "good")), good)))
            .folds(2)
            .run();
    assertEquals(
        new Outcome.Failed("no such loss today"), result.scores().getFirst().outcomes().getFirst());
    assertEquals(result.scores().get(1), result.best().orElseThrow());
  }

  /** Trained on the one half it is finite, but not on the other half, where it is measured. */
  @Test
  void aLossThatIsInfiniteOnTheFoldHeldOutIsADivergence() {
    Pipeline good = Problems.quadratic(1, new Sgd(0.1, 0));
    Dataset data =
        Dataset.of(
            Tensor.of(Shape.of(2, 1), DType.FLOAT64, 1, 1e200),
            Tensor.of(Shape.of(2, 1), DType.FLOAT64, 0, 0));
    Pipeline pipeline =
        Pipeline.of(
            PreparedData.of(data), good.model(), good.loss(), good.optimizer(), good.options());
    List<Outcome> outcomes =
        GridSearch.of(Grid.rates(pipeline, 0.1)).folds(2).run().scores().getFirst().outcomes();
    assertTrue(outcomes.stream().allMatch(Outcome.Diverged.class::isInstance), outcomes::toString);
    assertTrue(
        outcomes.contains(new Outcome.Diverged("the loss on the fold held out is Infinity")),
        outcomes::toString);
  }

  /** Each candidate has folds of its own examples, and the metric that fits its own loss. */
  @Test
  void aScoreDoesNotDependOnOtherCandidates() {
    Dataset two =
        Dataset.of(
            new float[][] {{-2}, {-1}, {-0.5f}, {1}, {1.5f}, {2}, {3}},
            new float[][] {{0}, {0}, {1}, {1}, {0}, {1}, {1}});
    Pipeline binary =
        Pipeline.of(
            PreparedData.of(two),
            Layers.dense(1, Activations.sigmoid()),
            new Bce(),
            new Sgd(0.5, 0),
            PIPELINE.options());
    List<Candidate> candidates = new ArrayList<>(Grid.rates(PIPELINE, 0.1));
    candidates.addAll(Grid.rates(binary, 0.5));
    GridSearch search = GridSearch.of(candidates).folds(3).metric("accuracy");
    List<String> alone = new ArrayList<>();
    for (Candidate candidate : candidates) {
      alone.addAll(
          bits(new GridSearch(List.of(candidate), 3, search.seed(), 1, search.metric()).run()));
    }
    assertEquals(alone, bits(search.run()));
  }

  @Test
  void ofErrorsLessIsBetter() {
    Pipeline line = Problems.quadratic(1, new Sgd(0.1, 0));
    Result result = GridSearch.of(Grid.rates(line, 0.1, 0.3)).folds(2).metric("mae").run();
    assertFalse(result.higherIsBetter());
    assertEquals(result.scores().get(1), result.best().orElseThrow());
  }

  /** The only worker runs nothing more after a bug. */
  @Test
  void aBugEndsTheSearch() {
    Pipeline good = Problems.quadratic(1, new Sgd(0.1, 0));
    AtomicInteger trainings = new AtomicInteger();
    PointwiseLoss broken =
        (prediction, target) -> {
          trainings.incrementAndGet();
          throw new IllegalStateException("a bug");
        };
    Pipeline pipeline =
        Pipeline.of(good.data(), good.model(), broken, good.optimizer(), good.options());
    GridSearch search = GridSearch.of(Grid.rates(pipeline, 1, 2, 3, 4, 5)).folds(4).threads(1);
    assertThrows(IllegalStateException.class, search::run);
    assertEquals(1, trainings.get());
  }

  @Test
  void whatIsNoErrorOfAUserComesOut() {
    Pipeline good = Problems.quadratic(1, new Sgd(0.1, 0));
    PointwiseLoss broken =
        (prediction, target) -> {
          throw new IllegalStateException("a bug");
        };
    Pipeline pipeline =
        Pipeline.of(good.data(), good.model(), broken, good.optimizer(), good.options());
    assertThrows(
        IllegalStateException.class, () -> GridSearch.of(Grid.rates(pipeline, 1)).folds(2).run());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void whatIsKnownWhenItIsCancelledIsKept(int threads) {
    AtomicInteger ended = new AtomicInteger();
    Watcher watcher =
        new Watcher() {
          @Override
          public void onEnd(Training training, Outcome outcome) {
            ended.incrementAndGet();
          }

          @Override
          public boolean isCancelled() {
            return ended.get() >= 4;
          }
        };
    GridSearch search = GridSearch.of(Grid.rates(PIPELINE, 0.01, 0.1, 1)).folds(3).threads(threads);
    Result result = search.run(watcher);
    Result whole = search.run();
    long unfinished =
        result.scores().stream()
            .flatMap(score -> score.outcomes().stream())
            .filter(Outcome.Unfinished.class::isInstance)
            .count();
    assertTrue(unfinished >= 9 - 4 - threads && unfinished <= 5, () -> unfinished + " unfinished");
    assertEquals(bits(whole).getFirst(), bits(result).getFirst());
    for (int c = 0; c < 3; c++) {
      assertTrue(
          !result.scores().get(c).isComplete() || bits(whole).get(c).equals(bits(result).get(c)));
    }
    assertTrue(result.best().orElseThrow().isComplete());
  }

  @Test
  void theWatcherSeesEachTrainingOnce() {
    Set<Training> ended = ConcurrentHashMap.newKeySet();
    List<Double> shares = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger calls = new AtomicInteger();
    GridSearch.of(Grid.rates(PIPELINE, 0.01, 0.1))
        .folds(3)
        .threads(2)
        .run(
            new Watcher() {
              @Override
              public void onStep(Training training, double share) {
                shares.add(share);
              }

              @Override
              public void onEnd(Training training, Outcome outcome) {
                calls.incrementAndGet();
                ended.add(training);
              }
            });
    assertEquals(6, ended.size());
    assertEquals(6, calls.get());
    assertEquals(6, shares.stream().filter(share -> share == 1.0).count());
    assertTrue(shares.stream().allMatch(share -> share > 0 && share <= 1));
  }

  @Test
  void earlyStoppingLooksAtTheFoldHeldOut() {
    Pipeline classes = Problems.classes(101, new AdamW(0.05), 40);
    Pipeline stopping =
        new Pipeline(
            classes.data(),
            classes.model(),
            classes.loss(),
            classes.optimizer(),
            classes.options().earlyStopping(EarlyStopping.after(2).monitor("accuracy")),
            List.of(new Accuracy(Accuracy.Decision.HIGHEST_SCORE)),
            List.of(),
            classes.engine());
    Score score =
        GridSearch.of(Grid.rates(stopping, 0.05)).folds(4).seed(2).run().scores().getFirst();
    Folds folds = Folds.of(classes.data().training(), 4, 2);
    List<Integer> epochs = new ArrayList<>();
    List<Integer> learnt = new ArrayList<>();
    for (int f = 0; f < 4; f++) {
      epochs.add(epochs(stopping, folds.learnt(f), folds.held(f)));
      learnt.add(epochs(stopping, folds.learnt(f), folds.learnt(f)));
    }
    assertNotEquals(learnt, epochs);
    assertEquals(
        epochs,
        score.outcomes().stream().map(outcome -> ((Outcome.Measured) outcome).epochs()).toList());
  }

  private static int epochs(Pipeline pipeline, int[] training, int[] validation) {
    Dataset all = pipeline.data().training();
    return Trainer.of(pipeline.model(), pipeline.loss(), pipeline.optimizer())
        .options(pipeline.options())
        .metrics(pipeline.metrics().getFirst())
        .validation(all.select(validation))
        .train(all.select(training))
        .history()
        .size();
  }

  @Test
  void oneStandardErrorPrefersTheFirst() {
    Result result = result(false, new double[] {0, 8}, new double[] {1, 3}, new double[] {1, 2.8});
    // means 4, 2, 1.9; the standard error of the last is 0.9, whatever that of the first is
    assertEquals("2", name(result.best()));
    assertEquals("1", name(result.withinOneStandardError()));
    Result more = result(true, new double[] {3, 5}, new double[] {1, 3}, new double[] {4, 4.2});
    // means 4, 2, 4.1; the standard error of the last is 0.1, and 4 is just within
    assertEquals("2", name(more.best()));
    assertEquals("0", name(more.withinOneStandardError()));
    Result none = result(false, new double[] {Double.NaN, 1});
    assertEquals(Optional.empty(), none.best());
    assertEquals(Optional.empty(), none.withinOneStandardError());
  }

  private static String name(Optional<Score> score) {
    return score.orElseThrow().candidate().settings().get("number") + "";
  }

  private static Result result(boolean higher, double[]... values) {
    return new Result(
        "x",
        higher,
        IntStream.range(0, values.length)
            .mapToObj(i -> {
              double mean = (values[i][0] + values[i][1]) / 2;
              double error = Math.abs(values[i][0] - values[i][1]) / 2 + 1e-12;
              return new Score(
                  new Candidate(new LinkedHashMap<>(Map.of("number", i)), PIPELINE),
                  List.of(),
                  List.of(values[i][0], values[i][1]),
                  mean,
                  error,
                  mean);
            })
            .toList());
  }

  @Test
  void badRequestsAreRefused() {
    List<Candidate> one = Grid.rates(PIPELINE, 0.1);
    assertThrows(ThalwegException.class, () -> GridSearch.of(List.of()));
    assertThrows(ThalwegException.class, () -> GridSearch.of(one).folds(1));
    assertThrows(ThalwegException.class, () -> GridSearch.of(one).folds(102).run());
    assertThrows(ThalwegException.class, () -> GridSearch.of(one).threads(0));
    ThalwegException unknown =
        assertThrows(ThalwegException.class, () -> GridSearch.of(one).metric("acuracy").run());
    assertTrue(String.valueOf(unknown.getMessage()).contains("did you mean 'accuracy'?"));
    assertThrows(ThalwegException.class, () -> Grid.rates(PIPELINE, 0.1, 0.1));
    assertThrows(ThalwegException.class, () -> Grid.rates(PIPELINE, -1));
  }
}
