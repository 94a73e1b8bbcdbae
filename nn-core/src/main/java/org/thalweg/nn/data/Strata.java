package org.thalweg.nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Orders examples so that a part from the start has each class in its share. */
final class Strata {
  /** One class: its examples, and how many go to the part. */
  private static final class Stratum {
    final List<Integer> examples = new ArrayList<>();
    int taken;
    double remainder;
  }

  private Strata() {}

  /**
   * Returns the order with a part first that has each class in proportion; remainders go to the
   * classes that lose most, the smaller class index first.
   *
   * @param order the examples
   * @param classes the class of each example
   * @param part the size of the part
   */
  static int[] order(int[] order, long[] classes, int part) {
    SortedMap<Long, Stratum> strata = new TreeMap<>();
    for (int example : order) {
      strata.computeIfAbsent(classes[example], _ -> new Stratum()).examples.add(example);
    }
    int left = part;
    for (Stratum stratum : strata.values()) {
      double exact = (double) stratum.examples.size() * part / order.length;
      stratum.taken = (int) exact;
      stratum.remainder = exact - stratum.taken;
      left -= stratum.taken;
    }
    strata.values().stream()
        .sorted(Comparator.comparingDouble((Stratum stratum) -> stratum.remainder).reversed())
        .limit(left)
        .forEach(stratum -> stratum.taken++);

    boolean[] first = new boolean[classes.length];
    strata.values().stream()
        .flatMap(stratum -> stratum.examples.stream().limit(stratum.taken))
        .forEach(example -> first[example] = true);
    return Stream.of(true, false)
        .flatMapToInt(side -> Arrays.stream(order).filter(example -> first[example] == side))
        .toArray();
  }
}
