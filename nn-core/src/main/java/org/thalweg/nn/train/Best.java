package org.thalweg.nn.train;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;
import org.thalweg.nn.metric.Metric;
import org.thalweg.nn.model.Weights;

/** Keeps the best epoch by what is watched. */
final class Best {
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
