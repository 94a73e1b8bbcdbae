package org.thalweg.engine.vector.copy;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import org.thalweg.api.data.Storage;
import org.thalweg.engine.vector.codegen.Machine;
import org.thalweg.engine.vector.codegen.OneMethod;
import org.thalweg.engine.vector.codegen.Tier;
import org.thalweg.engine.vector.codegen.Warmer;

/**
 * Copies strips of matrices: rows of two vectors' width, which are too short for the machine's own
 * copying of memory to be quick.
 */
public final class Strips {
  /** Vectors of a row. */
  public static final int VECTORS = 2;

  /** Rows after which the vector form is worth warming up. */
  private static final long WORTH_WARMING = 1 << 14;

  private static final Strips STRIPS = new Strips();

  private final Strip scalar = Strips::rows;
  private volatile Strip active;
  private long work;

  private Strips() {
    this.active = Machine.hasVectors() && Tier.current() == Tier.VECTOR ? define() : scalar;
  }

  /** Returns the bytes of a row. */
  public static long bytes() {
    return (long) VECTORS * Machine.vectorBytes();
  }

  /** Writes rows of {@link #bytes} one behind the other. All numbers but rows are in bytes. */
  public static void copy(
      MemorySegment source,
      long sourceOffset,
      long sourceStride,
      MemorySegment target,
      long targetOffset,
      long rows) {
    STRIPS.get(rows).run(source, sourceOffset, sourceStride, target, targetOffset, rows);
  }

  private Strip get(long rows) {
    Strip strip = active;
    if (strip == scalar && work >= 0 && Machine.hasVectors()) {
      work += rows;
      if (work > WORTH_WARMING) {
        work = -1;
        Warmer.submit(new Warming());
      }
    }
    return strip;
  }

  private static void rows(
      MemorySegment source,
      long sourceOffset,
      long sourceStride,
      MemorySegment target,
      long targetOffset,
      long rows) {
    for (long row = 0; row < rows; row++) {
      MemorySegment.copy(
          source, sourceOffset + row * sourceStride, target, targetOffset + row * bytes(), bytes());
    }
  }

  private static Strip define() {
    return OneMethod.of(MethodHandles.lookup(), Strip.class, StripWriter::write);
  }

  /** Runs the strip on memory of its own. */
  private final class Warming implements Warmer.Candidate {
    private static final int ROWS = 64;

    private final MemorySegment source = Storage.allocate(ROWS * bytes());
    private final MemorySegment target = Storage.allocate(ROWS * bytes());
    private Strip vector = scalar;

    @Override
    public void renew() {
      vector = define();
    }

    @Override
    public void runVector() {
      vector.run(source, 0, bytes(), target, 0, ROWS);
    }

    @Override
    public void touchVector() {
      vector.run(source, 0, bytes(), target, 0, -1);
    }

    @Override
    public void runScalar() {
      scalar.run(source, 0, bytes(), target, 0, ROWS);
    }

    @Override
    public long hotNanos() {
      return 100 + 4L * ROWS;
    }

    @Override
    public void promote() {
      active = vector;
    }

    @Override
    public String toString() {
      return "copying of strips";
    }
  }
}
