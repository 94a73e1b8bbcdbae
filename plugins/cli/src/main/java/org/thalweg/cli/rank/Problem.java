package org.thalweg.cli.rank;

import java.nio.file.Path;
import java.util.Optional;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.plugin.Registry;
import org.thalweg.nn.data.Dataset;
import org.thalweg.nn.pipeline.Pipeline;
import org.thalweg.nn.train.TrainingOptions;

/**
 * A training that ends at a loss on the examples held out.
 *
 * @param name what it is called
 * @param pipeline the training; its optimizer does not count
 * @param heldOut the examples held out
 * @param target the loss to reach on them
 */
public record Problem(String name, Pipeline pipeline, Dataset heldOut, double target) {
  /**
   * Reads a pipeline that holds examples out and has a target loss, which is taken for theirs.
   *
   * @throws ThalwegException if it has not, or anything else is wrong in it
   */
  public static Problem read(Path file, Registry registry) {
    Pipeline pipeline = Pipeline.read(file, registry);
    Optional<Dataset> heldOut = pipeline.data().validation();
    Optional<Double> target = pipeline.options().targetLoss();
    if (heldOut.isEmpty() || target.isEmpty()) {
      throw new ThalwegException(
          "%s: training lacks '%s'; the time is measured until the examples held out have the loss targetLoss"
              .formatted(file, heldOut.isEmpty() ? "validation" : "targetLoss"));
    }
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    return new Problem(name, pipeline, heldOut.get(), target.get());
  }

  /** Returns how it is trained: until somebody says that it is enough. */
  TrainingOptions options() {
    TrainingOptions given = pipeline.options();
    return new TrainingOptions(
        given.epochs(),
        given.batchSize(),
        given.seed(),
        given.shuffle(),
        given.lastBatch(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns what is said of it in results. */
  public Results.About about() {
    int size = pipeline.data().training().size();
    int batch = pipeline.options().batchSize() == 0 ? size : pipeline.options().batchSize();
    return new Results.About(
        name,
        target,
        size,
        heldOut.size(),
        batch,
        (long) pipeline.options().epochs() * Math.ceilDiv(size, batch));
  }
}
