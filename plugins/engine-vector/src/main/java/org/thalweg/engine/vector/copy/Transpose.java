package org.thalweg.engine.vector.copy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import org.thalweg.api.data.Storage;
import org.thalweg.engine.vector.codegen.Machine;
import org.thalweg.engine.vector.codegen.OneMethod;
import org.thalweg.engine.vector.codegen.Tier;
import org.thalweg.engine.vector.codegen.Warmer;

/** Transposes rectangles of elements of four or eight bytes, square by square. */
public final class Transpose {
  private static final ValueLayout.OfInt I32 = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong I64 = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final Transpose FOUR = new Transpose(4);
  private static final Transpose EIGHT = new Transpose(8);

  /** Elements after which the vector form is worth warming up. */
  private static final long WORTH_WARMING = 1 << 16;

  private final int bytes;
  private final int side;
  private final Transposer scalar;
  private volatile Transposer active;
  private long work;

  private Transpose(int bytes) {
    this.bytes = bytes;
    this.side = Machine.vectorBytes() / bytes;
    this.scalar = this::square;
    this.active = Machine.hasVectors() && Tier.current() == Tier.VECTOR ? define() : scalar;
  }

  /** Returns what transposes elements of a size. */
  public static Transpose of(int bytes) {
    return bytes == 4 ? FOUR : EIGHT;
  }

  /**
   * Writes element (i, j) of the source as element (j, i) of the target. Offsets and strides are in
   * bytes; elements of a row are neighbours on both sides.
   */
  public void run(
      MemorySegment source,
      long sourceOffset,
      long sourceStride,
      MemorySegment target,
      long targetOffset,
      long targetStride,
      long rows,
      long columns) {
    Transposer transposer = active;
    if (transposer == scalar && work >= 0 && Machine.hasVectors()) {
      work += rows * columns;
      if (work > WORTH_WARMING) {
        work = -1;
        Warmer.submit(new Warming());
      }
    }
    long wholeRows = rows / side * side;
    long wholeColumns = columns / side * side;
    for (long i = 0; i < wholeRows; i += side) {
      for (long j = 0; j < wholeColumns; j += side) {
        transposer.run(
            source,
            sourceOffset + i * sourceStride + j * bytes,
            sourceStride,
            target,
            targetOffset + j * targetStride + i * bytes,
            targetStride);
      }
    }
    rest(
        source,
        sourceOffset,
        sourceStride,
        target,
        targetOffset,
        targetStride,
        0,
        wholeRows,
        wholeColumns,
        columns);
    rest(
        source,
        sourceOffset,
        sourceStride,
        target,
        targetOffset,
        targetStride,
        wholeRows,
        rows,
        0,
        columns);
  }

  private void square(
      MemorySegment source,
      long sourceOffset,
      long sourceStride,
      MemorySegment target,
      long targetOffset,
      long targetStride) {
    rest(source, sourceOffset, sourceStride, target, targetOffset, targetStride, 0, side, 0, side);
  }

  private void rest(
      MemorySegment source,
      long sourceOffset,
      long sourceStride,
      MemorySegment target,
      long targetOffset,
      long targetStride,
      long fromRow,
      long toRow,
      long fromColumn,
      long toColumn) {
    for (long i = fromRow; i < toRow; i++) {
      long from = sourceOffset + i * sourceStride;
      long to = targetOffset + i * bytes;
      if (bytes == 4) {
        for (long j = fromColumn; j < toColumn; j++) {
          target.set(I32, to + j * targetStride, source.get(I32, from + j * 4));
        }
      } else {
        for (long j = fromColumn; j < toColumn; j++) {
          target.set(I64, to + j * targetStride, source.get(I64, from + j * 8));
        }
      }
    }
  }

  private Transposer define() {
    return OneMethod.of(
        MethodHandles.lookup(), Transposer.class, c -> TransposerWriter.write(c, bytes));
  }

  /** Runs the transposer on memory of its own. */
  private final class Warming implements Warmer.Candidate {
    private final long stride = (long) side * bytes;
    private final MemorySegment source = Storage.allocate(side * stride);
    private final MemorySegment target = Storage.allocate(side * stride);
    private Transposer vector = scalar;

    @Override
    public void renew() {
      vector = define();
    }

    @Override
    public void runVector() {
      vector.run(source, 0, stride, target, 0, stride);
    }

    @Override
    public void touchVector() {
      vector.run(source, -1, stride, target, 0, stride);
    }

    @Override
    public void runScalar() {
      scalar.run(source, 0, stride, target, 0, stride);
    }

    @Override
    public long hotNanos() {
      return 100 + 20L * side;
    }

    @Override
    public void promote() {
      active = vector;
    }

    @Override
    public String toString() {
      return "transposition of " + bytes + " bytes";
    }
  }
}
