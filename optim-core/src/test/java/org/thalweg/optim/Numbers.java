package org.thalweg.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.tensor.Tensor;
import org.thalweg.api.tree.Tree;

/** Comparisons of numbers with a tolerance that is stated. */
final class Numbers {
  private Numbers() {}

  /** Requires each number to be near the expected one, relative to that one or absolutely. */
  static void assertClose(
      double[] expected, double[] actual, double relative, double absolute, String what) {
    assertEquals(expected.length, actual.length, what);
    for (int i = 0; i < expected.length; i++) {
      double tolerance = Math.max(absolute, relative * Math.abs(expected[i]));
      if (!(Math.abs(expected[i] - actual[i]) <= tolerance)) {
        fail(
            "%s: element %d should be %s, was %s, %.2g relatively"
                .formatted(what, i, expected[i], actual[i], Math.abs(actual[i] / expected[i] - 1)));
      }
    }
  }

  /** Requires each parameter to be near the one of the same name. */
  static void assertClose(
      Parameters expected, Parameters actual, double relative, double absolute, String what) {
    assertEquals(expected.names(), actual.names(), what);
    for (String name : expected.names()) {
      assertClose(
          expected.get(name).toDoubleArray(),
          actual.get(name).toDoubleArray(),
          relative,
          absolute,
          what + " of " + name);
    }
  }

  /** Requires trees of one structure with the same bits. */
  static void assertSameBits(Object expected, Object actual, String what) {
    assertEquals(Tree.structure(expected), Tree.structure(actual), what);
    List<Tensor> leaves = Tree.leaves(actual);
    int leaf = 0;
    for (Tensor tensor : Tree.leaves(expected)) {
      assertEquals(tensor.spec(), leaves.get(leaf).spec(), what);
      assertArrayEquals(tensor.toDoubleArray(), leaves.get(leaf++).toDoubleArray(), () -> what);
    }
  }
}
