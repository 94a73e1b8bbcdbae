package org.thalweg.engine.vector.run;

import java.lang.foreign.MemorySegment;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.thalweg.engine.vector.codegen.Kernel;
import org.thalweg.engine.vector.codegen.KernelCode.Operand;
import org.thalweg.engine.vector.copy.Rows;
import org.thalweg.engine.vector.lane.LaneType;

/**
 * Short rows as one long row, where nothing is folded: what each row costs besides its elements
 * would be most of the time. Operands whose rows have gaps, or are one number each, are copied to
 * scratch memory first.
 */
final class FlatRows implements LoopBody {
  /** Elements of a row up to which rows are made one. */
  private static final long MOST_COLUMNS = 64;

  /** Rows from which on that pays. */
  private static final long LEAST_ROWS = 4;

  /**
   * The elements that may be copied for each row: so many for each operand, whose checks a row of
   * its own costs, and so many for the end of a row, which has a method of its own.
   */
  private static final long COPIED_PER_OPERAND = 16;

  private static final long COPIED_FOR_END = 48;

  /** Rows of a multiple of so many elements end with a whole vector on all processors. */
  private static final long WIDEST = 16;

  /** How the rows of an operand lie in memory. */
  enum Lie {
    /** One after the other, or all elements are one. */
    JOINED,
    /** With gaps between them, or one over the other. */
    APART,
    /** One element stands for each. */
    REPEATED
  }

  private final Kernel kernel;
  private final Lie[] lies;
  private final int[] bytes;

  /**
   * Takes a kernel of one row.
   *
   * @param lies how the rows of each operand lie
   */
  FlatRows(Kernel kernel, Lie[] lies) {
    this.kernel = kernel;
    this.lies = lies;
    this.bytes =
        kernel.code().operands().stream().map(Operand::type).mapToInt(LaneType::bytes).toArray();
  }

  /**
   * Returns how the rows of each operand lie if it pays to make them one, else null.
   *
   * @param mayCopy which operands could be copied
   */
  static Lie @Nullable [] lies(LoopSpace loop, IntPredicate mayCopy) {
    long columns = loop.columns();
    if (columns > MOST_COLUMNS || columns < 2 || loop.rows() < LEAST_ROWS) {
      return null;
    }
    Lie[] lies = new Lie[loop.strides().size()];
    long copied = 0;
    for (int k = 0; k < lies.length; k++) {
      boolean joined = loop.rowStride(k) == loop.columnStride(k) * columns;
      lies[k] = joined ? Lie.JOINED : loop.columnStride(k) == 1 ? Lie.APART : Lie.REPEATED;
      copied += joined ? 0 : columns;
      if (!joined && !mayCopy.test(k)) {
        return null;
      }
    }
    long end = columns % WIDEST == 0 ? 0 : COPIED_FOR_END;
    return copied <= COPIED_PER_OPERAND * lies.length + end ? lies : null;
  }

  @Override
  public void run(
      MemorySegment[] memory,
      long[] offsets,
      long[] strides,
      long[] params,
      Worker worker,
      long rows,
      long columns) {
    MemorySegment scratch = worker.scratch();
    MemorySegment[] joined = worker.passMemory(memory.length);
    long[] starts = worker.passOffsets(memory.length);
    long free = LoopBody.aligned(kernel.scratchBytes(rows * columns));
    for (int k = 0; k < lies.length; k++) {
      joined[k] = memory[k];
      starts[k] = offsets[k];
      if (lies[k] != Lie.JOINED) {
        copy(k, memory[k], offsets[k], strides[k], scratch, free, rows, (int) columns);
        joined[k] = scratch;
        starts[k] = free;
        free += LoopBody.aligned(rows * columns * bytes[k]);
      }
    }
    kernel.run(joined, starts, strides, params, scratch, 1, rows * columns);
  }

  private void copy(
      int operand,
      MemorySegment source,
      long from,
      long stride,
      MemorySegment target,
      long to,
      long rows,
      int columns) {
    int size = bytes[operand];
    long apart = (long) columns * size;
    if (lies[operand] == Lie.APART) {
      Rows.copy(source, from, stride, target, to, apart, size, rows, columns);
    } else {
      Rows.repeat(source, from, stride, target, to, apart, size, rows, columns);
    }
  }

  @Override
  public long scratchBytes(long rows, long columns) {
    long total = LoopBody.aligned(kernel.scratchBytes(rows * columns));
    for (int k = 0; k < lies.length; k++) {
      total += lies[k] == Lie.JOINED ? 0 : LoopBody.aligned(rows * columns * bytes[k]);
    }
    return total;
  }

  @Override
  public long operations() {
    return kernel.operations();
  }

  @Override
  public boolean readsBefore(int read, int written) {
    return kernel.readsBefore(read, written);
  }

  @Override
  public boolean isPromoted() {
    return kernel.isPromoted();
  }

  @Override
  public void warm() {
    kernel.warm();
  }

  @Override
  public boolean isReady() {
    return kernel.isReady();
  }
}
