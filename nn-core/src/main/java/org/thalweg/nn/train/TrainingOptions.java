package org.thalweg.nn.train;

import static org.thalweg.api.Checks.require;

import java.util.Optional;
import org.thalweg.nn.data.LastBatch;

/**
 * How long and in what order a model sees the examples.
 *
 * @param epochs number of passes over the examples, at most
 * @param batchSize number of examples in a step; {@link #ALL} for all of them
 * @param seed decides first weights, the order of examples, and dropout
 * @param shuffle whether each epoch has an order of its own
 * @param lastBatch what becomes of the examples that do not fill a batch
 * @param targetLoss training ends once an epoch's training loss is at most this
 * @param earlyStopping when training ends for want of improvement
 */
public record TrainingOptions(
    int epochs,
    int batchSize,
    long seed,
    boolean shuffle,
    LastBatch lastBatch,
    Optional<Double> targetLoss,
    Optional<EarlyStopping> earlyStopping) {
  /** The batch size that takes all examples in one step. */
  public static final int ALL = 0;

  /** Checks the numbers. */
  public TrainingOptions {
    require(epochs > 0, "epochs must be 1 or more, was %s", epochs);
    require(
        batchSize >= 0, "batchSize must be 1 or more, or 0 for all examples, was %s", batchSize);
    require(
        targetLoss.isEmpty() || Double.isFinite(targetLoss.get()),
        "targetLoss must be finite, was %s",
        targetLoss.orElse(Double.NaN));
  }

  /** Returns a number of epochs, batches of 32, seed 0. */
  public static TrainingOptions epochs(int epochs) {
    return new TrainingOptions(
        epochs, 32, 0, true, LastBatch.PAD, Optional.empty(), Optional.empty());
  }

  /** Returns these with another batch size; {@link #ALL} for all examples in one step. */
  public TrainingOptions batchSize(int size) {
    return new TrainingOptions(epochs, size, seed, shuffle, lastBatch, targetLoss, earlyStopping);
  }

  /** Returns these with another seed. */
  public TrainingOptions seed(long other) {
    return new TrainingOptions(
        epochs, batchSize, other, shuffle, lastBatch, targetLoss, earlyStopping);
  }

  /** Returns these with examples in their own order, or in a new one each epoch. */
  public TrainingOptions shuffle(boolean shuffled) {
    return new TrainingOptions(
        epochs, batchSize, seed, shuffled, lastBatch, targetLoss, earlyStopping);
  }

  /** Returns these with another fate of the last batch. */
  public TrainingOptions lastBatch(LastBatch last) {
    return new TrainingOptions(epochs, batchSize, seed, shuffle, last, targetLoss, earlyStopping);
  }

  /** Returns these with a training loss that is good enough. */
  public TrainingOptions untilLoss(double loss) {
    return new TrainingOptions(
        epochs, batchSize, seed, shuffle, lastBatch, Optional.of(loss), earlyStopping);
  }

  /** Returns these with early stopping. */
  public TrainingOptions earlyStopping(EarlyStopping stopping) {
    return new TrainingOptions(
        epochs, batchSize, seed, shuffle, lastBatch, targetLoss, Optional.of(stopping));
  }
}
