package org.thalweg.nn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.Spec;
import org.thalweg.api.loss.Loss;
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
  private final Optimizer optimizer;
  private final TrainingOptions options;
  private final @Nullable Dataset validation;
  private final List<Metric> metrics;
  private final List<Callback> callbacks;
  private final @Nullable Weights start;

  private Trainer(
      Layer layer,
      Loss<Tensor, Tensor> loss,
      Optimizer optimizer,
      TrainingOptions options,
      @Nullable Dataset validation,
      List<Metric> metrics,
      List<Callback> callbacks,
      @Nullable Weights start) {
    this.layer = layer;
    this.loss = loss;
    this.optimizer = optimizer;
    this.options = options;
    this.validation = validation;
    this.metrics = metrics;
    this.callbacks = callbacks;
    this.start = start;
  }

  /** Returns a trainer for 10 epochs in batches of 32. */
  public static Trainer of(Layer layer, Loss<Tensor, Tensor> loss, Optimizer optimizer) {
    return new Trainer(
        layer, loss, optimizer, TrainingOptions.epochs(10), null, List.of(), List.of(), null);
  }

  /** Returns this with other options. */
  public Trainer options(TrainingOptions others) {
    return new Trainer(layer, loss, optimizer, others, validation, metrics, callbacks, start);
  }

  /** Returns this with examples to evaluate on, from which nothing is learnt. */
  public Trainer validation(Dataset heldOut) {
    return new Trainer(layer, loss, optimizer, options, heldOut, metrics, callbacks, start);
  }

  /**
   * Returns this with further metrics. They are measured after each epoch: on the validation data,
   * or on the training data if there are none.
   */
  public Trainer metrics(Metric... further) {
    List<Metric> all = Stream.concat(metrics.stream(), Stream.of(further)).toList();
    return new Trainer(layer, loss, optimizer, options, validation, all, callbacks, start);
  }

  /** Returns this with a further callback. */
  public Trainer callback(Callback further) {
    List<Callback> all = new ArrayList<>(callbacks);
    all.add(further);
    return new Trainer(
        layer, loss, optimizer, options, validation, metrics, List.copyOf(all), start);
  }

  /** Returns this with first weights that exist already, from an earlier run for instance. */
  public Trainer startingFrom(Weights weights) {
    return new Trainer(layer, loss, optimizer, options, validation, metrics, callbacks, weights);
  }

  /**
   * Trains on examples until one of the options, or a callback, says that it is enough.
   *
   * @throws ThalwegException if data, network and loss do not fit each other
   */
  public TrainingResult train(Dataset data) {
    return train(data, optimizer.transform());
  }

  private <S> TrainingResult train(Dataset data, GradientTransform<S> transform) {
    EarlyStopping stopping = options.earlyStopping().orElse(EarlyStopping.after(1));
    Best best =
        new Best(
            stopping,
            options.earlyStopping().map(EarlyStopping::restoreBest).orElse(false),
            watched(stopping).orElse(null));
    OutputCheck.problem(layer, loss)
        .ifPresent(problem -> {
          throw new ThalwegException(problem);
        });
    int batchSize = options.batchSize() == TrainingOptions.ALL ? data.size() : options.batchSize();
    Batches batches = new Batches(data.sliced(null), batchSize, options.lastBatch());
    Network network = new Network(layer);
    Spec input = batches.batch().inputs().spec();
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
    Learner<S> learner = new Learner<>(model.network(), Terms.of(loss), transform);
    return new Run<>(learner, options, batches, model, evaluator, callbacks, best).train();
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
