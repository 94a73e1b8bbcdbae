package org.thalweg.nn.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.Spec;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.minimize.Minimizer;
import org.thalweg.api.nn.Layer;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.plugin.Suggestions;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.nn.data.Batches;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.layer.OutputCheck;
import org.thalweg.nn.metric.Metric;
import org.thalweg.nn.model.Model;
import org.thalweg.nn.model.Network;
import org.thalweg.nn.model.Weights;
import org.thalweg.optim.checkpoint.Manifest;
import org.thalweg.optim.checkpoint.StoredState;
import org.thalweg.optim.minimize.Minimization;
import org.thalweg.optim.minimize.Minimize;

/**
 * Trains a network. Immutable: each method returns a changed copy, so one trainer may serve many
 * runs.
 *
 * <pre>{@code
 * TrainingResult result = Trainer.of(network, loss, optimizer)
 *     .options(TrainingOptions.epochs(40).batchSize(64))
 *     .validation(heldOut)
 *     .train(examples);
 * }</pre>
 */
public final class Trainer {
  /** What early stopping calls the loss. */
  static final String LOSS = "loss";

  private final Layer layer;
  private final Loss<Tensor, Tensor> loss;
  private final Method method;
  private TrainingOptions options;
  private @Nullable Dataset validation;
  private List<Metric> metrics = List.of();
  private List<Callback> callbacks = List.of();
  private @Nullable Weights start;
  private @Nullable Checkpoints checkpoints;

  private Trainer(Layer layer, Loss<Tensor, Tensor> loss, Method method, TrainingOptions options) {
    this.layer = layer;
    this.loss = loss;
    this.method = method;
    this.options = options;
  }

  /** Returns a trainer for 10 epochs in batches of 32. */
  public static Trainer of(Layer layer, Loss<Tensor, Tensor> loss, Optimizer optimizer) {
    return of(layer, loss, new Method.Optimizing(optimizer)).options(TrainingOptions.epochs(10));
  }

  /**
   * Returns a trainer for 1000 epochs of one step on all examples. With a minimizer, an epoch is an
   * iteration, its loss is that after it, and a batch is what memory holds at a time: with batches
   * smaller than the data, it is a loop over them that is minimised, which is the same function.
   * Data in float64 let it come closer to the minimum.
   */
  public static Trainer of(Layer layer, Loss<Tensor, Tensor> loss, Method method) {
    return new Trainer(
        layer, loss, method, TrainingOptions.epochs(1000).batchSize(TrainingOptions.ALL));
  }

  private Trainer with(Consumer<Trainer> change) {
    Trainer copy = new Trainer(layer, loss, method, options);
    copy.validation = validation;
    copy.metrics = metrics;
    copy.callbacks = callbacks;
    copy.start = start;
    copy.checkpoints = checkpoints;
    change.accept(copy);
    return copy;
  }

  /** Returns this with other options. */
  public Trainer options(TrainingOptions others) {
    return with(copy -> copy.options = others);
  }

  /** Returns this with examples to evaluate on, from which nothing is learnt. */
  public Trainer validation(Dataset heldOut) {
    return with(copy -> copy.validation = heldOut);
  }

  /**
   * Returns this with further metrics. They are measured after each epoch: on the validation data,
   * or on the training data if there are none.
   */
  public Trainer metrics(Metric... further) {
    return with(
        copy -> copy.metrics = Stream.concat(metrics.stream(), Stream.of(further)).toList());
  }

  /** Returns this with a further callback. */
  public Trainer callback(Callback further) {
    List<Callback> all = new ArrayList<>(callbacks);
    all.add(further);
    return with(copy -> copy.callbacks = List.copyOf(all));
  }

  /** Returns this with first weights that exist already, from an earlier run for instance. */
  public Trainer startingFrom(Weights weights) {
    return with(copy -> copy.start = weights);
  }

  /** Returns this, saving its runs. Each run has a folder of its own. */
  public Trainer checkpoints(Checkpoints where) {
    return with(copy -> copy.checkpoints = where);
  }

  /**
   * Trains on examples until one of the options, or a callback, says that it is enough.
   *
   * @throws ThalwegException if data, network and loss do not fit each other, or the folder of
   *     checkpoints holds some already
   */
  public TrainingResult train(Dataset data) {
    return train(data, null);
  }

  /**
   * Goes on with a run that was saved, amid an epoch if need be: its weights, numbers and history
   * have the bits of a run that was never interrupted. Callbacks are new, and are told what is
   * still to come alone. There may be more epochs, other metrics and another patience than before;
   * the rest must be the same.
   *
   * @param data the examples of the run
   * @param checkpoint a file of {@link Checkpoints}
   * @throws ThalwegException if the file cannot be read, is damaged, or is of another run; the
   *     message tells what differs
   */
  public TrainingResult resume(Dataset data, Path checkpoint) {
    return train(data, checkpoint);
  }

  private TrainingResult train(Dataset data, @Nullable Path checkpoint) {
    EarlyStopping stopping = options.earlyStopping().orElse(EarlyStopping.after(1));
    boolean restoresBest = options.earlyStopping().map(EarlyStopping::restoreBest).orElse(false);
    Best best = new Best(stopping, restoresBest, watched(stopping).orElse(null));
    OutputCheck.problem(layer, loss)
        .ifPresent(problem -> {
          throw new ThalwegException(problem);
        });
    Identity identity = null;
    StoredState stored = null;
    if (checkpoint != null || checkpoints != null) {
      identity =
          Identity.of(layer, loss, method, options, stopping.monitor(), restoresBest)
              .with("data.training", data)
              .with("data.validation", validation);
    }
    if (checkpoint != null && identity != null) {
      if (!Files.exists(checkpoint)) {
        throw new ThalwegException(
            "%s does not exist; looked in %s"
                .formatted(checkpoint, checkpoint.toAbsolutePath().normalize().getParent()));
      }
      stored = StoredState.read(checkpoint);
      identity.require(stored);
    }
    int batchSize = options.batchSize() == TrainingOptions.ALL ? data.size() : options.batchSize();
    Network network = new Network(layer);
    Spec input =
        data.inputs().spec().with(data.inputs().shape().with(0, Math.min(batchSize, data.size())));
    // first weights are computed while the step is compiled
    Weights weights = start == null ? network.draw(input, options.seed()) : start;
    Model model = Model.of(network, input, weights);
    LabelCheck.check(model, loss, data, "training");
    if (validation != null) {
      LabelCheck.check(model, loss, validation, "validation");
    }
    boolean evaluates = validation != null || !metrics.isEmpty() || data.slices() != null;
    Evaluator evaluator =
        evaluates
            ? new Evaluator(model.network(), loss, metrics, validation == null ? data : validation)
            : null;
    Saver saver =
        checkpoints == null || identity == null
            ? null
            : new Saver(
                checkpoints,
                Manifest.of(component(), 0, OptionalLong.of(options.seed()))
                    .run(identity.options()),
                checkpoint);
    Run run =
        new Run(course(model, data, batchSize), options, model, evaluator, callbacks, best, saver);
    if (stored != null) {
      run.resume(stored);
    }
    return run.train();
  }

  private Object component() {
    return switch (method) {
      case Method.Optimizing(Optimizer optimizer) -> optimizer;
      case Method.Minimizing(Minimizer<?> minimizer, _) -> minimizer;
    };
  }

  private Course course(Model model, Dataset data, int batchSize) {
    return switch (method) {
      case Method.Optimizing(Optimizer optimizer) ->
          course(optimizer.transform(), model, data, batchSize);
      case Method.Minimizing(Minimizer<?> minimizer, Convergence convergence) ->
          course(minimizer, convergence, model, data, batchSize);
    };
  }

  private <S> Course course(
      GradientTransform<S> transform, Model model, Dataset data, int batchSize) {
    return new OptimizerCourse<>(
        new Learner<>(model.network(), Terms.of(loss), transform),
        options,
        new Batches(data.sliced(null), batchSize, options.lastBatch()),
        model.weights());
  }

  private <M> Course course(
      Minimizer<M> minimizer, Convergence convergence, Model model, Dataset data, int batchSize) {
    MinimizerCheck.problem(minimizer, loss)
        .or(() -> MinimizerCheck.problem(model.network(), model.input()))
        .ifPresent(problem -> {
          throw new ThalwegException(problem);
        });
    Weights first = model.weights();
    Tensor.eval(first.parameters().tensors().values().toArray(Tensor[]::new));
    WholeLoss whole =
        new WholeLoss(model.network(), Terms.of(loss), first.states(), data, batchSize);
    Minimize<M> minimize = Minimize.by(minimizer).until(convergence.stop());
    Minimization<M> minimization =
        Squares.of(loss)
            .map(squares ->
                minimize.beginSquares(first.parameters(), p -> whole.residuals(squares, p)))
            .orElseGet(() -> minimize.beginFunction(first.parameters(), whole::mean));
    return new MinimizerCourse<>(minimization, convergence, first, data.size());
  }

  private Optional<Metric> watched(EarlyStopping stopping) {
    if (stopping.monitor().equals(LOSS)) {
      return Optional.empty();
    }
    for (Metric metric : metrics) {
      if (metric.name().equals(stopping.monitor())) {
        return Optional.of(metric);
      }
    }
    throw new ThalwegException(
        "early stopping monitors '%s', which is not measured%s"
            .formatted(
                stopping.monitor(),
                Suggestions.of(
                    stopping.monitor(),
                    Stream.concat(Stream.of(LOSS), metrics.stream().map(Metric::name)).toList())));
  }
}
