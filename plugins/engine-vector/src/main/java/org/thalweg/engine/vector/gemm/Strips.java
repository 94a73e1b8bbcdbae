package org.thalweg.engine.vector.gemm;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import org.thalweg.api.data.Storage;
import org.thalweg.engine.vector.codegen.Machine;
import org.thalweg.engine.vector.codegen.OneMethod;
import org.thalweg.engine.vector.codegen.Tier;
import org.thalweg.engine.vector.codegen.Warmer;
import org.thalweg.engine.vector.lane.LaneType;

/**
 * What copies rows into panels: pieces too short for the machine's own copying of memory to be
 * quick. It runs as plain Java until its vector form is compiled.
 */
final class Strips {
  private static final Strips SINGLES = new Strips(LaneType.F32);
  private static final Strips DOUBLES = new Strips(LaneType.F64);

  /** Pieces after which the vector form is worth warming up. */
  private static final long WORTH_WARMING = 1 << 14;

  private final LaneType type;
  private final Strip scalar;
  private volatile Strip active;
  private long work;

  private Strips(LaneType type) {
    this.type = type;
    this.scalar = this::rows;
    this.active = Machine.hasVectors() && Tier.current() == Tier.VECTOR ? define() : scalar;
  }

  static Strips of(LaneType type) {
    return type == LaneType.F32 ? SINGLES : DOUBLES;
  }

  /** Returns the form to run, given how many pieces it is about to copy. */
  Strip get(long pieces) {
    Strip strip = active;
    if (strip == scalar && work >= 0 && Machine.hasVectors()) {
      work += pieces;
      if (work > WORTH_WARMING) {
        work = -1;
        Warmer.submit(candidate());
      }
    }
    return strip;
  }

  /** Returns what is warmed up. */
  Warmer.Candidate candidate() {
    return new Warming();
  }

  private void rows(
      MemorySegment source,
      long sourceOffset,
      long sourceStride,
      Object target,
      long rows,
      int panels) {
    int width = Right.width(type);
    for (int row = 0; row < rows; row++) {
      for (int panel = 0; panel < panels; panel++) {
        long from = sourceOffset + row * sourceStride + (long) panel * width * type.bytes();
        int to = panel * Right.elements(type) + row * width;
        Room.copy(source, from, type, target, to, width);
      }
    }
  }

  private Strip define() {
    return OneMethod.of(MethodHandles.lookup(), Strip.class, c -> StripWriter.write(c, type));
  }

  /** Runs the strip on memory of its own, not that of the thread which begins it. */
  private final class Warming implements Warmer.Candidate {
    private static final int ROWS = 16;
    private static final int PANELS = 4;

    private final int stride = PANELS * Right.width(type) * type.bytes();
    private final MemorySegment source = Storage.allocate((long) ROWS * stride);
    private final Object target = Right.in(new Room(), type, PANELS);
    private Strip vector = scalar;

    @Override
    public void renew() {
      vector = define();
    }

    @Override
    public void runVector() {
      vector.run(source, 0, stride, target, ROWS, PANELS);
    }

    @Override
    public void touchVector() {
      vector.run(source, 0, stride, target, -1, PANELS);
    }

    @Override
    public void runScalar() {
      scalar.run(source, 0, stride, target, ROWS, PANELS);
    }

    @Override
    public long hotNanos() {
      return 100 + 6L * ROWS * PANELS;
    }

    @Override
    public void promote() {
      active = vector;
    }

    @Override
    public String toString() {
      return "copying of strips of " + type;
    }
  }
}
