package org.thalweg.nn.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.optim.checkpoint.Checkpoint;
import org.thalweg.optim.checkpoint.Manifest;

/** Writes the checkpoints of a run, and removes those that are no longer kept. */
final class Saver {
  private final Checkpoints where;
  private final Manifest manifest;
  private @Nullable Path last;
  private long lastStep = -1;

  /**
   * Makes the folder.
   *
   * @param manifest what the run is of; its step does not matter
   * @param resumed the checkpoint that the run goes on from, or null
   * @throws ThalwegException if there are checkpoints of other runs or of later steps
   */
  Saver(Checkpoints where, Manifest manifest, @Nullable Path resumed) {
    this.where = where;
    this.manifest = manifest;
    try {
      Files.createDirectories(where.folder());
      refuseStrangers(resumed);
    } catch (IOException e) {
      throw new ThalwegException(
          "checkpoints cannot be saved in %s: %s".formatted(where.folder(), e), e);
    }
  }

  private void refuseStrangers(@Nullable Path resumed) throws IOException {
    List<Path> there = Checkpoints.files(where.folder());
    if (there.isEmpty() || (resumed != null && Files.isSameFile(there.getLast(), resumed))) {
      return;
    }
    throw new ThalwegException(
        "%s holds checkpoints already, up to %s; go on from the last one, or remove or rename the folder"
            .formatted(where.folder(), there.getLast().getFileName()));
  }

  /** Returns whether a step that ends no epoch is saved. */
  boolean isDue(long step) {
    return where.everySteps() > 0 && step % where.everySteps() == 0;
  }

  /** Returns whether the last step of an epoch is saved. */
  boolean isDue(int epoch, long step) {
    return isDue(step) || (where.everyEpochs() > 0 && epoch % where.everyEpochs() == 0);
  }

  /** Writes a checkpoint, once for each step. */
  void save(long step, Saved saved) {
    if (step == lastStep) {
      return;
    }
    Path file = where.file(step);
    Checkpoint.save(file, manifest.at(step), saved);
    last = file;
    lastStep = step;
    if (where.keep() > 0) {
      List<Path> files = Checkpoints.files(where.folder());
      files.subList(0, Math.max(0, files.size() - where.keep())).forEach(Saver::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new ThalwegException("%s cannot be removed: %s".formatted(file, e), e);
    }
  }

  /** Returns the last checkpoint that was written. */
  Optional<Path> last() {
    return Optional.ofNullable(last);
  }
}
