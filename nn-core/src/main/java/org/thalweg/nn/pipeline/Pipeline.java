package org.thalweg.nn.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.metric.Metric;
import org.thalweg.nn.train.Callback;
import org.thalweg.nn.train.Trainer;
import org.thalweg.nn.train.TrainingOptions;
import org.thalweg.nn.train.TrainingResult;

/**
 * All that a training run is made of. Immutable.
 *
 * @param data the examples
 * @param model the network
 * @param loss what is made small
 * @param optimizer how it is made small
 * @param options how long, and in what order
 * @param metrics what is measured besides the loss
 * @param callbacks who looks on
 * @param engine what runs it
 */
public record Pipeline(
    PreparedData data,
    Layer model,
    Loss<Tensor, Tensor> loss,
    Optimizer optimizer,
    TrainingOptions options,
    List<Metric> metrics,
    List<Callback> callbacks,
    Engine engine) {
  /** Copies the lists. */
  public Pipeline {
    metrics = List.copyOf(metrics);
    callbacks = List.copyOf(callbacks);
  }

  /** Returns a pipeline without metrics and callbacks, on the engine in force. */
  public static Pipeline of(
      PreparedData data,
      Layer model,
      Loss<Tensor, Tensor> loss,
      Optimizer optimizer,
      TrainingOptions options) {
    return new Pipeline(
        data, model, loss, optimizer, options, List.of(), List.of(), Engines.current());
  }

  /**
   * Reads a YAML file; paths in it are relative to it.
   *
   * @param file the file; its keys are the components of {@link PipelineConfig}
   * @param registry finds components by name
   * @throws org.thalweg.api.plugin.ConfigException if anything in it is wrong; all of it is
   *     reported, each with its line and path
   */
  public static Pipeline read(Path file, Registry registry) {
    return PipelineFile.read(file, registry).pipeline();
  }

  /** Returns this with a further metric. */
  public Pipeline metric(Metric further) {
    List<Metric> all = new ArrayList<>(metrics);
    all.add(further);
    return new Pipeline(data, model, loss, optimizer, options, all, callbacks, engine);
  }

  /** Returns this with a further callback. */
  public Pipeline callback(Callback further) {
    List<Callback> all = new ArrayList<>(callbacks);
    all.add(further);
    return new Pipeline(data, model, loss, optimizer, options, metrics, all, engine);
  }

  /** Trains. */
  public TrainingResult train() {
    return Engines.with(engine, () -> trainer().train(data.training()));
  }

  private Trainer trainer() {
    Trainer trainer =
        Trainer.of(model, loss, optimizer).options(options).metrics(metrics.toArray(Metric[]::new));
    for (Callback callback : callbacks) {
      trainer = trainer.callback(callback);
    }
    return data.validation().isPresent() ? trainer.validation(data.validation().get()) : trainer;
  }
}
