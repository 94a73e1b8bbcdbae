package org.thalweg.nn.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Storage;
import org.thalweg.api.tensor.Tensor;

/**
 * The batches of a dataset, all of one size, one at a time: they share one memory, into which
 * {@link #load} copies without allocating. Not thread-safe.
 */
public final class Batches {
  private final int examples;
  private final int size;
  private final int count;
  private final int[] order;
  private final List<Rows> copiers = new ArrayList<>();
  private final Batch batch;
  private final @Nullable Storage paddingWeights;
  private boolean ordered = true;
  private int loaded = -1;

  /**
   * Plans batches.
   *
   * @param data the examples
   * @param size number of examples in a batch; at most all of them
   * @param last what becomes of the rest
   * @throws ThalwegException if there are no examples or the size is not positive
   */
  public Batches(Dataset data, int size, LastBatch last) {
    if (data.size() == 0 || size <= 0) {
      throw new ThalwegException(
          "batches have 1 or more examples; the size was %d, the data: %s".formatted(size, data));
    }
    this.examples = data.size();
    this.size = Math.min(size, examples);
    boolean whole = examples % this.size == 0;
    this.count = examples / this.size + (whole || last == LastBatch.DROP ? 0 : 1);
    this.order = IntStream.range(0, examples).toArray();

    Tensor weights = data.weights();
    boolean padded = !whole && last == LastBatch.PAD;
    if (padded && weights == null) {
      weights = Tensor.full(Shape.of(examples), DType.FLOAT32, 1).eval();
    }
    Tensor weightsHere = weights == null ? null : memory(weights);
    Slices slices = data.slices();
    this.batch =
        new Batch(
            memory(data.inputs()),
            memory(data.targets()),
            weightsHere,
            slices == null ? null : memory(slices.numbers()));
    this.paddingWeights = padded && weightsHere != null ? weightsHere.storage() : null;
  }

  /** Returns a tensor for as many slices as a batch has, and copies them there from now on. */
  private Tensor memory(Tensor all) {
    Shape shape = all.shape().with(0, size);
    Storage storage = Storage.allocate(all.dtype(), shape.size());
    copiers.add(new Rows(all, storage));
    return Tensor.of(shape, storage);
  }

  /** Returns the number of examples in a batch. */
  public int size() {
    return size;
  }

  /** Returns the number of batches in an epoch. */
  public int count() {
    return count;
  }

  /** Returns the number of examples in an epoch. */
  public int examples() {
    return Math.min(examples, count * size);
  }

  /** Returns the batch whose memory is filled; its values change with each {@link #load}. */
  public Batch batch() {
    return batch;
  }

  /**
   * Puts the examples in the order of an epoch, which depends on seed and epoch alone. A single
   * batch of all examples keeps its order.
   *
   * @param seed the seed
   * @param epoch the number of the epoch
   */
  public void shuffle(long seed, long epoch) {
    if (size == examples) {
      return;
    }
    if (!ordered) {
      for (int i = 0; i < examples; i++) {
        order[i] = i;
      }
    }
    SplitMix.shuffle(order, seed, epoch);
    ordered = false;
    loaded = -1;
  }

  /**
   * Fills the batch.
   *
   * @param number which one of the epoch's batches, from 0
   */
  public Batch load(int number) {
    if (number == loaded) {
      return batch;
    }
    int first = number * size;
    int filled = Math.min(size, examples - first);
    for (int c = 0; c < copiers.size(); c++) {
      Rows rows = copiers.get(c);
      for (int i = 0; i < size; i++) {
        rows.copy(order[first + i % filled], i);
      }
    }
    if (paddingWeights != null) {
      paddingWeights
          .segment()
          .asSlice(filled * (paddingWeights.segment().byteSize() / size))
          .fill((byte) 0);
    }
    loaded = number;
    return batch;
  }
}
