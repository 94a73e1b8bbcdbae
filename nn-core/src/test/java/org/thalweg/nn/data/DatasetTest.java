package org.thalweg.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.tensor.Tensor;

class DatasetTest {
  /** Examples whose inputs [i, 2i] and target i tell which they are. */
  static Dataset numbered(int count) {
    float[][] inputs = new float[count][];
    for (int i = 0; i < count; i++) {
      inputs[i] = new float[] {i, 2 * i};
    }
    return Dataset.of(inputs, IntStream.range(0, count).toArray());
  }

  private static void checkRowsBelongTogether(Dataset data) {
    for (int i = 0; i < data.size(); i++) {
      assertEquals(data.targets().item(i), data.inputs().item(i, 0));
      assertEquals(2 * data.targets().item(i), data.inputs().item(i, 1));
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 0.2, 2", "7, 0.5, 4", "100, 0.333, 33"})
  void splitsWithoutLossOrOverlap(int count, double fraction, int held) {
    Split split = numbered(count).split(fraction, 3);
    assertEquals(held, split.validation().size());
    checkRowsBelongTogether(split.training());
    checkRowsBelongTogether(split.validation());
    long[] all =
        LongStream.concat(
                Arrays.stream(split.training().targets().toLongArray()),
                Arrays.stream(split.validation().targets().toLongArray()))
            .sorted()
            .toArray();
    assertArrayEquals(LongStream.range(0, count).toArray(), all);
  }

  @Test
  void splitDependsOnTheSeedAlone() {
    long[] one = numbered(50).split(0.3, 1).validation().targets().toLongArray();
    assertArrayEquals(one, numbered(50).split(0.3, 1).validation().targets().toLongArray());
    assertNotEquals(
        Arrays.toString(one),
        Arrays.toString(numbered(50).split(0.3, 2).validation().targets().toLongArray()));
  }

  @Test
  void stratifiedSplitKeepsShares() {
    int[] classes = IntStream.range(0, 100).map(i -> i < 70 ? 0 : i < 95 ? 1 : 2).toArray();
    Dataset data = Dataset.of(numbered(100).inputs(), Tensor.of(classes));
    for (long seed = 0; seed < 5; seed++) {
      Split split = data.splitStratified(0.2, seed);
      assertArrayEquals(new long[] {14, 5, 1}, counts(split.validation()));
      assertArrayEquals(new long[] {56, 20, 4}, counts(split.training()));
    }
    assertArrayEquals(
        new long[] {7, 3, 0}, counts(data.splitStratified(0.1, 1).validation()), "remainders");
    assertNotEquals(
        Arrays.toString(data.splitStratified(0.2, 1).validation().inputs().toFloatArray()),
        Arrays.toString(data.splitStratified(0.2, 2).validation().inputs().toFloatArray()));
  }

  private static long[] counts(Dataset data) {
    long[] counts = new long[3];
    for (long label : data.targets().toLongArray()) {
      counts[(int) label]++;
    }
    return counts;
  }

  @Test
  void stratifiedSplitNeedsClasses() {
    Dataset numbers = Dataset.of(new float[][] {{1}, {2}}, new float[][] {{1}, {2}});
    assertThrows(ThalwegException.class, () -> numbers.splitStratified(0.5, 1));
  }

  @ParameterizedTest
  @CsvSource({"10, 0.01", "10, 0.99", "10, 0", "10, 1", "10, -1", "10, NaN"})
  void refusesEmptyParts(int count, double fraction) {
    assertThrows(ThalwegException.class, () -> numbered(count).split(fraction, 1));
  }

  @Test
  void weightsGoAlong() {
    Dataset data = numbered(4).weighted(Tensor.of(0f, 1, 2, 3));
    assertArrayEquals(
        new float[] {3, 1}, Objects.requireNonNull(data.select(3, 1).weights()).toFloatArray());
    assertNull(numbered(4).select(1).weights());
    assertArrayEquals(
        new float[] {1, 0, 1, 1},
        Objects.requireNonNull(numbered(4).masked(Tensor.of(true, false, true, true)).weights())
            .toFloatArray());
  }

  @Test
  void refusesPartsOfDifferentLength() {
    ThalwegException error =
        assertThrows(
            ThalwegException.class,
            () -> Dataset.of(Tensor.zeros(Shape.of(3, 2)), Tensor.of(1, 2)));
    assertEquals(
        "inputs and targets have one row for each example; inputs are float32[3, 2], targets are int32[2]",
        error.getMessage());
    assertThrows(ThalwegException.class, () -> numbered(2).weighted(Tensor.of(1f, 2, 3)));
    assertThrows(ThalwegException.class, () -> numbered(2).weighted(Tensor.of(1, 2)));
  }

  @Test
  void saysWhatItHolds() {
    assertEquals("4 examples, float32[2] to int32[]", numbered(4).toString());
  }

  @Test
  void shuffleIsUniform() {
    int[] count = new int[24];
    for (int seed = 0; seed < 24_000; seed++) {
      int[] order = {0, 1, 2, 3};
      SplitMix.shuffle(order, seed, 0);
      int code = 6 * order[0] + 2 * rank(order, 1) + rank(order, 2);
      count[code]++;
    }
    assertTrue(
        Arrays.stream(count).allMatch(c -> Math.abs(c - 1000) < 150), Arrays.toString(count));
  }

  private static int rank(int[] order, int from) {
    return (int) Arrays.stream(order, from + 1, 4).filter(other -> other < order[from]).count();
  }

  @Test
  void ordersOfOneSeedDiffer() {
    long orders =
        Stream.iterate(0, i -> i + 1)
            .limit(50)
            .map(epoch -> {
              int[] order = IntStream.range(0, 20).toArray();
              SplitMix.shuffle(order, 7, epoch);
              return Arrays.toString(order);
            })
            .distinct()
            .count();
    assertEquals(50, orders);
  }

  @Test
  void selectsRowsOfEveryType() {
    Dataset data =
        Dataset.of(Tensor.of(new double[] {1, 2, 3}), Tensor.of(true, false, true).to(DType.BOOL));
    Dataset picked = data.select(2, 1);
    assertArrayEquals(new double[] {3, 2}, picked.inputs().toDoubleArray());
    assertArrayEquals(new long[] {1, 0}, picked.targets().toLongArray());
  }

  @Test
  void classWeightsMultiplyWeights() {
    Dataset data =
        Dataset.of(Tensor.of(new double[5]), Tensor.of(0, 2, 2, 2, 0))
            .weighted(Tensor.of(1.0, 1, 2, 0, 4));
    // each of the two classes that occur counts as much as half of all weight
    assertArrayEquals(
        new double[] {0.8, 4 / 3.0, 8 / 3.0, 0, 3.2},
        weights(data, ClassWeights.balanced()),
        1e-15);
    assertArrayEquals(
        new double[] {3, 0.5, 1, 0, 12}, weights(data, ClassWeights.of(3, 7, 0.5)), 1e-15);
    assertArrayEquals(
        new float[] {3, 0.5f, 0.5f, 0.5f, 3},
        Objects.requireNonNull(
                Dataset.of(data.inputs(), data.targets())
                    .weighted(ClassWeights.of(3, 7, 0.5))
                    .weights())
            .toFloatArray());
    assertEquals(
        "there are 2 class weights, the data have 3 classes",
        assertThrows(ThalwegException.class, () -> data.weighted(ClassWeights.of(1, 2)))
            .getMessage());
    Dataset numbers = Dataset.of(Tensor.of(new double[2]), Tensor.of(1.0, 2));
    assertEquals(
        "class weights are for one class for each example, targets are float64[2]",
        assertThrows(ThalwegException.class, () -> numbers.weighted(ClassWeights.balanced()))
            .getMessage());
  }

  private static double[] weights(Dataset data, ClassWeights classes) {
    return Objects.requireNonNull(data.weighted(classes).weights()).toDoubleArray();
  }

  @Test
  void missingTargetsDoNotCount() {
    Tensor targets = Tensor.of(Shape.of(2, 2), DType.FLOAT64, 1, Double.NaN, Double.NaN, 4);
    Dataset data = Dataset.of(Tensor.of(new double[2]), targets);
    assertArrayEquals(
        new double[] {1, 0, 0, 1},
        Objects.requireNonNull(data.skippingMissing().weights()).toDoubleArray());
    assertArrayEquals(
        new double[] {3, 0, 0, 5},
        Objects.requireNonNull(data.weighted(Tensor.of(3.0, 5)).skippingMissing().weights())
            .toDoubleArray());
  }

  @Test
  void slicesAreOfEachExample() {
    Dataset data = Dataset.of(Tensor.of(new double[3]), Tensor.of(0, 1, 1));
    assertThrows(
        ThalwegException.class, () -> data.sliced(new Slices(Tensor.of(0, 1), List.of("a", "b"))));
    assertThrows(ThalwegException.class, () -> new Slices(Tensor.of(0.0, 1), List.of("a")));
    assertThrows(ThalwegException.class, () -> new Slices(Tensor.of(0, 1), List.of()));
  }
}
