package org.thalweg.engine.vector.codegen;

import java.util.List;
import org.thalweg.engine.vector.lane.LaneType;

/** What kernels may count on: whether there are vectors, and how wide. */
public final class Machine {
  /** The system property that narrows vectors to a number of bits; for tests. */
  public static final String BITS_PROPERTY = "thalweg.vector.bits";

  /**
   * The partial results that a sum keeps at least, in bytes: the widest vector that is used. Where
   * vectors are narrower, several make up a span, so that sums have the same bits on every machine.
   */
  public static final int SPAN_BYTES = 64;

  /** The module with the Vector API. */
  public static final String VECTOR_MODULE = "jdk.incubator.vector";

  private static final boolean VECTORS = ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
  private static final int BYTES = VECTORS ? Width.bytes() : SPAN_BYTES;

  private static final boolean ORDERS_READS =
      List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));

  private Machine() {}

  /** Returns whether the Vector API is there. */
  public static boolean hasVectors() {
    return VECTORS;
  }

  /** Returns the width of a vector in bytes; 64 where there are none. */
  public static int vectorBytes() {
    return BYTES;
  }

  /** Returns the number of vectors in a span. */
  public static int vectorsOfSpan() {
    return SPAN_BYTES / BYTES;
  }

  /** Returns the number of elements of a type in a vector. */
  public static int lanes(LaneType type) {
    return BYTES / type.bytes();
  }

  /**
   * Returns whether the processor keeps the order of reads by itself: a fence between reads binds
   * the compiler then and is no instruction.
   */
  public static boolean ordersReads() {
    return ORDERS_READS;
  }

  /** Returns one line for people, such as {@code 512-bit vectors}. */
  public static String describe() {
    return VECTORS
        ? BYTES * 8 + "-bit vectors"
        : "scalar code (run java with --add-modules " + VECTOR_MODULE + " for vectors)";
  }
}
