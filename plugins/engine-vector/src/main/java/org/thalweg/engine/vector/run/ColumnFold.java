package org.thalweg.engine.vector.run;

import java.lang.foreign.MemorySegment;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Storage;
import org.thalweg.engine.vector.library.Elements;

/**
 * A fold along columns. A piece of rows adds up in the result itself if it is the only one, else in
 * a row of partial results, which are combined in order.
 */
final class ColumnFold {
  final int operand;
  private final Buffer target;
  private final boolean max;
  private final long outer;
  private final long rowPieces;
  private final long columns;
  private final DType dtype;
  private final MemorySegment partials;

  ColumnFold(int operand, Buffer target, boolean max, long outer, long rowPieces, long columns) {
    this.operand = operand;
    this.target = target;
    this.max = max;
    this.outer = outer;
    this.rowPieces = rowPieces;
    this.columns = columns;
    this.dtype = target.dtype();
    this.partials =
        rowPieces > 1
            ? Storage.allocate(outer * rowPieces * columns * dtype.bytes())
            : MemorySegment.NULL;
  }

  MemorySegment memory() {
    return rowPieces > 1 ? partials : target.segment();
  }

  /** Sets a piece's results to the neutral element and returns where they lie, in bytes. */
  long start(long outerIndex, long rowPiece, long column, long count) {
    long first = (outerIndex * rowPieces + rowPiece) * columns + column;
    MemorySegment piece = memory();
    double neutral = Elements.neutral(dtype, max);
    for (long i = first; i < first + count; i++) {
      Elements.setDouble(piece, dtype, i, neutral);
    }
    return first * dtype.bytes();
  }

  void finish() {
    if (rowPieces <= 1) {
      return;
    }
    MemorySegment result = target.segment();
    for (long o = 0; o < outer; o++) {
      for (long c = 0; c < columns; c++) {
        long first = o * rowPieces * columns + c;
        if (dtype.isFloating()) {
          Elements.setDouble(result, dtype, o * columns + c, combineDoubles(first));
        } else {
          Elements.setLong(result, dtype, o * columns + c, combineLongs(first));
        }
      }
    }
  }

  private double combineDoubles(long first) {
    double result = Elements.neutral(dtype, max);
    for (long p = 0; p < rowPieces; p++) {
      double value = Elements.getDouble(partials, dtype, first + p * columns);
      result = max ? Math.max(result, value) : result + value;
    }
    return result;
  }

  private long combineLongs(long first) {
    long result = max ? Long.MIN_VALUE : 0;
    for (long p = 0; p < rowPieces; p++) {
      long value = Elements.getLong(partials, dtype, first + p * columns);
      result = max ? Math.max(result, value) : result + value;
    }
    return result;
  }
}
