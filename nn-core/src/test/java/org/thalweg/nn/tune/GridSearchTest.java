package org.thalweg.nn.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.data.Folds;
import org.thalweg.nn.data.Standardizer;
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
    Pipeline stopping =
        new Pipeline(
            PIPELINE.data(),
            PIPELINE.model(),
            PIPELINE.loss(),
            new AdamW(0.05),
            PIPELINE.options().earlyStopping(EarlyStopping.after(1).monitor("accuracy")),
            List.of(new Accuracy(Accuracy.Decision.HIGHEST_SCORE)),
            List.of(),
            PIPELINE.engine());
    Score score = GridSearch.of(Grid.rates(stopping, 0.05)).folds(3).run().scores().getFirst();
    assertTrue(score.isComplete());
    assertTrue(
        score.outcomes().stream().allMatch(outcome -> ((Outcome.Measured) outcome).epochs() <= 3));
  }

  @Test
  void oneStandardErrorPrefersTheFirst() {
    Result result = result(false, new double[] {3, 5}, new double[] {1, 3}, new double[] {1, 2.8});
    // means 4, 2, 1.9; the standard error of the last is 0.9
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
