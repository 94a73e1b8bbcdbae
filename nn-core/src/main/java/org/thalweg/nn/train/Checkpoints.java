package org.thalweg.nn.train;

import static org.thalweg.api.Checks.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.thalweg.api.ThalwegException;

/**
 * Where and when a run is saved. It is saved once more when it ends, or is stopped, unless its loss
 * was not finite. Files are named after the steps done, such as {@code step-00000050.safetensors}.
 *
 * @param folder the folder of this run alone; it is made if need be
 * @param everyEpochs every how many epochs it is saved; 0 for not after epochs
 * @param everySteps every how many steps it is saved; 0 for not after steps
 * @param keep how many of the latest files are kept; 0 for all
 */
public record Checkpoints(Path folder, int everyEpochs, int everySteps, int keep) {
  private static final Pattern NAME = Pattern.compile("step-([0-9]{8,18})\\.safetensors");

  /** Checks the numbers. */
  public Checkpoints {
    require(everyEpochs >= 0, "everyEpochs must be 0 or more, was %s", everyEpochs);
    require(everySteps >= 0, "everySteps must be 0 or more, was %s", everySteps);
    require(keep >= 0, "keep must be 0 or more, was %s", keep);
  }

  /** Returns checkpoints after each epoch, of which the last three are kept. */
  public static Checkpoints in(Path folder) {
    return new Checkpoints(folder, 1, 0, 3);
  }

  /** Returns these, every so many steps besides. */
  public Checkpoints everySteps(int steps) {
    return new Checkpoints(folder, everyEpochs, steps, keep);
  }

  /** Returns the file of a step. */
  Path file(long step) {
    return folder.resolve("step-%08d.safetensors".formatted(step));
  }

  /**
   * Returns the checkpoint of the latest step, if there is one.
   *
   * @param folder where checkpoints are; it need not exist
   * @throws ThalwegException if the folder cannot be read
   */
  public static Optional<Path> latest(Path folder) {
    List<Path> files = files(folder);
    return files.isEmpty() ? Optional.empty() : Optional.of(files.getLast());
  }

  /** Returns the checkpoints of a folder, by their steps. */
  static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> NAME.matcher(String.valueOf(file.getFileName())).matches())
          .sorted((one, other) -> Long.compare(step(one), step(other)))
          .toList();
    } catch (IOException e) {
      throw new ThalwegException("%s cannot be read: %s".formatted(folder, e), e);
    }
  }

  private static long step(Path file) {
    var matcher = NAME.matcher(String.valueOf(file.getFileName()));
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }
}
