package org.thalweg.nn.train;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;
import org.thalweg.nn.metric.Metric;
import org.thalweg.nn.model.Weights;
import org.thalweg.optim.checkpoint.StoredState;

/** Keeps the best epoch by what is watched. */
final class Best {
  /**
   * What is kept, as tensors.
   *
   * @param value the best value, a float64 scalar
   * @param epoch the number of its epoch, an int64 scalar
   * @param weights its weights, none if they are not kept
   */
  record Kept(Tensor value, Tensor epoch, List<Weights> weights) {}

  private final EarlyStopping stopping;
  private final boolean keepsWeights;
  private final boolean higherIsBetter;
  private double value;
  private int epoch;
  private @Nullable Weights weights;

  /**
   * Watches.
   *
   * @param stopping what is watched
   * @param keepsWeights whether to keep weights, rather than the epoch's number alone
   * @param metric the metric that is watched, or null for the loss
   */
  Best(EarlyStopping stopping, boolean keepsWeights, @Nullable Metric metric) {
    this.stopping = stopping;
    this.keepsWeights = keepsWeights;
    this.higherIsBetter = metric != null && metric.higherIsBetter();
    this.value = higherIsBetter ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** Looks at an epoch; its weights are copied if they are to be kept. */
  void see(Epoch seen, Weights current) {
    double now = watched(seen);
    double gain = higherIsBetter ? now - value : value - now;
    if (gain > stopping.minDelta()) {
      value = now;
      epoch = seen.number();
      if (keepsWeights) {
        weights = Tree.map(current, Best::copy);
      }
    }
  }

  private double watched(Epoch seen) {
    if (stopping.monitor().equals(Trainer.LOSS)) {
      return seen.evaluation().map(Evaluation::loss).orElse(seen.loss());
    }
    return seen.evaluation()
        .map(evaluation -> evaluation.metrics().get(stopping.monitor()))
        .orElse(Double.NaN);
  }

  Kept kept() {
    return new Kept(
        Tensor.of(Shape.scalar(), DType.FLOAT64, value),
        Saved.count(epoch),
        weights == null ? List.of() : List.of(weights));
  }

  /** Returns what a file keeps, but for its values: it tells whether there are weights. */
  Kept in(StoredState stored, Weights like) {
    boolean weighty = keepsWeights && Saved.count(stored.tensor("best.epoch")) > 0;
    return new Kept(kept().value(), kept().epoch(), weighty ? List.of(like) : List.of());
  }

  void restore(Kept kept) {
    value = kept.value.item();
    epoch = Saved.count(kept.epoch);
    weights = kept.weights.isEmpty() ? null : kept.weights.getFirst();
  }

  static Tensor copy(Tensor tensor) {
    return Tensor.of(tensor.shape(), tensor.storage().copy());
  }

  /** Returns the number of the best epoch, 0 if there is none. */
  int epoch() {
    return epoch;
  }

  /** Returns its weights, if they were kept. */
  Optional<Weights> weights() {
    return Optional.ofNullable(weights);
  }

  /** Returns whether there was no improvement for as long as patience lasts. */
  boolean isOverdue(Epoch seen) {
    return seen.number() - epoch >= stopping.patience();
  }

  /** Returns what was best, such as {@code accuracy 0.9722 in epoch 12}. */
  @Override
  public String toString() {
    return epoch == 0
        ? stopping.monitor() + " was never finite"
        : Evaluation.format(stopping.monitor(), value) + " in epoch " + epoch;
  }
}
