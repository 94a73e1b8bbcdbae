package org.thalweg.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.thalweg.nn.data.DatasetTest.numbered;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.tensor.Tensor;

class BatchesTest {
  /** Returns the examples of weight above 0 in the order in which an epoch gives them. */
  private static List<Long> epoch(Batches batches) {
    List<Long> seen = new ArrayList<>();
    for (int number = 0; number < batches.count(); number++) {
      Batch batch = batches.load(number);
      for (int i = 0; i < batches.size(); i++) {
        assertEquals(batch.targets().item(i), batch.inputs().item(i, 0));
        if (batch.weights() == null || batch.weights().item(i) > 0) {
          seen.add((long) batch.targets().item(i));
        }
      }
    }
    return seen;
  }

  @ParameterizedTest
  @CsvSource({
    "12, 4, PAD, 3, 12",
    "13, 4, PAD, 4, 13",
    "13, 4, DROP, 3, 12",
    "5, 8, PAD, 1, 5",
    "5, 5, DROP, 1, 5",
    "7, 1, PAD, 7, 7"
  })
  void anEpochHasEachExampleOnce(int count, int size, LastBatch last, int batchCount, int seen) {
    Batches batches = new Batches(numbered(count), size, last);
    assertEquals(batchCount, batches.count());
    assertEquals(seen, batches.examples());
    for (int epoch = 1; epoch < 4; epoch++) {
      batches.shuffle(3, epoch);
      List<Long> examples = epoch(batches);
      assertEquals(seen, examples.size());
      assertEquals(seen, examples.stream().distinct().count());
    }
  }

  @Test
  void withoutShuffleExamplesKeepTheirOrder() {
    assertEquals(
        LongStream.range(0, 13).boxed().toList(),
        epoch(new Batches(numbered(13), 4, LastBatch.PAD)));
  }

  @Test
  void orderDependsOnSeedAndEpochAlone() {
    Batches batches = new Batches(numbered(30), 4, LastBatch.PAD);
    batches.shuffle(1, 1);
    List<Long> first = epoch(batches);
    batches.shuffle(1, 2);
    assertNotEquals(first, epoch(batches));
    batches.shuffle(1, 1);
    assertEquals(first, epoch(batches));
    batches.shuffle(2, 1);
    assertNotEquals(first, epoch(batches));
  }

  @Test
  void paddingRepeatsExamplesOfTheBatchWithWeightZero() {
    Batches batches = new Batches(numbered(6), 4, LastBatch.PAD);
    Batch last = batches.load(1);
    assertArrayEquals(new long[] {4, 5, 4, 5}, last.targets().toLongArray());
    assertArrayEquals(
        new float[] {1, 1, 0, 0}, Objects.requireNonNull(last.weights()).toFloatArray());
    assertArrayEquals(
        new float[] {1, 1, 1, 1}, Objects.requireNonNull(batches.load(0).weights()).toFloatArray());
  }

  @Test
  void paddingKeepsWeightsOfTheData() {
    Dataset data = numbered(3).weighted(Tensor.of(0.5f, 2, 3));
    Batch last = new Batches(data, 2, LastBatch.PAD).load(1);
    assertArrayEquals(new float[] {3, 0}, Objects.requireNonNull(last.weights()).toFloatArray());
  }

  @Test
  void noWeightsWhereAllBatchesAreFull() {
    assertNull(new Batches(numbered(8), 4, LastBatch.PAD).load(0).weights());
    assertNull(new Batches(numbered(9), 4, LastBatch.DROP).load(0).weights());
    assertNull(new Batches(numbered(9), 20, LastBatch.PAD).load(0).weights());
  }

  @Test
  void batchesShareOneMemory() {
    Batches batches = new Batches(numbered(8), 4, LastBatch.PAD);
    assertSame(batches.load(0), batches.load(1));
    assertSame(batches.batch(), batches.load(0));
  }

  @Test
  void refusesNoExamplesAndNoSize() {
    assertThrows(ThalwegException.class, () -> new Batches(numbered(3), 0, LastBatch.PAD));
    Dataset none = numbered(3).select();
    assertThrows(ThalwegException.class, () -> new Batches(none, 2, LastBatch.PAD));
  }
}
