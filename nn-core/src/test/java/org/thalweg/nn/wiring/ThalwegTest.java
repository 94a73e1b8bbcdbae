package org.thalweg.nn.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.thalweg.nn.layer.Layers.dense;

import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.Injector;
import com.google.inject.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Stateless;
import org.thalweg.api.plugin.ConfigException;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.loss.regression.Mae;
import org.thalweg.loss.regression.Mse;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.metric.R2;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.nn.pipeline.PreparedData;
import org.thalweg.nn.plugin.PluginOptions;
import org.thalweg.nn.plugin.PluginReport;
import org.thalweg.nn.train.Callback;
import org.thalweg.nn.train.Epoch;
import org.thalweg.nn.train.Progress;
import org.thalweg.nn.train.TrainingOptions;
import org.thalweg.nn.train.TrainingResult;

class ThalwegTest {
  private static final Optimizer DESCENT =
      () -> (Stateless) (gradients, _) -> gradients.map(g -> g.mul(-0.1));

  @TempDir Path folder;
  private Path yaml = Path.of("");

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("line.csv"), "x,y\n0,1\n1,3\n2,5\n3,7\n");
    yaml =
        Files.writeString(
            folder.resolve("line.yaml"),
            """
            data: {file: line.csv, target: y}
            model: [{name: dense, units: 1, initializer: zeros}]
            loss: mse
            optimizer: {name: sgd, learningRate: 0.1}
            training: {epochs: 300, batchSize: 0, metrics: [r2]}
            """);
  }

  @Test
  void threeLinesTrain() {
    TrainingResult result = Thalweg.pipeline(yaml).train();
    assertEquals(2, result.model().weights().parameters().get("0.dense/weight").item(), 1e-3);
    assertEquals(1, result.model().weights().parameters().get("0.dense/bias").item(), 1e-3);
    assertTrue(result.evaluation().orElseThrow().metric("r2") > 0.999);
  }

  @Test
  void eachPartCanBeReplaced() {
    PreparedData data =
        PreparedData.of(Dataset.of(new float[][] {{1}, {2}}, new float[][] {{2}, {4}}));
    Layer model = dense(1);
    Mae loss = new Mae();
    TrainingOptions options = TrainingOptions.epochs(3);
    Engine engine = Engines.installed().getFirst();
    R2 metric = new R2();
    Callback callback = new Callback() {};
    Pipeline pipeline =
        Thalweg.pipeline(
            yaml,
            binder -> {
              Replace.data(binder).toInstance(data);
              Replace.model(binder).toInstance(model);
              Replace.loss(binder).toInstance(loss);
              Replace.optimizer(binder).toInstance(DESCENT);
              Replace.options(binder).toInstance(options);
              Replace.engine(binder).toInstance(engine);
              Replace.addMetric(binder).toInstance(metric);
              Replace.addCallback(binder).toInstance(callback);
            });
    assertSame(data, pipeline.data());
    assertSame(model, pipeline.model());
    assertSame(loss, pipeline.loss());
    assertSame(DESCENT, pipeline.optimizer());
    assertSame(options, pipeline.options());
    assertSame(engine, pipeline.engine());
    assertEquals(List.of(new R2(), metric), pipeline.metrics());
    assertEquals(List.of(callback), pipeline.callbacks());
  }

  @Test
  void onePartReplacedLeavesTheOthers() {
    Pipeline pipeline =
        Thalweg.pipeline(yaml, binder -> Replace.loss(binder).toInstance(new Mae()));
    assertInstanceOf(Mae.class, pipeline.loss());
    assertEquals(300, pipeline.options().epochs());
    assertEquals(4, pipeline.data().training().size());
  }

  @Test
  void twoReplacementsOfOnePartAreAnError() {
    Module one = binder -> Replace.loss(binder).toInstance(new Mae());
    Module other = binder -> Replace.loss(binder).toInstance(new Mse());
    assertThrows(CreationException.class, () -> Thalweg.pipeline(yaml, one, other));
  }

  @Test
  void codeHasTheSameBindings() {
    Pipeline code =
        Pipeline.of(
            PreparedData.of(Dataset.of(new float[][] {{1, 0}, {2, 1}}, new float[][] {{2}, {4}})),
            dense(1),
            new Mse(),
            DESCENT,
            TrainingOptions.epochs(2));
    List<Integer> epochs = new ArrayList<>();
    Callback callback =
        new Callback() {
          @Override
          public Signal onEpoch(Epoch epoch, Progress progress) {
            epochs.add(epoch.number());
            return Signal.CONTINUE;
          }
        };
    Injector injector =
        Thalweg.injector(
            List.of(
                new ThalwegModule(),
                PipelineModule.of(code),
                binder -> Replace.addCallback(binder).toInstance(callback)));
    injector.getInstance(Pipeline.class).train();
    assertEquals(List.of(1, 2), epochs);
    assertSame(code.model(), injector.getInstance(Layer.class));
    assertSame(DESCENT, injector.getInstance(Optimizer.class));
    assertSame(injector.getInstance(Pipeline.class), injector.getInstance(Pipeline.class));
  }

  @Test
  void theRegistryHasThePluginsOfTheReport() {
    Injector injector = Thalweg.injector(List.of(new ThalwegModule()));
    assertTrue(injector.getInstance(Registry.class).find(Kind.LOSS, "mse").isPresent());
    assertEquals(List.of(), injector.getInstance(PluginReport.class).rejected());
    assertSame(Engines.current(), injector.getInstance(Engine.class));
  }

  @Test
  void nothingIsBoundBehindTheScenes() {
    Injector injector = Thalweg.injector(List.of(new ThalwegModule()));
    assertThrows(ConfigurationException.class, () -> injector.getInstance(Helper.class));
  }

  /** Could be made without a binding, if that were allowed. */
  static final class Helper {
    @jakarta.inject.Inject
    Helper() {}
  }

  @Test
  void errorsComeOutAsTheyAre() throws IOException {
    Files.writeString(yaml, Files.readString(yaml).replace("mse", "msse"));
    ConfigException error = assertThrows(ConfigException.class, () -> Thalweg.pipeline(yaml));
    assertEquals(
        yaml + ":3: loss: unknown loss 'msse'; did you mean 'mse' or 'msle'?", error.getMessage());
    Files.createDirectories(folder.resolve("plugins.d/empty"));
    PluginOptions strict = PluginOptions.directory(folder.resolve("plugins.d")).strictly();
    ThalwegException rejected =
        assertThrows(ThalwegException.class, () -> Thalweg.pipeline(yaml, strict));
    assertTrue(String.valueOf(rejected.getMessage()).contains("holds no jar"));
  }
}
