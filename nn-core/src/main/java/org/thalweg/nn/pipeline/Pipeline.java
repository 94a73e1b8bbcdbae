package org.thalweg.nn.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thalweg.api.engine.Engine;
import org.thalweg.api.engine.Engines;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.plugin.Registry;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.metric.Metric;
import org.thalweg.nn.train.Callback;
import org.thalweg.nn.train.Checkpoints;
import org.thalweg.nn.train.Method;
import org.thalweg.nn.train.Trainer;
import org.thalweg.nn.train.TrainingOptions;
import org.thalweg.nn.train.TrainingResult;

/**
 * All that a training run is made of. Immutable.
 *
 * @param data the examples
 * @param model the network
 * @param loss what is made small
 * @param method how it is made small
 * @param options how long, and in what order
 * @param metrics what is measured besides the loss
 * @param callbacks who looks on
 * @param engine what runs it
 * @param checkpoints where and when its run is saved, if it is
 */
public record Pipeline(
    PreparedData data,
    Layer model,
    Loss<Tensor, Tensor> loss,
    Method method,
    TrainingOptions options,
    List<Metric> metrics,
    List<Callback> callbacks,
    Engine engine,
    Optional<Checkpoints> checkpoints) {
  /** Copies the lists. */
  public Pipeline {
    metrics = List.copyOf(metrics);
    callbacks = List.copyOf(callbacks);
  }

  /** Makes a pipeline whose run is not saved. */
  public Pipeline(
      PreparedData data,
      Layer model,
      Loss<Tensor, Tensor> loss,
      Optimizer optimizer,
      TrainingOptions options,
      List<Metric> metrics,
      List<Callback> callbacks,
      Engine engine) {
    this(
        data,
        model,
        loss,
        new Method.Optimizing(optimizer),
        options,
        metrics,
        callbacks,
        engine,
        Optional.empty());
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

  /**
   * Returns the optimizer.
   *
   * @throws org.thalweg.api.ThalwegException if the pipeline has a minimizer
   */
  public Optimizer optimizer() {
    return method.requireOptimizer();
  }

  /** Returns this with a further metric. */
  public Pipeline metric(Metric further) {
    List<Metric> all = new ArrayList<>(metrics);
    all.add(further);
    return new Pipeline(data, model, loss, method, options, all, callbacks, engine, checkpoints);
  }

  /** Returns this with a further callback. */
  public Pipeline callback(Callback further) {
    List<Callback> all = new ArrayList<>(callbacks);
    all.add(further);
    return new Pipeline(data, model, loss, method, options, metrics, all, engine, checkpoints);
  }

  /** Returns this, saving its run. */
  public Pipeline checkpoints(Checkpoints where) {
    return new Pipeline(
        data, model, loss, method, options, metrics, callbacks, engine, Optional.of(where));
  }

  /** Trains. */
  public TrainingResult train() {
    return Engines.with(engine, () -> trainer().train(data.training()));
  }

  /**
   * Goes on with a run that was saved; see {@link Trainer#resume}.
   *
   * @param checkpoint a file of {@link Checkpoints}
   * @throws org.thalweg.api.ThalwegException if it is damaged, or of another run
   */
  public TrainingResult resume(Path checkpoint) {
    return Engines.with(engine, () -> trainer().resume(data.training(), checkpoint));
  }

  private Trainer trainer() {
    Trainer trainer =
        Trainer.of(model, loss, method).options(options).metrics(metrics.toArray(Metric[]::new));
    for (Callback callback : callbacks) {
      trainer = trainer.callback(callback);
    }
    if (checkpoints.isPresent()) {
      trainer = trainer.checkpoints(checkpoints.get());
    }
    return data.validation().isPresent() ? trainer.validation(data.validation().get()) : trainer;
  }
}
