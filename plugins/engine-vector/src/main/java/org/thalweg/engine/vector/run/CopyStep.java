package org.thalweg.engine.vector.run;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.thalweg.engine.vector.copy.Rows;
import org.thalweg.engine.vector.ir.Layout;
import org.thalweg.engine.vector.library.Elements;

/** Copies elements from one layout to another of the same extents. */
final class CopyStep extends Step {
  private static final long TILE = 32;
  private static final long ELEMENTS_PER_TASK = 1 << 15;

  /** Elements of a row up to which a loop is faster than a bulk copy. */
  private static final long SHORT = 64;

  private final Buffer source;
  private final Buffer target;
  private final LoopSpace loop;
  private final long sourceOffset;
  private final long targetOffset;
  private final int bytes;

  /** Whether each element comes to lie where it lay. */
  private final boolean isPlain;

  CopyStep(Buffer source, Layout from, Buffer target, Layout to) {
    super(List.of(source), List.of(target));
    this.source = source;
    this.target = target;
    this.loop = LoopSpace.of(from.dims(), List.of(from.strides(), to.strides()), List.of());
    this.sourceOffset = from.offset();
    this.targetOffset = to.offset();
    this.bytes = source.dtype().bytes();
    this.isPlain = from.equals(to);
  }

  private long rowsPerTask() {
    long rows = Math.max(TILE, ELEMENTS_PER_TASK / Math.max(1, loop.columns()));
    return (rows + TILE - 1) / TILE * TILE;
  }

  private long tasksPerOuter() {
    return (loop.rows() + rowsPerTask() - 1) / rowsPerTask();
  }

  private long outersPerTask() {
    return Math.max(1, ELEMENTS_PER_TASK / Math.max(1, loop.rows() * loop.columns()));
  }

  @Override
  int tasks(int team) {
    if (loop.columns() == 0 || loop.rows() == 0) {
      return 0;
    }
    long pieces = loop.outerSize() * tasksPerOuter();
    return Math.toIntExact((pieces + outersPerTask() - 1) / outersPerTask());
  }

  /** A copy in place is nothing to do. */
  @Override
  boolean allowsInPlace(Buffer read, Buffer written) {
    return isPlain;
  }

  @Override
  void run(int task, int team, Worker worker) {
    if (isPlain && source.segment().address() == target.segment().address()) {
      return;
    }
    long pieces = loop.outerSize() * tasksPerOuter();
    long end = Math.min(pieces, (task + 1) * outersPerTask());
    for (long piece = task * outersPerTask(); piece < end; piece++) {
      long outer = piece / tasksPerOuter();
      long row = piece % tasksPerOuter() * rowsPerTask();
      rows(
          sourceOffset + loop.outerOffset(0, outer),
          targetOffset + loop.outerOffset(1, outer),
          row,
          Math.min(loop.rows(), row + rowsPerTask()));
    }
  }

  private void rows(long from, long to, long firstRow, long endRow) {
    MemorySegment read = source.segment();
    MemorySegment write = target.segment();
    boolean repeats = loop.columnStride(0) == 0 && loop.columns() <= Integer.MAX_VALUE;
    boolean isShort = loop.columnStride(0) == 1 && loop.columns() <= SHORT;
    if (loop.columnStride(1) == 1 && (repeats || isShort)) {
      long first = (from + firstRow * loop.rowStride(0)) * bytes;
      long stride = loop.rowStride(0) * bytes;
      long copy = (to + firstRow * loop.rowStride(1)) * bytes;
      long apart = loop.rowStride(1) * bytes;
      long rows = endRow - firstRow;
      int columns = (int) loop.columns();
      if (repeats) {
        Rows.repeat(read, first, stride, write, copy, apart, bytes, rows, columns);
      } else {
        Rows.copy(read, first, stride, write, copy, apart, bytes, rows, columns);
      }
      return;
    }
    if (loop.columnStride(0) == 1 && loop.columnStride(1) == 1) {
      for (long row = firstRow; row < endRow; row++) {
        MemorySegment.copy(
            read,
            (from + row * loop.rowStride(0)) * bytes,
            write,
            (to + row * loop.rowStride(1)) * bytes,
            loop.columns() * bytes);
      }
      return;
    }
    // in tiles, so that lines of memory that one side jumps between stay in the cache
    for (long tileRow = firstRow; tileRow < endRow; tileRow += TILE) {
      for (long tile = 0; tile < loop.columns(); tile += TILE) {
        long lastColumn = Math.min(loop.columns(), tile + TILE);
        for (long row = tileRow; row < Math.min(endRow, tileRow + TILE); row++) {
          long sourceRow = from + row * loop.rowStride(0);
          long targetRow = to + row * loop.rowStride(1);
          for (long column = tile; column < lastColumn; column++) {
            Elements.copy(
                read,
                sourceRow + column * loop.columnStride(0),
                write,
                targetRow + column * loop.columnStride(1),
                bytes);
          }
        }
      }
    }
  }

  @Override
  long nanos() {
    return loop.outerSize() * loop.rows() * loop.columns() / 2 + 50;
  }

  @Override
  public String toString() {
    return "copy %s to %s".formatted(source, target);
  }
}
