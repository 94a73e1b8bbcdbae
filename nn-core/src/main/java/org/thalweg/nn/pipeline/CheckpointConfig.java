package org.thalweg.nn.pipeline;

import java.nio.file.Path;
import java.util.Optional;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.nn.train.Checkpoints;

/**
 * Where and when a run is saved; see {@link Checkpoints}.
 *
 * @param folder the folder of this pipeline's runs, relative to the pipeline's file; {@code
 *     checkpoints/NAME} unless given, where NAME is that of the pipeline's file
 * @param everyEpochs every how many epochs it is saved; 0 for not after epochs
 * @param everySteps every how many steps it is saved; 0 for not after steps
 * @param keep how many of the latest files are kept; 0 for all
 */
public record CheckpointConfig(
    @Doc("A folder, relative to the pipeline's file; checkpoints/NAME unless given.")
        Optional<String> folder,
    @Default("1") @Doc("Every how many epochs it is saved; 0 for not after epochs.")
        int everyEpochs,
    @Default("0") @Doc("Every how many steps it is saved; 0 for not after steps.") int everySteps,
    @Default("3") @Doc("How many of the latest files are kept; 0 for all.") int keep) {
  /** Checks the numbers. */
  public CheckpointConfig {
    var _ = new Checkpoints(Path.of(""), everyEpochs, everySteps, keep);
  }

  /** Returns these as the trainer takes them, for a pipeline's file. */
  Checkpoints of(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    Path there = file.resolveSibling(folder.orElse("checkpoints/" + name)).normalize();
    return new Checkpoints(there, everyEpochs, everySteps, keep);
  }
}
