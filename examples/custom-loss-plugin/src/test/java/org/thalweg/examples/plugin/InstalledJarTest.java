package org.thalweg.examples.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.nn.plugin.PluginLoader;
import org.thalweg.nn.plugin.PluginOptions;
import org.thalweg.nn.plugin.Plugins;
import org.thalweg.nn.train.TrainingResult;
import org.thalweg.nn.wiring.Thalweg;

/** The jar of this module, put into a plugin directory, trains a network with its loss by name. */
class InstalledJarTest {
  @TempDir Path folder;

  private PluginOptions installed() throws IOException {
    Path directory = Files.createDirectories(folder.resolve("plugins.d"));
    Path jar = Path.of(System.getProperty("plugin.jar"));
    Files.copy(jar, directory.resolve("costs.jar"));
    return PluginOptions.directory(directory).strictly();
  }

  @Test
  void trainsWithTheLossByName() throws IOException {
    StringBuilder text = new StringBuilder("x,y\n");
    for (int i = 0; i < 200; i++) {
      text.append(String.format(Locale.ROOT, "0,%d%n", i % 2));
    }
    Files.writeString(folder.resolve("coins.csv"), text);
    Path yaml =
        Files.writeString(
            folder.resolve("coins.yaml"),
            """
            data: {file: coins.csv, target: y}
            model: [{name: dense, units: 1, initializer: zeros}]
            loss: {name: lopsided, asymmetry: 2}
            optimizer: {name: sgd, learningRate: 0.1}
            training: {epochs: 200, batchSize: 0}
            """);
    Pipeline pipeline = Thalweg.pipeline(yaml, installed());
    assertNotSame(
        Loss.class.getClassLoader(), pipeline.loss().getClass().getClassLoader(), "isolated");
    TrainingResult result = pipeline.train();
    Tensor bias = result.model().weights().parameters().get("0.dense/bias");
    // The best constant is -log(mean(exp(-a t))) / a.
    double best =
        -Math.log(
                Arrays.stream(new double[] {0, 1})
                    .map(t -> Math.exp(-2 * t))
                    .average()
                    .orElseThrow())
            / 2;
    assertEquals(best, bias.item(), 1e-4);
  }

  @Test
  void thePluginIsInTheReportAndNowhereElse() throws IOException {
    Plugins plugins = PluginLoader.load(installed());
    String report = plugins.report().toString();
    assertTrue(report.contains("costs (1.0, " + folder.resolve("plugins.d/costs.jar")), report);
    Class<?> type = plugins.registry().get(Kind.LOSS, "lopsided").type();
    assertEquals("org.thalweg.examples.plugin.Lopsided", type.getName());
    assertThrows(ClassNotFoundException.class, () -> Class.forName(type.getName()));
  }
}
