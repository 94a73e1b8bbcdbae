package org.thalweg.engine.vector.gemm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thalweg.api.data.Storage;
import org.thalweg.engine.vector.codegen.Warmer;
import org.thalweg.engine.vector.lane.LaneType;

/** Products have the bits of a chain of multiply-adds, however they are blocked and packed. */
class GemmTest {
  private static final int THREADS = 3;
  private static final int MOST_ROWS = 12;

  /** How the elements of an operand lie. */
  enum Lie {
    BY_ROWS,
    BY_COLUMNS,
    APART;

    Matrix matrix(long offset, long rows, long columns) {
      return switch (this) {
        case BY_ROWS -> new Matrix(offset, columns + 3, 1);
        case BY_COLUMNS -> new Matrix(offset, 1, rows + 5);
        case APART -> new Matrix(offset, 2 * columns + 1, 2);
      };
    }
  }

  private final LaneType[] types = {LaneType.F32, LaneType.F64};

  @ParameterizedTest
  @EnumSource
  void packsOperandsHoweverTheyLie(Lie left) {
    SplittableRandom random = new SplittableRandom(41);
    for (LaneType type : types) {
      for (Lie right : Lie.values()) {
        for (int trial = 0; trial < 6; trial++) {
          int m = random.nextInt(1, 80);
          int n = random.nextInt(1, 70);
          int k = random.nextInt(1, 40);
          check(type, m, n, k, left, right, trial % 2 == 1, random.split());
        }
      }
    }
  }

  @Test
  void takesBlockAfterBlock() {
    SplittableRandom random = new SplittableRandom(42);
    for (LaneType type : types) {
      int columns = Right.PANELS * Right.width(type) + 5;
      int rows = Left.TILES * MOST_ROWS + 7;
      int depth = Left.depth(type) + 9;
      check(type, 40, columns, 3, Lie.BY_ROWS, Lie.BY_ROWS, false, random.split());
      check(type, 2, columns, depth, Lie.BY_ROWS, Lie.BY_COLUMNS, false, random.split());
      check(type, rows, 20, depth, Lie.BY_COLUMNS, Lie.BY_ROWS, true, random.split());
    }
  }

  @Test
  void keepsTheSignOfZero() {
    int rows = 40;
    MemorySegment a = Storage.allocate((long) rows * Float.BYTES);
    for (int i = 0; i < rows; i++) {
      a.setAtIndex(ValueLayout.JAVA_FLOAT, i, -Float.MIN_VALUE);
    }
    MemorySegment b = Storage.allocate(Float.BYTES);
    b.set(ValueLayout.JAVA_FLOAT, 0, 0.25f);
    MemorySegment c = Storage.allocate((long) rows * Float.BYTES);
    Gemm gemm = new Gemm(LaneType.F32, rows, 1, 1, false, false);
    MemorySegment scratch = Storage.allocate(gemm.scratchBytes());
    Matrix one = new Matrix(0, 1, 1);
    gemm.run(0, 1, a, one, b, Gemm.panels(one, LaneType.F32), c, one, scratch);
    for (int i = 0; i < rows; i++) {
      assertEquals(-0.0f, c.getAtIndex(ValueLayout.JAVA_FLOAT, i));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = LaneType.class,
      names = {"F32", "F64"})
  void leavesTheArraysOfAThreadAloneWhenItsPartsAreWarmedUp(LaneType type) {
    int rows = 6;
    List<Object> own = List.of(Left.own(type, rows), Right.own(type, Right.PANELS));
    own.forEach(array -> fill(array, 7));
    List<Warmer.Candidate> candidates =
        List.of(
            Strips.of(type).candidate(),
            Tiles.of(new TileShape(type, rows, Right.VECTORS, true, true)).candidate());
    for (Warmer.Candidate candidate : candidates) {
      candidate.runScalar();
      candidate.runVector();
    }
    for (Object array : own) {
      for (int i = 0; i < Array.getLength(array); i++) {
        assertEquals(7, Array.getDouble(array, i), "element " + i);
      }
    }
  }

  private static void fill(Object array, double number) {
    for (int i = 0; i < Array.getLength(array); i++) {
      if (array instanceof float[] singles) {
        singles[i] = (float) number;
      } else {
        ((double[]) array)[i] = number;
      }
    }
  }

  private static void check(
      LaneType type,
      int m,
      int n,
      int k,
      Lie left,
      Lie right,
      boolean adds,
      SplittableRandom random) {
    Matrix a = left.matrix(random.nextInt(4), m, k);
    Matrix b = right.matrix(random.nextInt(4), k, n);
    Matrix c = Lie.BY_ROWS.matrix(random.nextInt(4), m, n);
    MemorySegment as = numbers(type, a.at(m - 1, k - 1) + 1, random);
    MemorySegment bs = numbers(type, b.at(k - 1, n - 1) + 1, random);
    MemorySegment cs = numbers(type, c.at(m - 1, n - 1) + 1, random);
    MemorySegment before = Storage.allocate(cs.byteSize());
    before.copyFrom(cs);
    Gemm gemm = new Gemm(type, m, n, k, false, adds);
    MemorySegment scratch = Storage.allocate(gemm.scratchBytes());
    // what earlier products left must not matter
    fill(Left.own(type, MOST_ROWS), Double.NaN);
    fill(Right.own(type, Right.PANELS), Double.NaN);
    for (int i = 0; i < gemm.rectangles(THREADS); i++) {
      gemm.run(i, THREADS, as, a, bs, Gemm.panels(b, type), cs, c, scratch);
    }
    String what = List.of(type, m, n, k, left, right, adds).toString();
    boolean[] written = new boolean[(int) (cs.byteSize() / type.bytes())];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        long at = c.at(i, j);
        double sum = adds ? get(before, type, at) : 0;
        for (int p = 0; p < k; p++) {
          double x = get(as, type, a.at(i, p));
          double y = get(bs, type, b.at(p, j));
          sum =
              type == LaneType.F32
                  ? Math.fma((float) x, (float) y, (float) sum)
                  : Math.fma(x, y, sum);
        }
        assertEquals(sum, get(cs, type, at), what);
        written[(int) at] = true;
      }
    }
    for (int at = 0; at < written.length; at++) {
      if (!written[at]) {
        assertEquals(get(before, type, at), get(cs, type, at), what);
      }
    }
  }

  /** Returns random numbers in memory that begins anywhere. */
  private static MemorySegment numbers(LaneType type, long count, SplittableRandom random) {
    long bytes = count * type.bytes();
    int start = random.nextInt(8);
    MemorySegment memory = Storage.allocate(bytes + start).asSlice(start, bytes);
    for (long i = 0; i < count; i++) {
      double number = random.nextDouble(-1, 1);
      if (type == LaneType.F32) {
        memory.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i, (float) number);
      } else {
        memory.setAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i, number);
      }
    }
    return memory;
  }

  private static double get(MemorySegment memory, LaneType type, long index) {
    return type == LaneType.F32
        ? memory.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, index)
        : memory.getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, index);
  }
}
