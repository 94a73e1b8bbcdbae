package org.thalweg.nn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.thalweg.nn.activation.Activations.sigmoid;
import static org.thalweg.nn.activation.Activations.tanh;
import static org.thalweg.nn.layer.Layers.dense;
import static org.thalweg.nn.layer.Layers.dropout;
import static org.thalweg.nn.layer.Layers.sequential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.binary.BceLogits;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.loss.regression.Mae;
import org.thalweg.loss.regression.Mse;
import org.thalweg.loss.regression.Rmse;
import org.thalweg.nn.activation.Identity;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.data.LastBatch;
import org.thalweg.nn.init.Zeros;
import org.thalweg.nn.layer.Dense;
import org.thalweg.nn.metric.MeanAbsoluteError;
import org.thalweg.nn.metric.R2;
import org.thalweg.nn.train.Callback.Signal;

class TrainerTest {
  private static final Layer LINE = new Dense(1, new Identity(), new Zeros(), true);

  /** Gives one number, its parameter, which starts at 0. */
  private static final Layer CONSTANT =
      (x, scope) -> x.mul(0).add(scope.parameter("p", Shape.scalar(), new Zeros()));

  /** n examples of x1, x2 and y = 3 x1 - 2 x2 + 1 and a little noise, in float64. */
  private static Dataset plane(int n) {
    SplittableRandom random = new SplittableRandom(5);
    double[] x = random.doubles(2L * n, -1, 1).toArray();
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = 3 * x[2 * i] - 2 * x[2 * i + 1] + 1 + random.nextDouble(-0.1, 0.1);
    }
    return Dataset.of(
        Tensor.of(Shape.of(n, 2), DType.FLOAT64, x), Tensor.of(Shape.of(n, 1), DType.FLOAT64, y));
  }

  private static Dataset targets(double... y) {
    return Dataset.of(
        Tensor.full(Shape.of(y.length, 1), DType.FLOAT64, 1).eval(),
        Tensor.of(Shape.of(y.length, 1), DType.FLOAT64, y));
  }

  private static double[] weights(TrainingResult result) {
    return result.model().weights().parameters().tensors().values().stream()
        .flatMapToDouble(tensor -> Arrays.stream(tensor.toDoubleArray()))
        .toArray();
  }

  /** Gradient descent on the mean squared error of a plane, by hand; returns weights and losses. */
  private static double[][] byHand(Dataset data, int epochs, int batch, double rate) {
    double[] x = data.inputs().toDoubleArray();
    double[] y = data.targets().toDoubleArray();
    double[] w = new double[3];
    double[] losses = new double[epochs];
    for (int epoch = 0; epoch < epochs; epoch++) {
      for (int from = 0; from < y.length; from += batch) {
        int to = Math.min(from + batch, y.length);
        double[] gradient = new double[3];
        for (int i = from; i < to; i++) {
          double error = w[0] * x[2 * i] + w[1] * x[2 * i + 1] + w[2] - y[i];
          losses[epoch] += error * error / y.length;
          gradient[0] += 2 * error * x[2 * i] / (to - from);
          gradient[1] += 2 * error * x[2 * i + 1] / (to - from);
          gradient[2] += 2 * error / (to - from);
        }
        for (int k = 0; k < 3; k++) {
          w[k] -= rate * gradient[k];
        }
      }
    }
    return new double[][] {w, losses};
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 7, 20, 21, 50})
  void isGradientDescentWhateverTheBatchSize(int batchSize) {
    Dataset data = plane(21);
    TrainingResult result =
        Trainer.of(LINE, new Mse(), new Descent(0.1))
            .options(TrainingOptions.epochs(5).batchSize(batchSize).shuffle(false))
            .train(data);
    double[][] expected = byHand(data, 5, batchSize == 0 ? 21 : batchSize, 0.1);
    assertArrayEquals(expected[0], weights(result), 1e-13);
    assertArrayEquals(
        expected[1], result.history().stream().mapToDouble(Epoch::loss).toArray(), 1e-12);
    assertEquals(Stop.Reason.EPOCHS, result.stop().reason());
    assertEquals(Optional.empty(), result.evaluation());
  }

  @Test
  void droppedExamplesDoNotCount() {
    TrainingResult result =
        Trainer.of(LINE, new Mse(), new Descent(0.1))
            .options(
                TrainingOptions.epochs(3).batchSize(8).shuffle(false).lastBatch(LastBatch.DROP))
            .train(plane(21));
    Dataset first = plane(21).select(java.util.stream.IntStream.range(0, 16).toArray());
    assertArrayEquals(byHand(first, 3, 8, 0.1)[0], weights(result), 1e-13);
  }

  @Test
  void aWeightOfTwoIsTwoExamplesAndOneOfZeroIsNone() {
    Dataset data = plane(6);
    TrainingResult weighted =
        Trainer.of(LINE, new Mse(), new Descent(0.1))
            .options(TrainingOptions.epochs(9).batchSize(0))
            .metrics(new R2())
            .train(data.weighted(Tensor.of(1f, 2, 0, 1, 1, 3)));
    TrainingResult copied =
        Trainer.of(LINE, new Mse(), new Descent(0.1))
            .options(TrainingOptions.epochs(9).batchSize(0))
            .metrics(new R2())
            .train(data.select(0, 1, 1, 3, 4, 5, 5, 5));
    assertArrayEquals(weights(copied), weights(weighted), 1e-14);
    assertEquals(
        copied.evaluation().orElseThrow().loss(),
        weighted.evaluation().orElseThrow().loss(),
        1e-13);
    assertEquals(
        copied.evaluation().orElseThrow().metric("r2"),
        weighted.evaluation().orElseThrow().metric("r2"),
        1e-13);
  }

  @Test
  void maskedExamplesMayHoldAnything() {
    Dataset data = targets(1, Double.NaN, 3).masked(Tensor.of(true, false, true));
    TrainingResult result =
        Trainer.of(CONSTANT, new Mse(), new Descent(0.5))
            .options(TrainingOptions.epochs(1))
            .train(data);
    assertEquals(2, weights(result)[0], 1e-12);
  }

  @Test
  void shufflesByDefault() {
    TrainingOptions options = TrainingOptions.epochs(1).batchSize(1);
    Trainer trainer = Trainer.of(LINE, new Mse(), new Descent(0.1));
    double[] ordered = weights(trainer.options(options.shuffle(false)).train(plane(9)));
    double[] one = weights(trainer.options(options).train(plane(9)));
    double[] other = weights(trainer.options(options.seed(1)).train(plane(9)));
    assertNotEquals(Arrays.toString(ordered), Arrays.toString(one));
    assertNotEquals(Arrays.toString(one), Arrays.toString(other));
  }

  @Test
  void aLossThatIsAFunctionOfItsMeanIsReportedSo() {
    Dataset data = targets(1, 5, 6);
    TrainingResult result =
        Trainer.of(CONSTANT, new Rmse(), new Walk(0))
            .options(TrainingOptions.epochs(1).batchSize(2).shuffle(false))
            .validation(data)
            .train(data);
    double expected = Math.sqrt((1 + 25 + 36) / 3.0);
    assertEquals(expected, result.history().getFirst().loss(), 1e-12);
    assertEquals(expected, result.evaluation().orElseThrow().loss(), 1e-12);
  }

  @Test
  void aSumOfLossesIsReportedAsTheSumOfTheirMeans() {
    Dataset data = targets(1, 5, 6);
    TrainingResult result =
        Trainer.of(CONSTANT, new Rmse().weighted(2).plus(new Mae()), new Walk(0))
            .options(TrainingOptions.epochs(1).batchSize(2).shuffle(false))
            .validation(data)
            .train(data);
    double expected = 2 * Math.sqrt((1 + 25 + 36) / 3.0) + 4;
    assertEquals(expected, result.history().getFirst().loss(), 1e-12);
    assertEquals(expected, result.evaluation().orElseThrow().loss(), 1e-12);
  }

  // ---- when it stops

  /** The parameter is 1, 2, 3, ... after each epoch; the validation target is 3. */
  private static Trainer walk(TrainingOptions options) {
    return Trainer.of(CONSTANT, new Mse(), new Walk(1))
        .options(options.batchSize(0))
        .validation(targets(3));
  }

  @Test
  void stopsWithoutImprovementAndKeepsTheBestWeights() {
    TrainingResult result =
        walk(TrainingOptions.epochs(100).earlyStopping(EarlyStopping.after(4))).train(targets(9));
    assertEquals(Stop.Reason.NO_IMPROVEMENT, result.stop().reason());
    assertEquals(
        "no improvement in 4 epochs; best was loss 0.0000 in epoch 3", result.stop().detail());
    assertEquals(7, result.history().size());
    assertEquals(3, result.bestEpoch());
    assertArrayEquals(new double[] {3}, weights(result));
    assertEquals(0, result.evaluation().orElseThrow().loss());
    assertEquals(
        List.of(4.0, 1.0, 0.0, 1.0, 4.0, 9.0, 16.0),
        result.history().stream().map(epoch -> epoch.evaluation().orElseThrow().loss()).toList());
  }

  @Test
  void mayKeepTheLastWeights() {
    TrainingResult result =
        walk(TrainingOptions.epochs(100).earlyStopping(new EarlyStopping(2, 0, "loss", false)))
            .train(targets(9));
    assertEquals(3, result.bestEpoch());
    assertArrayEquals(new double[] {5}, weights(result));
    assertEquals(4, result.evaluation().orElseThrow().loss());
  }

  @Test
  void smallGainsAreNoImprovement() {
    TrainingResult result =
        walk(TrainingOptions.epochs(100).earlyStopping(new EarlyStopping(3, 2, "loss", true)))
            .train(targets(9));
    assertEquals(2, result.bestEpoch(), "from 4 to 1, then to 0");
    assertEquals(5, result.history().size());
  }

  @Test
  void watchesAMetricOfWhichMoreIsBetter() {
    TrainingResult result =
        Trainer.of(CONSTANT, new Mse(), new Walk(1))
            .options(TrainingOptions.epochs(9).earlyStopping(EarlyStopping.after(2).monitor("r2")))
            .metrics(new R2(), new MeanAbsoluteError())
            .validation(targets(3, 4, 5))
            .train(targets(9));
    assertEquals(4, result.bestEpoch());
    assertEquals(6, result.history().size());
    assertEquals(0, result.evaluation().orElseThrow().metric("r2"), 1e-12);
    assertEquals(
        List.of("r2", "mae"),
        List.copyOf(result.evaluation().orElseThrow().metrics().sequencedKeySet()));
  }

  @Test
  void refusesToWatchWhatIsNotMeasured() {
    Trainer trainer =
        walk(TrainingOptions.epochs(9).earlyStopping(EarlyStopping.after(2).monitor("r3")))
            .metrics(new R2());
    assertEquals(
        "early stopping monitors 'r3', which is not measured; did you mean 'r2'?",
        assertThrows(ThalwegException.class, () -> trainer.train(targets(9))).getMessage());
  }

  @Test
  void theBestEpochIsKnownWithoutEarlyStopping() {
    TrainingResult result = walk(TrainingOptions.epochs(6)).train(targets(9));
    assertEquals(3, result.bestEpoch());
    assertArrayEquals(new double[] {6}, weights(result), "the last weights");
  }

  @Test
  void stopsAtTheTargetLoss() {
    TrainingResult result = walk(TrainingOptions.epochs(100).untilLoss(4)).train(targets(9));
    assertEquals(Stop.Reason.TARGET_LOSS, result.stop().reason());
    assertEquals(8, result.history().size(), "the loss before the eighth step is (7 - 9)^2");
  }

  @Test
  void stopsWhereTheLossIsNotFinite() {
    TrainingResult result =
        Trainer.of(CONSTANT, new Mse(), new Descent(1e200))
            .options(TrainingOptions.epochs(9).batchSize(1).shuffle(false))
            .train(targets(9, 9));
    assertEquals(Stop.Reason.NON_FINITE_LOSS, result.stop().reason());
    assertEquals(
        "the loss was Infinity in epoch 1, step 2; lower the learning rate, clip gradients, or look for extreme inputs",
        result.stop().detail());
    assertEquals(List.of(), result.history());
    assertEquals(0, result.bestEpoch());
  }

  @Test
  void theBestWeightsSurviveALossThatIsNotFinite() {
    Optimizer leap =
        () ->
            new GradientTransform<Tensor>() {
              @Override
              public Tensor init(Parameters parameters) {
                return Tensor.scalar(1, DType.FLOAT64);
              }

              @Override
              public Updates<Tensor> update(Parameters gradients, Tensor state, Context context) {
                return new Updates<>(gradients.map(_ -> state), state.mul(1e160));
              }
            };
    TrainingResult result =
        Trainer.of(CONSTANT, new Mse(), leap)
            .options(TrainingOptions.epochs(9).earlyStopping(EarlyStopping.after(5)))
            .validation(targets(3))
            .train(targets(3));
    assertEquals(Stop.Reason.NON_FINITE_LOSS, result.stop().reason());
    assertArrayEquals(new double[] {1}, weights(result));
    assertEquals(4, result.evaluation().orElseThrow().loss());
  }

  // ---- callbacks

  @Test
  void callbacksAreToldAndMayStop() {
    List<String> events = new ArrayList<>();
    Callback callback =
        new Callback() {
          @Override
          public void onStart(Progress progress) {
            events.add("start %d of %d".formatted(progress.epoch(), progress.epochs()));
          }

          @Override
          public Signal onStep(Progress progress) {
            events.add(
                "step %d: %.1f %.1f"
                    .formatted(progress.step(), progress.loss(), progress.epochLoss()));
            return Signal.CONTINUE;
          }

          @Override
          public Signal onEpoch(Epoch epoch, Progress progress) {
            double weight = progress.weights().parameters().get("p").item();
            events.add("epoch %d: %.0f".formatted(epoch.number(), weight));
            return epoch.number() == 2 ? Signal.STOP : Signal.CONTINUE;
          }

          @Override
          public void onEnd(TrainingResult result) {
            events.add("end: " + result.stop());
          }
        };
    TrainingResult result =
        Trainer.of(CONSTANT, new Mse(), new Walk(1))
            .options(TrainingOptions.epochs(9).batchSize(1))
            .callback(callback)
            .train(targets(0, 0));
    assertEquals(
        List.of(
            "start 0 of 9",
            "step 1: 0.0 0.0",
            "step 2: 1.0 0.5",
            "epoch 1: 2",
            "step 3: 4.0 4.0",
            "step 4: 9.0 6.5",
            "epoch 2: 4",
            "end: a callback asked for it after epoch 2"),
        events);
    assertEquals(Stop.Reason.CALLBACK, result.stop().reason());
  }

  @Test
  void aCallbackMayStopAmidAnEpoch() {
    TrainingResult result =
        Trainer.of(CONSTANT, new Mse(), new Walk(1))
            .options(TrainingOptions.epochs(9).batchSize(1))
            .callback(
                new Callback() {
                  @Override
                  public Signal onStep(Progress progress) {
                    return progress.step() == 4 ? Signal.STOP : Signal.CONTINUE;
                  }
                })
            .train(targets(0, 0, 0));
    assertEquals("a callback asked for it in epoch 2, step 1", result.stop().detail());
    assertEquals(2, result.history().size());
    assertEquals(9, result.history().getLast().loss(), "of the one step of epoch 2");
    assertArrayEquals(new double[] {4}, weights(result));
  }

  @Test
  void progressSaysHowLongAnEpochIs() {
    List<Integer> seen = new ArrayList<>();
    Trainer.of(CONSTANT, new Mse(), new Walk(1))
        .options(TrainingOptions.epochs(1).batchSize(2))
        .callback(
            new Callback() {
              @Override
              public void onStart(Progress progress) {
                seen.add(progress.stepsPerEpoch());
                seen.add(progress.examplesPerEpoch());
                seen.add((int) progress.summary().parameters());
              }
            })
        .train(targets(0, 0, 0));
    assertEquals(List.of(2, 3, 1), seen);
  }

  // ---- the same bits

  private static final Layer DEEP =
      sequential(dense(33, tanh()), dropout(0.25), dense(17, tanh()), dense(3));

  private static Dataset classes(int n) {
    SplittableRandom random = new SplittableRandom(8);
    float[][] x = new float[n][7];
    int[] y = new int[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < 7; j++) {
        x[i][j] = (float) random.nextDouble(-2, 2);
      }
      y[i] = x[i][0] > 0.5 ? 2 : x[i][1] * x[i][2] > 0 ? 1 : 0;
    }
    return Dataset.of(x, y);
  }

  private static TrainingResult deep(long seed) {
    Dataset data = classes(500);
    return Trainer.of(DEEP, new CrossEntropy(0), new Descent(0.3))
        .options(TrainingOptions.epochs(6).batchSize(64).seed(seed))
        .metrics(org.thalweg.nn.metric.Metrics.accuracy(new CrossEntropy(0)))
        .validation(data.split(0.4, 1).validation())
        .train(data);
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    TrainingResult one = deep(3);
    TrainingResult two = deep(3);
    assertEquals(one.history(), two.history());
    assertArrayEquals(weights(one), weights(two), 0);
    assertNotEquals(one.history(), deep(4).history());
    assertTrue(one.evaluation().orElseThrow().metric("accuracy") > 0.6);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anyNumberOfThreadsGivesTheSameBits(int threads) throws ReflectiveOperationException {
    Engine engine =
        Class.forName("org.thalweg.engine.vector.VectorEngine")
            .asSubclass(Engine.class)
            .getConstructor(int.class)
            .newInstance(threads);
    TrainingResult here = deep(3);
    TrainingResult there = Engines.with(engine, () -> deep(3));
    assertEquals(here.history(), there.history());
    assertArrayEquals(weights(here), weights(there), 0);
  }

  // ---- what is carried from step to step

  @Test
  void layersKeepTheirStates() {
    Layer counting =
        (x, scope) -> {
          Tensor count = scope.state("count", Shape.scalar(), new Zeros());
          scope.setState("count", count.add(1));
          return CONSTANT.apply(x, scope);
        };
    TrainingResult result =
        Trainer.of(counting, new Mse(), new Walk(1))
            .options(TrainingOptions.epochs(3).batchSize(1))
            .train(targets(0, 0));
    assertEquals(6, result.model().weights().states().get("count").item());
  }

  @Test
  void theStepsOfAScheduleGoOnFromEpochToEpoch() {
    Optimizer counting =
        () ->
            (org.thalweg.api.optim.Stateless)
                (gradients, context) -> gradients.map(_ -> context.count());
    TrainingResult result =
        Trainer.of(CONSTANT, new Mse(), counting)
            .options(TrainingOptions.epochs(2).batchSize(1))
            .train(targets(0, 0));
    assertArrayEquals(new double[] {1 + 2 + 3 + 4}, weights(result));
  }

  @Test
  void theObjectiveIsTheLossOfTheBatch() {
    Optimizer trying =
        () ->
            (org.thalweg.api.optim.Stateless)
                (gradients, context) ->
                    gradients.map(_ ->
                        context
                            .objective()
                            .apply(context.parameters().map(p -> p.add(10)))
                            .sub(context.loss()));
    TrainingResult result =
        Trainer.of(CONSTANT, new Mse(), trying)
            .options(TrainingOptions.epochs(1))
            .train(targets(3));
    assertArrayEquals(new double[] {49 - 9}, weights(result));
  }

  @Test
  void averagesAreEvaluatedAndKept() {
    Optimizer averaging =
        () ->
            new GradientTransform<Tensor>() {
              @Override
              public Tensor init(Parameters parameters) {
                return Tensor.scalar(0, DType.FLOAT64);
              }

              @Override
              public Updates<Tensor> update(Parameters gradients, Tensor state, Context context) {
                return new Updates<>(gradients.map(_ -> Tensor.scalar(1, DType.FLOAT64)), state);
              }

              @Override
              public Parameters evaluationWeights(Tensor state, Parameters parameters) {
                return parameters.map(p -> p.mul(0.5));
              }
            };
    TrainingResult result =
        Trainer.of(CONSTANT, new Mse(), averaging)
            .options(TrainingOptions.epochs(4))
            .validation(targets(2))
            .train(targets(0));
    assertArrayEquals(new double[] {2}, weights(result));
    assertEquals(0, result.evaluation().orElseThrow().loss());
  }

  @Test
  void goesOnFromGivenWeights() {
    TrainingResult first = walk(TrainingOptions.epochs(2)).train(targets(9));
    TrainingResult second =
        walk(TrainingOptions.epochs(3)).startingFrom(first.model().weights()).train(targets(9));
    assertArrayEquals(new double[] {5}, weights(second));
    assertArrayEquals(new double[] {2}, weights(first));
  }

  @Test
  void learnsAClassifier() {
    TrainingResult result =
        Trainer.of(dense(1), new BceLogits(1), new Descent(1))
            .options(TrainingOptions.epochs(60).batchSize(10))
            .metrics(org.thalweg.nn.metric.Metrics.accuracy(new BceLogits(1)))
            .train(
                Dataset.of(
                    classes(200).inputs(),
                    classes(200).targets().eq(2).to(DType.INT32).reshape(200, 1).eval()));
    assertTrue(result.evaluation().orElseThrow().metric("accuracy") > 0.95);
    assertFalse(result.toString().isEmpty());
  }

  // ---- what does not fit

  @Test
  void labelsBeyondTheClassesAreNamed() {
    Dataset data = Dataset.of(Tensor.zeros(Shape.of(3, 2)).eval(), Tensor.of(0, 10, 2));
    Trainer trainer = Trainer.of(dense(10), new CrossEntropy(0), new Descent(1));
    assertEquals(
        "the label 10 of example 1 of the training data is not one of the 10 classes 0 to 9 that the model has scores for; correct it, or give the last layer more units",
        assertThrows(ThalwegException.class, () -> trainer.train(data)).getMessage());
    Dataset masked = data.masked(Tensor.of(true, false, true));
    assertEquals(1, trainer.options(TrainingOptions.epochs(1)).train(masked).history().size());
    Dataset good = Dataset.of(data.inputs(), Tensor.of(0, 1, 2));
    assertTrue(
        String.valueOf(
                assertThrows(ThalwegException.class, () -> trainer.validation(data).train(good))
                    .getMessage())
            .contains("of the validation data"));
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    Trainer trainer = Trainer.of(dense(2), new Mse(), new Descent(1));
    assertTrue(
        String.valueOf(
                assertThrows(ThalwegException.class, () -> trainer.train(plane(4))).getMessage())
            .startsWith("mse: the prediction is float64[4, 2], the target is float64[4, 1]"));
  }

  @Test
  void probabilitiesForALossOnLogitsAreRefused() {
    Trainer trainer = Trainer.of(dense(1, sigmoid()), new BceLogits(1), new Descent(1));
    assertTrue(
        String.valueOf(
                assertThrows(ThalwegException.class, () -> trainer.train(plane(4))).getMessage())
            .startsWith("the model ends in sigmoid"));
  }

  @Test
  void optionsAreChecked() {
    assertThrows(ThalwegException.class, () -> TrainingOptions.epochs(0));
    assertThrows(ThalwegException.class, () -> TrainingOptions.epochs(1).batchSize(-1));
    assertThrows(ThalwegException.class, () -> TrainingOptions.epochs(1).untilLoss(Double.NaN));
    assertThrows(ThalwegException.class, () -> EarlyStopping.after(0));
    assertThrows(ThalwegException.class, () -> new EarlyStopping(1, -1, "loss", true));
  }
}
