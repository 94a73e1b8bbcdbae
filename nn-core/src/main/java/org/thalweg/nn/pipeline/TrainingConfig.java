package org.thalweg.nn.pipeline;

import static org.thalweg.api.Checks.require;

import java.util.List;
import java.util.Optional;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.nn.data.ClassWeights;
import org.thalweg.nn.data.LastBatch;
import org.thalweg.nn.train.Convergence;
import org.thalweg.nn.train.EarlyStopping;
import org.thalweg.nn.train.TrainingOptions;

/**
 * How a pipeline trains; see {@link TrainingOptions}.
 *
 * @param epochs number of passes over the examples, at most
 * @param batchSize number of examples in a step; 0 for all of them
 * @param seed decides first weights, split, order and dropout
 * @param validation share of the examples that is held out and evaluated on
 * @param stratify whether the split keeps the shares of the classes
 * @param metrics names of what is measured besides the loss
 * @param shuffle whether each epoch has an order of its own
 * @param lastBatch what becomes of the examples that do not fill a batch
 * @param targetLoss training ends at this training loss
 * @param earlyStopping when training ends for want of improvement
 * @param convergence when a minimizer has arrived
 * @param classWeights how much examples count in training by their class; in YAML {@code balanced},
 *     a list of numbers in the order of the classes, or a map of classes and numbers. The examples
 *     held out count as the data say
 * @param log every how many epochs a line is logged; 0 for none
 */
public record TrainingConfig(
    @Default("10") @Doc("Passes over the examples, at most.") int epochs,
    @Default("32") @Doc("Examples in a step; 0 for all of them.") int batchSize,
    @Default("0") @Doc("Decides first weights, split, order and dropout.") long seed,
    @Default("0.0") @Doc("Share of the examples that is held out.") double validation,
    @Default("false") @Doc("Whether the split keeps the shares of the classes.") boolean stratify,
    @Default("") @Doc("What is measured besides the loss.") List<String> metrics,
    @Default("true") @Doc("Whether each epoch has an order of its own.") boolean shuffle,
    @Default("pad") @Doc("What becomes of a last, smaller batch: pad or drop.") LastBatch lastBatch,
    @Doc("Training ends at this training loss.") Optional<Double> targetLoss,
    @Doc("When training ends for want of improvement.") Optional<EarlyStopping> earlyStopping,
    @Doc("When a minimizer has arrived.") Optional<Convergence> convergence,
    @Doc("How much examples count in training by their class.") Optional<ClassWeights> classWeights,
    @Default("0") @Doc("Every how many epochs a line is logged; 0 for none.") int log) {
  /** Checks the numbers. */
  public TrainingConfig {
    metrics = List.copyOf(metrics);
    require(
        validation >= 0 && validation < 1,
        "validation must be 0 or more and below 1, was %s",
        validation);
    require(log >= 0, "log must be 0 or more, was %s", log);
    new TrainingOptions(epochs, batchSize, seed, shuffle, lastBatch, targetLoss, earlyStopping);
  }

  /** Returns these as the trainer takes them. */
  public TrainingOptions options() {
    return new TrainingOptions(
        epochs, batchSize, seed, shuffle, lastBatch, targetLoss, earlyStopping);
  }
}
