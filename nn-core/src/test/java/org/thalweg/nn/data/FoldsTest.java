package org.thalweg.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.tensor.Tensor;

/** Folds are a partition into parts of one size and one share of each class. */
class FoldsTest {
  @RepeatedTest(50)
  void eachExampleIsInOneFold(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    int examples = random.nextInt(2, 200);
    int count = random.nextInt(2, Math.min(examples, 20) + 1);
    int classes = random.nextInt(1, 6);
    long[] labels = random.ints(examples, 0, classes).mapToLong(label -> 5L * label - 3).toArray();
    Folds folds = Folds.of(labels, count, random.nextLong());
    assertEquals(count, folds.count());

    int[] times = new int[examples];
    for (int f = 0; f < count; f++) {
      int[] held = folds.held(f);
      Arrays.stream(held).forEach(example -> times[example]++);
      int[] all = IntStream.concat(Arrays.stream(held), Arrays.stream(folds.learnt(f))).toArray();
      assertArrayEquals(
          IntStream.range(0, examples).toArray(), Arrays.stream(all).sorted().toArray());
      assertWithinOne(examples, count, held.length);
      for (long label : labels) {
        long inAll = Arrays.stream(labels).filter(other -> other == label).count();
        long here = Arrays.stream(held).filter(example -> labels[example] == label).count();
        assertWithinOne(inAll, count, here);
      }
    }
    assertTrue(Arrays.stream(times).allMatch(number -> number == 1));
  }

  /** A share of n in k parts is the floor or the ceiling of n / k. */
  private static void assertWithinOne(long whole, int count, long part) {
    assertTrue(part == whole / count || part == (whole + count - 1) / count);
  }

  @Test
  void theSeedDecides() {
    long[] labels = new long[60];
    assertArrayEquals(Folds.of(labels, 5, 1).held(2), Folds.of(labels, 5, 1).held(2));
    assertFalse(Arrays.equals(Folds.of(labels, 5, 1).held(2), Folds.of(labels, 5, 2).held(2)));
  }

  @Test
  void classesAreIntegerTargetsAndNumbersAreNot() {
    int[] labels = IntStream.range(0, 40).map(i -> i < 20 ? 0 : 1).toArray();
    float[][] inputs = new float[40][1];
    Dataset classes = Dataset.of(inputs, labels);
    for (int f = 0; f < 4; f++) {
      assertEquals(5, Arrays.stream(Folds.of(classes, 4, 3).held(f)).filter(i -> i < 20).count());
    }
    Dataset numbers = Dataset.of(classes.inputs(), Tensor.of(new float[40][1]));
    assertArrayEquals(Folds.of(new long[40], 4, 3).held(0), Folds.of(numbers, 4, 3).held(0));
  }

  @Test
  void aNumberOfFoldsOutOfRangeIsRefused() {
    assertThrows(ThalwegException.class, () -> Folds.of(new long[5], 1, 0));
    assertThrows(ThalwegException.class, () -> Folds.of(new long[5], 6, 0));
    assertEquals(5, Folds.of(new long[5], 5, 0).count());
  }
}
