package org.thalweg.nn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.thalweg.nn.activation.Activations.tanh;
import static org.thalweg.nn.layer.Layers.dense;
import static org.thalweg.nn.layer.Layers.dropout;
import static org.thalweg.nn.layer.Layers.sequential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.Shape;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.data.LastBatch;
import org.thalweg.nn.init.Zeros;
import org.thalweg.nn.metric.Metrics;
import org.thalweg.nn.train.Callback.Signal;
import org.thalweg.optim.CoreOptimizers;
import org.thalweg.optim.checkpoint.Checkpoint;
import org.thalweg.optim.optimizer.Adam;
import org.thalweg.optim.optimizer.Sgd;

/** Runs that are saved and taken up again. */
class ResumeTest {
  private static final int EXAMPLES = 76; // ten batches, the last one padded
  private static final CrossEntropy LOSS = new CrossEntropy(0);

  /** Counts steps in a state of its own. */
  private static final Layer COUNTING =
      (x, scope) -> {
        Tensor count = scope.state("count", Shape.scalar(), new Zeros());
        scope.setState("count", count.add(1));
        return x;
      };

  private static final Layer NETWORK =
      sequential(dense(9, tanh()), dropout(0.25), COUNTING, dense(3));

  @TempDir Path folder;

  private static Dataset classes() {
    SplittableRandom random = new SplittableRandom(8);
    float[][] x = new float[EXAMPLES][5];
    int[] y = new int[EXAMPLES];
    for (int i = 0; i < EXAMPLES; i++) {
      for (int j = 0; j < 5; j++) {
        x[i][j] = (float) random.nextDouble(-2, 2);
      }
      y[i] = x[i][0] > 0.5 ? 2 : x[i][1] * x[i][2] > 0 ? 1 : 0;
    }
    return Dataset.of(x, y);
  }

  private static Trainer trainer(Optimizer optimizer) {
    return Trainer.of(NETWORK, LOSS, optimizer)
        .options(
            TrainingOptions.epochs(10)
                .batchSize(8)
                .seed(3)
                .earlyStopping(EarlyStopping.after(100).monitor("accuracy")))
        .metrics(Metrics.accuracy(LOSS))
        .validation(classes().split(0.4, 1).validation());
  }

  private static Callback stopAfter(long step) {
    return new Callback() {
      @Override
      public Signal onStep(Progress progress) {
        return progress.step() == step ? Signal.STOP : Signal.CONTINUE;
      }
    };
  }

  private Checkpoints checkpoints() {
    return new Checkpoints(folder.resolve("run"), 0, 0, 0);
  }

  private static void assertSame(TrainingResult expected, TrainingResult actual) {
    assertEquals(expected.history(), actual.history());
    assertEquals(expected.bestEpoch(), actual.bestEpoch());
    assertEquals(expected.evaluation(), actual.evaluation());
    assertEquals(expected.stop(), actual.stop());
    assertArrayEquals(numbers(expected), numbers(actual));
    assertEquals(
        expected.model().weights().states().tensors().values().stream().map(Tensor::item).toList(),
        actual.model().weights().states().tensors().values().stream().map(Tensor::item).toList());
  }

  private static double[] numbers(TrainingResult result) {
    return result.model().weights().parameters().tensors().values().stream()
        .flatMapToDouble(tensor -> Arrays.stream(tensor.toDoubleArray()))
        .toArray();
  }

  static List<Optimizer> optimizers() {
    Registry registry = new Registry();
    registry.install("optim-core", new CoreOptimizers());
    Map<String, Object> adam = Map.of("name", "adam", "learningRate", 0.01);
    Map<String, Object> cosine = Map.of("name", "cosine", "initial", 0.1, "steps", 90);
    return List.of(
            Map.of("name", "sgd", "learningRate", 0.05, "momentum", 0.9),
            Map.of("name", "adamw", "learningRate", cosine),
            Map.of("name", "noisy-sgd", "learningRate", 0.1),
            Map.of("name", "schedule-free-adamw", "learningRate", 0.02),
            Map.of("name", "reduced-on-plateau", "optimizer", adam, "patience", 3L, "window", 4L),
            Map.of("name", "ema", "optimizer", adam, "decay", 0.9),
            Map.of("name", "accumulated", "optimizer", adam, "batches", 3L),
            Map.of("name", "prodigy"),
            Map.of("name", "frozen", "match", "*0*", "optimizer", adam),
            Map.of("name", "dp-sgd", "learningRate", 0.1, "momentum", 0.9),
            Map.of("name", "muon", "learningRate", 0.02, "others", adam))
        .stream()
        .map(values -> registry.create(Kind.OPTIMIZER, values, "optimizer"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aRunThatIsStoppedGoesOnWithTheSameBits(Optimizer optimizer) {
    TrainingResult whole = trainer(optimizer).train(classes());
    assertEquals(10, whole.history().size());
    TrainingResult half =
        trainer(optimizer).checkpoints(checkpoints()).callback(stopAfter(46)).train(classes());
    assertEquals(Stop.Reason.CALLBACK, half.stop().reason());
    TrainingResult rest = trainer(optimizer).resume(classes(), half.checkpoint().orElseThrow());
    assertSame(whole, rest);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 9, 10, 11, 50, 99, 100})
  void whereverItIsStopped(long step) {
    Adam adam = new Adam(0.02);
    TrainingResult whole = trainer(adam).train(classes());
    TrainingResult half =
        trainer(adam).checkpoints(checkpoints()).callback(stopAfter(step)).train(classes());
    Path file = half.checkpoint().orElseThrow();
    assertEquals(step, Checkpoint.manifest(file).step());
    assertSame(whole, trainer(adam).resume(classes(), file));
  }

  @Test
  void aRunMayBeTakenUpAgainAndAgain() {
    Adam adam = new Adam(0.02);
    TrainingResult whole = trainer(adam).train(classes());
    Trainer saved = trainer(adam).checkpoints(new Checkpoints(folder.resolve("run"), 3, 7, 2));
    TrainingResult result = saved.callback(stopAfter(5)).train(classes());
    for (long step : new long[] {6, 34, 70, 1000}) {
      Path file = Checkpoints.latest(folder.resolve("run")).orElseThrow();
      result = saved.callback(stopAfter(step)).resume(classes(), file);
      assertEquals(
          Math.min(step, 100), Checkpoint.manifest(result.checkpoint().orElseThrow()).step());
    }
    assertSame(whole, result);
  }

  @Test
  void savingChangesNothingAndKeepsTheLastFiles() throws IOException {
    Adam adam = new Adam(0.02);
    List<String> seen = new ArrayList<>();
    Path run = folder.resolve("run");
    Callback look =
        new Callback() {
          @Override
          public Signal onStep(Progress progress) {
            seen.add(progress.step() + ": " + names(run));
            return Signal.CONTINUE;
          }
        };
    TrainingResult saved =
        trainer(adam).checkpoints(new Checkpoints(run, 2, 8, 2)).callback(look).train(classes());
    assertSame(trainer(adam).train(classes()), saved);
    assertEquals("7: []", seen.get(6));
    assertEquals("8: [8]", seen.get(7));
    assertEquals("21: [16, 20]", seen.get(20), "after 2 epochs");
    assertEquals("40: [24, 32]", seen.get(39), "not before the epoch is judged");
    assertEquals("41: [32, 40]", seen.get(40));
    assertEquals(List.of(96L, 100L), names(run), "the end is saved");
    assertEquals(run.resolve("step-00000100.safetensors"), saved.checkpoint().orElseThrow());
  }

  private static List<Long> names(Path run) {
    return Checkpoints.files(run).stream().map(file -> Checkpoint.manifest(file).step()).toList();
  }

  @Test
  void aFinishedRunMayHaveMoreEpochs() {
    Adam adam = new Adam(0.02);
    Trainer ten = trainer(adam);
    TrainingOptions five =
        new TrainingOptions(
            5,
            8,
            3,
            true,
            LastBatch.PAD,
            Optional.empty(),
            Optional.of(EarlyStopping.after(7).monitor("accuracy")));
    TrainingResult first = ten.options(five).checkpoints(checkpoints()).train(classes());
    Path file = first.checkpoint().orElseThrow();
    assertSame(first, ten.options(five).resume(classes(), file));
    assertSame(ten.train(classes()), ten.resume(classes(), file));
  }

  @Test
  void histories() {
    Trainer unmeasured =
        Trainer.of(NETWORK, LOSS, new Adam(0.02)).options(TrainingOptions.epochs(4).batchSize(8));
    TrainingResult two =
        unmeasured
            .options(TrainingOptions.epochs(2).batchSize(8))
            .checkpoints(checkpoints())
            .train(classes());
    Path file = two.checkpoint().orElseThrow();
    TrainingResult four = unmeasured.resume(classes(), file);
    assertEquals(two.history(), four.history().subList(0, 2));
    assertSame(unmeasured.train(classes()), four);
    TrainingResult measured = unmeasured.metrics(Metrics.accuracy(LOSS)).resume(classes(), file);
    assertTrue(measured.history().get(1).evaluation().isEmpty());
    assertTrue(measured.history().get(2).evaluation().isPresent());
    assertArrayEquals(numbers(four), numbers(measured));
  }

  // ---- what does not fit

  private Path saved() {
    return trainer(new Adam(0.02))
        .checkpoints(checkpoints())
        .callback(stopAfter(4))
        .train(classes())
        .checkpoint()
        .orElseThrow();
  }

  private static void refused(Trainer trainer, Dataset data, Path file, String message) {
    assertEquals(
        file + message,
        assertThrows(ThalwegException.class, () -> trainer.resume(data, file)).getMessage());
  }

  @Test
  void otherRunsAreRefusedWithWhatDiffers() {
    Path file = saved();
    String other = " is a checkpoint of another run: ";
    refused(
        trainer(new Adam(0.03)),
        classes(),
        file,
        other + "optimizer.learningRate is 0.02 there and 0.03 here");
    refused(
        trainer(new Sgd(0.02, 0)),
        classes(),
        file,
        other
            + "optimizer.name is adam there and sgd here; optimizer.beta1 is 0.9 there and absent here; "
            + "optimizer.beta2 is 0.999 there and absent here; optimizer.epsilon is 1.0E-8 there and absent here; "
            + "optimizer.amsgrad is false there and absent here; optimizer.momentum is absent there and 0.0 here; "
            + "and 2 more");
    Trainer wider =
        Trainer.of(
            sequential(dense(12, tanh()), dropout(0.3), COUNTING, dense(3)), LOSS, new Adam(0.02));
    String message =
        String.valueOf(
            assertThrows(ThalwegException.class, () -> wider.resume(classes(), file)).getMessage());
    assertTrue(message.contains("model.layers[0].units is 9 there and 12 here"), message);
    assertTrue(message.contains("model.layers[1].rate is 0.25 there and 0.3 here"), message);
    assertTrue(message.contains("training.batchSize is 8 there and 32 here"), message);
    Dataset changed = classes().withInputs(classes().inputs().mul(1.0000001).eval());
    String data =
        String.valueOf(
            assertThrows(
                    ThalwegException.class, () -> trainer(new Adam(0.02)).resume(changed, file))
                .getMessage());
    assertTrue(
        data.matches(
            ".*: data\\.training is 76 examples, float32\\[5\\] to int32\\[\\], checksum [0-9a-f]{8} there and 76 examples, .* here"),
        data);
  }

  /** Each option that decides where a run goes is compared, and so are weights of examples. */
  @Test
  void everyOptionThatDecidesIsCompared() {
    Path file = saved();
    Trainer trainer = trainer(new Adam(0.02));
    EarlyStopping accuracy = EarlyStopping.after(100).monitor("accuracy");
    TrainingOptions options =
        TrainingOptions.epochs(10).batchSize(8).seed(3).earlyStopping(accuracy);
    String[] differences = {
      "training.seed is 3 there and 4 here",
      "training.shuffle is true there and false here",
      "training.batchSize is 8 there and 9 here",
      "training.lastBatch is pad there and drop here",
      "training.earlyStopping.monitor is accuracy there and loss here"
    };
    List<TrainingOptions> others =
        List.of(
            options.seed(4),
            options(8, false, LastBatch.PAD, accuracy),
            options.batchSize(9),
            options(8, true, LastBatch.DROP, accuracy),
            options.earlyStopping(EarlyStopping.after(100)));
    for (int i = 0; i < differences.length; i++) {
      refused(
          trainer.options(others.get(i)),
          classes(),
          file,
          " is a checkpoint of another run: " + differences[i]);
    }
    String loss = "loss.labelSmoothing is 0.0 there and 0.1 here";
    refused(
        Trainer.of(NETWORK, new CrossEntropy(0.1), new Adam(0.02))
            .options(options)
            .metrics(Metrics.accuracy(LOSS))
            .validation(classes().split(0.4, 1).validation()),
        classes(),
        file,
        " is a checkpoint of another run: " + loss);
    Path weighted =
        trainer
            .checkpoints(new Checkpoints(folder.resolve("weighted"), 0, 0, 0))
            .callback(stopAfter(4))
            .train(weighted(1))
            .checkpoint()
            .orElseThrow();
    String data =
        String.valueOf(
            assertThrows(ThalwegException.class, () -> trainer.resume(weighted(2), weighted))
                .getMessage());
    assertTrue(data.contains("another run: data.training is"), data);
  }

  private static Dataset weighted(float weight) {
    float[] weights = new float[EXAMPLES];
    Arrays.fill(weights, weight);
    return classes().weighted(Tensor.of(weights));
  }

  private static TrainingOptions options(
      int batchSize, boolean shuffle, LastBatch lastBatch, EarlyStopping stopping) {
    return new TrainingOptions(
        10, batchSize, 3, shuffle, lastBatch, Optional.empty(), Optional.of(stopping));
  }

  @Test
  void damagedMissingAndForeignFilesAreRefused() throws IOException {
    Path file = saved();
    byte[] whole = Files.readAllBytes(file);
    Trainer trainer = trainer(new Adam(0.02));
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertTrue(message(trainer, file).contains("is cut off"), message(trainer, file));
    byte[] wounded = whole.clone();
    wounded[whole.length - 9] ^= 1;
    Files.write(file, wounded);
    assertTrue(message(trainer, file).contains("is damaged: the checksum"), message(trainer, file));
    Path missing = folder.resolve("missing.safetensors");
    assertTrue(message(trainer, missing).startsWith(missing + " does not exist"));
    Path foreign = folder.resolve("foreign.safetensors");
    Checkpoint.save(
        foreign,
        org.thalweg.optim.checkpoint.Manifest.of(new Adam(0.02), 1, java.util.OptionalLong.empty()),
        Map.of("a", Tensor.of(1.0)));
    assertEquals(
        foreign + " is no checkpoint of a training run, but of adam alone",
        message(trainer, foreign));
  }

  private static String message(Trainer trainer, Path file) {
    return String.valueOf(
        assertThrows(ThalwegException.class, () -> trainer.resume(classes(), file)).getMessage());
  }

  @Test
  void checkpointsOfAnotherRunAreNotMixedWith() {
    Path file = saved();
    Trainer again = trainer(new Adam(0.02)).checkpoints(checkpoints());
    assertEquals(
        folder.resolve("run")
            + " holds checkpoints already, up to step-00000004.safetensors; go on from the last one, or remove or rename the folder",
        assertThrows(ThalwegException.class, () -> again.train(classes())).getMessage());
    assertEquals(List.of(file), Checkpoints.files(folder.resolve("run")));
  }

  @Test
  void aLossThatIsNotFiniteIsNotSaved() {
    TrainingResult result =
        Trainer.of(NETWORK, LOSS, new Sgd(1e39, 0))
            .options(TrainingOptions.epochs(9).batchSize(8))
            .checkpoints(new Checkpoints(folder.resolve("run"), 1, 1, 0))
            .train(classes());
    assertEquals(Stop.Reason.NON_FINITE_LOSS, result.stop().reason());
    long last = Checkpoint.manifest(result.checkpoint().orElseThrow()).step();
    assertTrue(result.stop().detail().contains("step " + (last + 1)), result.stop().detail());
    assertFalse(result.history().size() > 1);
  }

  @Test
  void aFolderThatCannotBeMadeIsToldBeforeTraining() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Trainer trainer = trainer(new Adam(0.02)).checkpoints(Checkpoints.in(file.resolve("run")));
    String message =
        String.valueOf(
            assertThrows(ThalwegException.class, () -> trainer.train(classes())).getMessage());
    assertTrue(message.startsWith("checkpoints cannot be saved in " + file), message);
  }
}
