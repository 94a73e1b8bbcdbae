package org.thalweg.optim.checkpoint;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.optim.Optimizer;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;
import org.thalweg.optim.run.Descent;

/**
 * States of training in files.
 *
 * <p>A state is any tree of tensors, {@link Descent.State} above all. Its tensors stand under their
 * paths in the tree, such as {@code parameters.tensors.weight} and {@code
 * memory.parts.0.mean.tensors.weight}; a {@link Manifest} stands in the header. Training that takes
 * a state up goes on with the bits of training that was never interrupted.
 *
 * <pre>{@code
 * Checkpoint.save(file, adam, step.state());
 * step.state(Checkpoint.load(file, adam, descent, start));
 * }</pre>
 */
public final class Checkpoint {
  private Checkpoint() {}

  /**
   * Writes the state of a descent. What was in the file before is there until all is written.
   *
   * @throws ThalwegException if it cannot be written
   */
  public static void save(Path file, Optimizer optimizer, Descent.State<?> state) {
    long step = (long) state.steps().item();
    save(file, Manifest.of(optimizer, step, OptionalLong.empty()), state);
  }

  /**
   * Writes a state. What was in the file before is there until all is written.
   *
   * @param file the file
   * @param manifest what it is of
   * @param state a tree of tensors
   * @throws ThalwegException if it cannot be written
   */
  public static void save(Path file, Manifest manifest, Object state) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    List<String> names = Tree.names(state);
    List<Tensor> leaves = Tree.leaves(state);
    for (int i = 0; i < names.size(); i++) {
      if (tensors.putIfAbsent(names.get(i), leaves.get(i)) != null) {
        throw new ThalwegException(
            "two tensors of the state have the path '%s'".formatted(names.get(i)));
      }
    }
    Tensor.eval(leaves.toArray(Tensor[]::new));
    SequencedMap<String, String> metadata = manifest.metadata();
    metadata.put(StoredState.CHECKSUM, new SafeTensors(tensors, metadata).checksum());
    new SafeTensors(tensors, metadata).write(file);
  }

  /**
   * Returns what a file is of.
   *
   * @throws ThalwegException if it is no checkpoint, damaged, cut off, or of a later version
   */
  public static Manifest manifest(Path file) {
    return StoredState.read(file).manifest();
  }

  /**
   * Reads the state of a descent.
   *
   * @param file the file
   * @param optimizer the optimizer; hyper-parameters may differ from those that it was saved with
   * @param descent its descent
   * @param parameters parameters of the names, shapes and types that were saved
   * @throws ThalwegException if the file is no checkpoint, damaged, cut off, of a later version, of
   *     another optimizer, or of other parameters
   */
  public static <S> Descent.State<S> load(
      Path file, Optimizer optimizer, Descent<S> descent, Parameters parameters) {
    return load(
        file,
        Manifest.of(optimizer, 0, OptionalLong.empty()).optimizer(),
        descent.start(parameters));
  }

  /**
   * Reads a state.
   *
   * @param file the file
   * @param optimizer the name of the optimizer that it should be of
   * @param like a state of the structure, shapes and types that it should have
   * @throws ThalwegException if the file is no checkpoint, damaged, cut off, of a later version, of
   *     another optimizer, or has other tensors than the state
   */
  public static <T> T load(Path file, String optimizer, T like) {
    StoredState stored = StoredState.read(file);
    if (!stored.manifest().optimizer().equals(optimizer)) {
      throw new ThalwegException(
          "%s: is of the optimizer '%s', not of '%s'"
              .formatted(file, stored.manifest().optimizer(), optimizer));
    }
    return stored.as(like);
  }
}
