package org.thalweg.loss.multiclass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;

/**
 * A binary tree with classes as its leaves.
 *
 * @param nodes the inner nodes on the way to each class from the root, [C, depth]
 * @param sides 1 where the way goes left, -1 where right, 0 past its end
 */
record ClassTree(Tensor nodes, Tensor sides) {
  /** A tree of some classes; the parts of a leaf are none. */
  private record Part(double count, int number, List<Part> parts) {}

  /** Returns Huffman's tree; the root is the last inner node. Of equal counts the first join. */
  static ClassTree of(List<Double> counts) {
    int classes = counts.size();
    PriorityQueue<Part> open =
        new PriorityQueue<>(Comparator.comparingDouble(Part::count).thenComparingInt(Part::number));
    for (int c = 0; c < classes; c++) {
      open.add(new Part(counts.get(c), c, List.of()));
    }
    for (int node = classes; open.size() > 1; node++) {
      Part left = open.remove();
      Part right = open.remove();
      open.add(new Part(left.count + right.count, node, List.of(left, right)));
    }
    List<List<Integer>> ways = new ArrayList<>(Collections.nCopies(classes, List.of()));
    walk(open.remove(), List.of(), classes, ways);
    int depth = ways.stream().mapToInt(List::size).max().orElse(0);
    long[] nodes = new long[classes * depth];
    long[] sides = new long[classes * depth];
    for (int c = 0; c < classes; c++) {
      for (int i = 0; i < ways.get(c).size(); i++) {
        int step = ways.get(c).get(i);
        nodes[c * depth + i] = Math.abs(step) - 1L;
        sides[c * depth + i] = Integer.signum(step);
      }
    }
    Shape shape = Shape.of(classes, depth);
    return new ClassTree(
        Tensor.of(shape, DType.INT32, nodes), Tensor.of(shape, DType.INT32, sides));
  }

  /** Collects the ways to leaves: nodes from 1, negative where the way goes right. */
  private static void walk(Part part, List<Integer> way, int classes, List<List<Integer>> ways) {
    if (part.parts.isEmpty()) {
      ways.set(part.number, way);
      return;
    }
    for (int side : new int[] {1, -1}) {
      List<Integer> longer = new ArrayList<>(way);
      longer.add(side * (part.number - classes + 1));
      walk(part.parts.get(side == 1 ? 0 : 1), longer, classes, ways);
    }
  }
}
