package org.thalweg.nn.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.thalweg.nn.activation.Activations.relu;
import static org.thalweg.nn.layer.Layers.dense;
import static org.thalweg.nn.layer.Layers.sequential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Schedule;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.plugin.ConfigException;
import org.thalweg.api.plugin.Contributions;
import org.thalweg.api.plugin.Plugin;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.loss.CoreLosses;
import org.thalweg.loss.multiclass.CrossEntropy;
import org.thalweg.nn.CoreLayers;
import org.thalweg.nn.data.CsvFormat;
import org.thalweg.nn.data.Split;
import org.thalweg.nn.data.Standardizer;
import org.thalweg.nn.metric.Metrics;
import org.thalweg.nn.train.EarlyStopping;
import org.thalweg.nn.train.Evaluation;
import org.thalweg.nn.train.Stop;
import org.thalweg.nn.train.Trainer;
import org.thalweg.nn.train.TrainingOptions;
import org.thalweg.nn.train.TrainingResult;
import org.thalweg.optim.CoreOptimizers;

class PipelineTest {
  /** Parameters minus a rate times the gradient. */
  @Named("descent")
  public record Descent(@Default("0.1") Schedule learningRate) implements Optimizer {
    public Descent {
      if (!(learningRate.at(0) > 0)) {
        throw new ThalwegException("learningRate must be positive, was " + learningRate.at(0));
      }
    }

    @Override
    public GradientTransform<?> transform() {
      return (Stateless)
          (gradients, context) ->
              gradients.map(g -> g.mul(context.at(learningRate).to(g.dtype())).neg());
    }
  }

  @TempDir Path folder;
  private final Registry registry = new Registry();

  @BeforeEach
  void install() throws IOException {
    registry.install("core-layers", new CoreLayers());
    registry.install("loss-core", new CoreLosses());
    registry.install("optim-core", new CoreOptimizers());
    registry.install(
        "tests",
        new Plugin() {
          @Override
          public void register(Contributions contributions) {
            contributions.optimizer(Descent.class);
          }
        });
    StringBuilder text = new StringBuilder("x,y,kind\n");
    for (int i = 0; i < 90; i++) {
      double x = Math.sin(i * 1.7) * 3;
      double y = Math.cos(i * 0.9) * 3;
      String kind = x > 1 ? "red" : y > 0 ? "green" : "blue";
      text.append(String.format(java.util.Locale.ROOT, "%.4f,%.4f,%s%n", x, y, kind));
    }
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/points.csv"), text);
    Files.createDirectories(folder.resolve("pipelines"));
  }

  private Path yaml(String text) {
    try {
      return Files.writeString(folder.resolve("pipelines/points.yaml"), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Pipeline read(String text) {
    return Pipeline.read(yaml(text), registry);
  }

  private List<String> problems(String text) {
    ConfigException error = assertThrows(ConfigException.class, () -> read(text));
    return String.valueOf(error.getMessage())
        .replace(folder + "/", "")
        .replace("pipelines/points.yaml", "FILE")
        .lines()
        .toList();
  }

  private static final String POINTS =
      """
      # Three kinds of points.
      data:
        file: ../data/points.csv
        target: kind
        type: class
        standardize: true
      model:
        - {name: dense, units: 16, activation: relu}
        - {name: dense, units: 3}
      loss: cross-entropy
      optimizer: {name: descent, learningRate: 5e-1}
      training:
        epochs: 40
        batchSize: 16
        seed: 7
        validation: 0.2
        stratify: true
        metrics: [accuracy]
        earlyStopping: {patience: 30, monitor: accuracy}
      """;

  @Test
  void trainsAndEqualsTheSameInCode() {
    Pipeline pipeline = read(POINTS);
    TrainingResult result = pipeline.train();
    assertEquals(List.of("x", "y"), pipeline.data().features());
    assertEquals(List.of("blue", "green", "red"), pipeline.data().classes());
    assertEquals(18, pipeline.data().validation().orElseThrow().size());

    Split split =
        CsvFormat.classes("kind")
            .read(folder.resolve("data/points.csv"))
            .dataset()
            .splitStratified(0.2, 7);
    Standardizer standardizer = Standardizer.fit(split.training().inputs());
    CrossEntropy loss = new CrossEntropy(0);
    TrainingResult same =
        Trainer.of(
                sequential(dense(16, relu()), dense(3)), loss, new Descent(Schedule.constant(0.5)))
            .options(
                TrainingOptions.epochs(40)
                    .batchSize(16)
                    .seed(7)
                    .earlyStopping(new EarlyStopping(30, 0, "accuracy", true)))
            .metrics(Metrics.accuracy(loss))
            .validation(standardizer.apply(split.validation()))
            .train(standardizer.apply(split.training()));
    assertEquals(same.history(), result.history());
    assertEquals(same.evaluation(), result.evaluation());
    assertTrue(result.evaluation().orElseThrow().metric("accuracy") > 0.8);
  }

  @Test
  void predictsFromInputsAsTheyStandInTheFile() {
    Pipeline pipeline =
        read(POINTS.replace("standardize: true", "scale: 0.5\n  standardize: true"));
    TrainingResult result = pipeline.train();
    Tensor scaled = pipeline.data().scaled(Tensor.of(new float[][] {{2.5f, 0}, {-2, 2}}));
    assertArrayEquals(new long[] {2, 1}, result.model().predict(scaled).argmax(1).toLongArray());
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    Pipeline pipeline =
        read(
            """
            data: {file: ../data/points.csv, target: y, ignore: [kind]}
            model: {name: dense, units: 1, initializer: zeros}
            loss: mse
            optimizer: descent
            """);
    assertEquals(TrainingOptions.epochs(10), pipeline.options());
    assertEquals(Optional.empty(), pipeline.data().validation());
    assertEquals(List.of(), pipeline.metrics());
    assertEquals(List.of(), pipeline.callbacks());
    assertEquals(10, pipeline.train().history().size());
  }

  @Test
  void everythingWrongIsReportedAtOnceWithItsLine() {
    assertEquals(
        List.of(
            "FILE:2: data.target: is required",
            "FILE:4: data.targte: unknown key; did you mean 'target'?",
            "FILE:5: data.type: is 'label', should be one of number, class, binary",
            "FILE:7: model[0].unit: unknown key; did you mean 'units'?",
            "FILE:7: model[0].units: is required",
            "FILE:8: model[1].activation: unknown activation 'rellu'; did you mean 'relu'?",
            "FILE:9: model[2]: rate must be 0 or more and below 1, was 1.5",
            "FILE:10: model[3]: unknown layer 'dens'; did you mean 'dense'?",
            "FILE:11: loss: unknown loss 'cross-entrpy'; did you mean 'cross-entropy'?",
            "FILE:12: optimizer: learningRate must be positive, was -1.0",
            "FILE:14: training.epochs: is 'many', should be a whole number",
            "FILE:15: training.batchSize: is 3.5, should be a whole number",
            "FILE:17: training.metrics: is 'accuracy', should be a list",
            "FILE:19: training.earlyStopping.patiense: unknown key; did you mean 'patience'?",
            "FILE:21: trainning: unknown key; did you mean 'training'?"),
        problems(
            """
            # line 1
            data:
              file: ../data/points.csv
              targte: kind
              type: label
            model:
              - {name: dense, unit: 3}
              - {name: dense, units: 3, activation: rellu}
              - {name: dropout, rate: 1.5}
              - dens
            loss: cross-entrpy
            optimizer: {name: descent, learningRate: -1}
            training:
              epochs: many
              batchSize: 3.5
              seed: 1
              metrics: accuracy
              earlyStopping:
                patiense: 3

            trainning: {}
            """));
  }

  @Test
  void whatFitsNothingElseIsReportedToo() {
    assertEquals(
        List.of(
            "FILE:2: data.file: '../data/nothing.csv' does not exist; looked for data/nothing.csv",
            "FILE:9: loss: the model ends in sigmoid, but the loss bce-logits takes logits and applies the logistic itself; remove the activation from the last layer",
            "FILE:15: training.stratify: needs data.type class or binary, which is number",
            "FILE:16: training.metrics[1]: unknown metric 'acc'; there are accuracy, mae, mse, r2, rmse",
            "FILE:17: training.earlyStopping.monitor: 'accuracy' is not measured; there are loss, r2, acc"),
        problems(
            """
            data:
              file: ../data/nothing.csv
              target: y

            model:
              - name: dense
                units: 1
                activation: sigmoid
            loss: bce-logits
            optimizer:
              name: descent

            training:
              epochs: 3
              stratify: true
              metrics: [r2, acc]
              earlyStopping: {monitor: accuracy}
            """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "units: 3}|units: 2}|FILE:7: model: gives scores for 2 classes, the data have 3; give the last layer 3 units",
        "type: class|type: binary|FILE:2: data: data/points.csv: a binary target has two labels, column 'kind' has 3 [blue, green, red]; is its type class?",
        "target: kind|target: kinds|FILE:2: data: data/points.csv has no target 'kinds'; did you mean 'kind'?",
        "loss: cross-entropy|loss: mse|FILE:10: loss: mse: the prediction is float32[90, 3], the target is int32[90]; a loss does not broadcast, so give both one shape",
        "[accuracy]|[accuracy, mae]|FILE:18: training.metrics[1]: mae: the prediction is float32[90, 3], the target is int32[90]; give both one shape",
        "validation: 0.2|validation: 1.5|FILE:12: training: validation must be 0 or more and below 1, was 1.5",
        "validation: 0.2|validation: 0.001|FILE:2: data: a split of 90 examples by 0.001 leaves a part empty",
        "epochs: 40|epochs: 0|FILE:12: training: epochs must be 1 or more, was 0",
        "loss: cross-entropy|loss: {}|FILE:10: loss: lacks 'name', the name of a loss",
        "loss: cross-entropy|loss: [a]|FILE:10: loss: is [a], should be the name of a loss or a map with 'name'",
        "seed: 7|classWeights: balancd|FILE:15: training.classWeights: is 'balancd', should be balanced, a list of numbers in the order of the classes, or a map of classes and numbers; did you mean 'balanced'?",
        "seed: 7|classWeights: [1, 2]|FILE:15: training.classWeights: there are 2 class weights, the data have 3 classes [blue, green, red]",
        "seed: 7|classWeights: [1, 2, -3]|FILE:15: training.classWeights: the weight of a class must be 0 or more and finite, was -3.0",
        "seed: 7|classWeights: [1, many, 3]|FILE:15: training.classWeights: is [1, many, 3], should be balanced, a list of numbers in the order of the classes, or a map of classes and numbers",
        "seed: 7|classWeights: {blu: 2}|FILE:15: training.classWeights: no class is named 'blu'; did you mean 'blue'?",
        "type: class|missingTargets: skipp|FILE:5: data.missingTargets: is 'skipp', should be one of fail, drop, skip",
        "loss: cross-entropy|checkpoint: {keep: -1};loss: cross-entropy|FILE:10: checkpoint: keep must be 0 or more, was -1",
        "loss: cross-entropy|checkpoint: {every: 5};loss: cross-entropy|FILE:10: checkpoint.every: unknown key; there are folder, everyEpochs, everySteps, keep",
        "loss: cross-entropy|minimizer: lbfgs;loss: cross-entropy|FILE:10: minimizer: stands beside optimizer; leave one of them out",
        "optimizer: {name: descent, learningRate: 5e-1}|minimizer: lbfg|FILE:11: minimizer: unknown minimizer 'lbfg'; did you mean 'lbfgs'?",
        "optimizer: {name: descent, learningRate: 5e-1}|minimizer: {name: lbfgs, history: 0}|FILE:11: minimizer: history must be 1 or more, was 0",
        "optimizer: {name: descent, learningRate: 5e-1}|minimizer: gauss-newton|FILE:11: minimizer: gauss-newton takes a sum of squares, and the loss is cross-entropy; take the loss mse or half-squared-error, or a minimizer such as lbfgs",
        "seed: 7|convergence: {gradient: 1};  seed: 7|FILE:15: training.convergence: is of minimizers; with an optimizer take targetLoss, earlyStopping or epochs",
        "standardize: true|scale: 0|FILE:2: data: scale must be finite and not 0, was 0.0",
      })
  void eachProblemNamesItsPlaceAndCure(String right, String wrong, String message) {
    assertTrue(POINTS.contains(right));
    assertEquals(List.of(message), problems(POINTS.replace(right, wrong.replace(';', '\n'))));
  }

  @Test
  void aMinimizerTakesTheOptimizersPlace() {
    String text =
        POINTS
            .replace("optimizer: {name: descent, learningRate: 5e-1}", "minimizer: lbfgs")
            .replace("  epochs: 40\n  batchSize: 16\n", "  convergence: {gradient: 1e-4}\n");
    Pipeline pipeline = read(text);
    assertEquals(TrainingOptions.ALL, pipeline.options().batchSize());
    assertEquals(1000, pipeline.options().epochs());
    TrainingResult result = pipeline.train();
    assertEquals(Stop.Reason.CONVERGED, result.stop().reason());
    assertTrue(result.stop().detail().startsWith("converged: the largest element of the gradient"));
    assertTrue(result.history().getLast().loss() < 1e-2, result::toString);
    assertEquals(
        "an optimizer is needed here, the pipeline has the minimizer 'lbfgs'",
        assertThrows(ThalwegException.class, pipeline::optimizer).getMessage());
    String drawing =
        text.replace(
            "  - {name: dense, units: 3}",
            "  - {name: dropout, rate: 0.5}\n  - {name: dense, units: 3}");
    assertEquals(
        List.of(
            "FILE:12: minimizer: a minimizer takes a function of the parameters alone, and layers such as dropout draw random numbers; leave them out, or take an optimizer"),
        problems(drawing));
  }

  @Test
  void classesCountAsConfiguredInTrainingAlone() {
    Pipeline plain = read(POINTS);
    Tensor labels = plain.data().training().targets();
    for (String given : List.of("balanced", "[2, 1, 0.5]", "{red: 0.5, blue: 2}", "{}")) {
      Pipeline weighted = read(POINTS.replace("seed: 7", "seed: 7\n  classWeights: " + given));
      double[] sums = new double[3];
      double[] weights =
          Objects.requireNonNull(weighted.data().training().weights()).toDoubleArray();
      for (int i = 0; i < weights.length; i++) {
        sums[(int) labels.toLongArray()[i]] += weights[i];
      }
      double[] counts = new double[3];
      Arrays.stream(labels.toLongArray()).forEach(label -> counts[(int) label]++);
      double[] expected =
          switch (given) {
            case "balanced" -> new double[] {24, 24, 24};
            case "{}" -> counts;
            default -> new double[] {2 * counts[0], counts[1], counts[2] / 2};
          };
      assertArrayEquals(expected, sums, 1e-4, given);
      assertNull(weighted.data().validation().orElseThrow().weights());
    }
  }

  @Test
  void weightsMissingTargetsAndSlicesComeFromColumns() throws IOException {
    StringBuilder text = new StringBuilder("x,y,z,w,region\n");
    for (int i = 0; i < 200; i++) {
      double x = Math.sin(i * 1.7) * 3;
      String y = i % 5 == 0 ? "" : String.format(java.util.Locale.ROOT, "%.4f", 2 * x);
      text.append(
          String.format(
              java.util.Locale.ROOT,
              "%.4f,%s,%.4f,%d,%s%n",
              x,
              y,
              i % 3 == 0 ? 100 : 1 - x,
              i % 3 == 0 ? 0 : 1,
              i % 4 == 0 ? "north" : "south"));
    }
    Files.writeString(folder.resolve("data/sales.csv"), text);
    String pipeline =
        """
        data:
          file: ../data/sales.csv
          target: y
          further: [z]
          missingTargets: skip
          weights: w
          sliceBy: region
          ignore: [region]
        model: {name: dense, units: 2}
        loss: mse
        optimizer: {name: descent, learningRate: 0.1}
        training: {epochs: 60, validation: 0.25}
        """;
    TrainingResult result = read(pipeline).train();
    Tensor prediction = result.model().predict(Tensor.of(new float[][] {{2}}));
    assertArrayEquals(new float[] {4, -1}, prediction.toFloatArray(), 1e-3f);
    Evaluation evaluation = result.evaluation().orElseThrow();
    assertEquals(List.of("north", "south"), List.copyOf(evaluation.slices().keySet()));
    assertTrue(evaluation.worstSlice().orElseThrow().getValue() < 1e-4);
    assertEquals(
        List.of("FILE:1: data: data/sales.csv has no column of weights 'ww'; did you mean 'w'?"),
        problems(pipeline.replace("weights: w", "weights: ww")));
    assertEquals(
        List.of("FILE:12: training.classWeights: needs data.type class or binary, which is number"),
        problems(pipeline.replace("epochs: 60", "classWeights: balanced")));
    assertEquals(
        List.of("FILE:1: data: further targets are numbers, the type is CLASS"),
        problems(pipeline.replace("sliceBy: region", "type: class")));
  }

  @Test
  void whatIsRequiredIsNamed() {
    assertEquals(
        List.of(
            "FILE: data: is required",
            "FILE: model: is required",
            "FILE: loss: is required",
            "FILE: optimizer: is required, or minimizer",
            "FILE:1: optimzer: unknown key; did you mean 'optimizer'?"),
        problems("optimzer: descent"));
    assertEquals(
        List.of(
            "FILE:1: data: is 'points.csv', should be a map of keys and values",
            "FILE:2: model: has no layers",
            "FILE:4: optimizer: is required, or minimizer"),
        problems("data: points.csv\nmodel: []\nloss: mse\noptimizer:\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "data: {file: x|points.yaml:1: is no YAML: while parsing a flow mapping, expected ',' or '}'",
        "data: 1;data: 2|points.yaml:2: is no YAML: Duplicate",
        "- a;- b|points.yaml is no map of keys and values; a pipeline starts with 'data:'",
        "data: &d {a: 1};model: *d|points.yaml:2: model: aliases are not read here; write the value out",
      })
  void refusesWhatIsNoYaml(String text, String message) {
    Path file = yaml(text.replace(';', '\n'));
    String actual =
        String.valueOf(
            assertThrows(ThalwegException.class, () -> Pipeline.read(file, registry)).getMessage());
    assertTrue(actual.startsWith(folder + "/pipelines/" + message), actual);
  }

  @Test
  void refusesAMissingFile() {
    Path file = folder.resolve("none.yaml");
    assertEquals(
        file + " does not exist; looked in " + folder,
        assertThrows(ThalwegException.class, () -> Pipeline.read(file, registry)).getMessage());
  }

  @Test
  void yamlKeepsTypesAndLines() {
    Yaml yaml = Yaml.read(yaml("a: 1\nb: [true, x, 2.5,\n  {c: no}]\nd:\n"));
    assertEquals("{a=1, b=[true, x, 2.5, {c=no}]}", yaml.values().toString());
    assertEquals(yaml.file() + ":2", yaml.place("b[2]"));
    assertEquals(yaml.file() + ":3", yaml.place("b[3].c"));
    assertEquals(yaml.file() + ":3", yaml.place("b[3].none"));
    assertEquals(yaml.file(), yaml.place("none"));
  }
}
