package org.thalweg.nn.tune;

import org.thalweg.nn.data.LastBatch;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.nn.train.TrainingOptions;

/** Counts the steps of a training. */
final class Steps {
  private Steps() {}

  /** Returns the steps of all epochs of a pipeline. */
  static long of(Pipeline pipeline) {
    TrainingOptions options = pipeline.options();
    int examples = pipeline.data().training().size();
    int batch =
        options.batchSize() == TrainingOptions.ALL
            ? examples
            : Math.min(options.batchSize(), examples);
    boolean rest = examples % batch != 0 && options.lastBatch() == LastBatch.PAD;
    return (long) options.epochs() * (examples / batch + (rest ? 1 : 0));
  }
}
