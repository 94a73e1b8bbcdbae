package org.thalweg.engine.vector.codegen;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Arrays of a thread that pieces of rows are copied to and from; generated code calls these. */
public final class Stage {
  /** Elements of a piece: the pieces of a dozen operands fit the nearest cache. */
  private static final int LENGTH = 512;

  private static final ThreadLocal<Stage> OWN =
      new ThreadLocal<>() {
        @Override
        protected Stage initialValue() {
          return new Stage();
        }
      };

  private float[][] floats = {};
  private double[][] doubles = {};
  private int[][] ints = {};
  private long[][] longs = {};
  private byte[][] bytes = {};

  private Stage() {}

  /** Returns the length of the piece that starts at a column. */
  public static int length(long column, long limit) {
    return (int) Math.min(LENGTH, limit - column);
  }

  public static float[] arrayF32(int operand) {
    Stage own = OWN.get();
    if (operand >= own.floats.length) {
      own.floats = new float[operand + 1][LENGTH];
    }
    return own.floats[operand];
  }

  public static double[] arrayF64(int operand) {
    Stage own = OWN.get();
    if (operand >= own.doubles.length) {
      own.doubles = new double[operand + 1][LENGTH];
    }
    return own.doubles[operand];
  }

  public static int[] arrayI32(int operand) {
    Stage own = OWN.get();
    if (operand >= own.ints.length) {
      own.ints = new int[operand + 1][LENGTH];
    }
    return own.ints[operand];
  }

  public static long[] arrayI64(int operand) {
    Stage own = OWN.get();
    if (operand >= own.longs.length) {
      own.longs = new long[operand + 1][LENGTH];
    }
    return own.longs[operand];
  }

  public static byte[] arrayMASK(int operand) {
    Stage own = OWN.get();
    if (operand >= own.bytes.length) {
      own.bytes = new byte[operand + 1][LENGTH];
    }
    return own.bytes[operand];
  }

  public static void load(float[] array, MemorySegment memory, long offset, int length) {
    MemorySegment.copy(memory, ValueLayout.JAVA_FLOAT_UNALIGNED, offset, array, 0, length);
  }

  public static void load(double[] array, MemorySegment memory, long offset, int length) {
    MemorySegment.copy(memory, ValueLayout.JAVA_DOUBLE_UNALIGNED, offset, array, 0, length);
  }

  public static void load(int[] array, MemorySegment memory, long offset, int length) {
    MemorySegment.copy(memory, ValueLayout.JAVA_INT_UNALIGNED, offset, array, 0, length);
  }

  public static void load(long[] array, MemorySegment memory, long offset, int length) {
    MemorySegment.copy(memory, ValueLayout.JAVA_LONG_UNALIGNED, offset, array, 0, length);
  }

  public static void load(byte[] array, MemorySegment memory, long offset, int length) {
    MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset, array, 0, length);
  }

  public static void store(float[] array, MemorySegment memory, long offset, int length) {
    MemorySegment.copy(array, 0, memory, ValueLayout.JAVA_FLOAT_UNALIGNED, offset, length);
  }

  public static void store(double[] array, MemorySegment memory, long offset, int length) {
    MemorySegment.copy(array, 0, memory, ValueLayout.JAVA_DOUBLE_UNALIGNED, offset, length);
  }

  public static void store(int[] array, MemorySegment memory, long offset, int length) {
    MemorySegment.copy(array, 0, memory, ValueLayout.JAVA_INT_UNALIGNED, offset, length);
  }

  public static void store(long[] array, MemorySegment memory, long offset, int length) {
    MemorySegment.copy(array, 0, memory, ValueLayout.JAVA_LONG_UNALIGNED, offset, length);
  }

  public static void store(byte[] array, MemorySegment memory, long offset, int length) {
    MemorySegment.copy(array, 0, memory, ValueLayout.JAVA_BYTE, offset, length);
  }
}
