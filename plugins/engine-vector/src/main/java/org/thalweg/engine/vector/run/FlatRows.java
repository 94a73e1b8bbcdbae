package org.thalweg.engine.vector.run;

import java.lang.foreign.MemorySegment;
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
  private static final long ALIGNMENT = 64;

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

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
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
    long free = aligned(kernel.scratchBytes(rows * columns));
    for (int k = 0; k < lies.length; k++) {
      joined[k] = memory[k];
      starts[k] = offsets[k];
      if (lies[k] != Lie.JOINED) {
        copy(k, memory[k], offsets[k], strides[k], scratch, free, rows, (int) columns);
        joined[k] = scratch;
        starts[k] = free;
        free += aligned(rows * columns * bytes[k]);
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
    long total = aligned(kernel.scratchBytes(rows * columns));
    for (int k = 0; k < lies.length; k++) {
      total += lies[k] == Lie.JOINED ? 0 : aligned(rows * columns * bytes[k]);
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
