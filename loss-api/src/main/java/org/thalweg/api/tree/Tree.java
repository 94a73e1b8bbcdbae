package org.thalweg.api.tree;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.tensor.Tensor;

/**
 * Takes trees of tensors apart and puts them together.
 *
 * <p>A tree is a {@link Tensor}, or a record, a {@link List} or a {@link java.util.Map} with string
 * keys of trees. Other values in it (numbers, strings, enums) are kept as they are. Leaves are in
 * the order of record components, of list elements, and of map keys: sorted, unless the map has an
 * order of its own.
 */
public final class Tree {
  private Tree() {}

  /** Returns the tensors of a tree, in order. */
  public static List<Tensor> leaves(Object tree) {
    return structure(tree).leaves(tree);
  }

  /** Returns the path of each tensor of a tree, such as {@code moments.dense/weight}, in order. */
  public static List<String> names(Object tree) {
    return structure(tree).names();
  }

  /** Returns what a tree looks like without its tensors. */
  public static Structure structure(Object tree) {
    return Structure.of(tree);
  }

  /** Returns a tree of the same structure with other tensors. */
  @SuppressWarnings("unchecked")
  public static <T> T rebuild(T tree, List<Tensor> leaves) {
    return (T) structure(tree).build(leaves);
  }

  /** Returns a tree of the same structure with each tensor replaced. */
  public static <T> T map(T tree, UnaryOperator<Tensor> change) {
    return rebuild(tree, leaves(tree).stream().map(change).toList());
  }

  /**
   * Returns a tree of the same structure that combines the tensors of two.
   *
   * @throws ThalwegException if the trees differ in structure
   */
  public static <T> T zip(T left, T right, BinaryOperator<Tensor> combine) {
    List<Tensor> others = leaves(right);
    Structure structure = structure(left);
    if (!structure.equals(structure(right))) {
      throw new ThalwegException(
          "the trees differ: %s and %s".formatted(structure.names(), names(right)));
    }
    Iterator<Tensor> other = others.iterator();
    List<Tensor> combined = new ArrayList<>();
    for (Tensor leaf : structure.leaves(left)) {
      combined.add(combine.apply(leaf, other.next()));
    }
    return rebuild(left, combined);
  }
}
