package org.thalweg.optim.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;

/**
 * What a checkpoint holds, before it is known what tree it is of.
 *
 * @param file where it was read
 * @param manifest what it is of
 * @param tensors its tensors by path
 */
public record StoredState(Path file, Manifest manifest, SequencedMap<String, Tensor> tensors) {
  static final String CHECKSUM = "thalweg.crc32c";
  private static final int SHOWN = 6;

  /** Copies the map. */
  public StoredState {
    tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
  }

  /**
   * Reads a file.
   *
   * @throws ThalwegException if it is no checkpoint, damaged, cut off, or of a later version
   */
  public static StoredState read(Path file) {
    SafeTensors read = SafeTensors.read(file);
    try {
      Manifest manifest = Manifest.of(read.metadata());
      String checksum = read.checksum();
      String saved = read.metadata().getOrDefault(CHECKSUM, checksum);
      if (!checksum.equals(saved)) {
        throw new ThalwegException(
            "is damaged: the checksum of its tensors is %s, should be %s"
                .formatted(checksum, saved));
      }
      return new StoredState(file, manifest, read.tensors());
    } catch (ThalwegException e) {
      throw new ThalwegException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Returns a tensor.
   *
   * @param path its path in the state's tree
   * @throws ThalwegException if there is none
   */
  public Tensor tensor(String path) {
    Tensor tensor = tensors.get(path);
    if (tensor == null) {
      throw new ThalwegException("%s: does not fit: it lacks %s".formatted(file, path));
    }
    return tensor;
  }

  /**
   * Returns the state.
   *
   * @param like a state of the structure, shapes and types that it should have
   * @throws ThalwegException if the file has other tensors
   */
  public <T> T as(T like) {
    List<String> names = Tree.names(like);
    requireNames(names);
    List<Tensor> leaves = new ArrayList<>();
    List<Tensor> expected = Tree.leaves(like);
    for (int i = 0; i < names.size(); i++) {
      Tensor tensor = tensor(names.get(i));
      if (!tensor.spec().equals(expected.get(i).spec())) {
        throw new ThalwegException(
            "%s: '%s' is %s, should be %s"
                .formatted(file, names.get(i), tensor.spec(), expected.get(i).spec()));
      }
      leaves.add(tensor);
    }
    return Tree.rebuild(like, leaves);
  }

  private void requireNames(List<String> names) {
    Set<String> missing = new LinkedHashSet<>(names);
    missing.removeAll(tensors.keySet());
    Set<String> surplus = new LinkedHashSet<>(tensors.keySet());
    surplus.removeAll(new LinkedHashSet<>(names));
    if (!missing.isEmpty() || !surplus.isEmpty()) {
      throw new ThalwegException(
          "%s: does not fit: it lacks %s and has %s besides"
              .formatted(file, shown(missing), shown(surplus)));
    }
  }

  private static String shown(Set<String> names) {
    List<String> first = names.stream().limit(SHOWN).toList();
    return names.isEmpty()
        ? "nothing"
        : String.join(", ", first)
            + (names.size() > SHOWN ? " and %d more".formatted(names.size() - SHOWN) : "");
  }
}
