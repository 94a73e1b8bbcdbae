package org.thalweg.engine.vector.codegen;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import org.thalweg.engine.vector.lane.LaneType;

/**
 * A kernel in both its forms. It runs as scalar code until it has done enough work to be worth the
 * compiler's time, and as vector code once that is the faster; both give the same bits.
 */
public final class Kernel {
  /** Elements after which a kernel is worth warming up. */
  private static final long WORTH_WARMING = 1 << 16;

  private final KernelCode code;
  private final LoopKernel scalar;
  private final boolean vectorizable;
  private final long operations;
  private final int keptRows;
  private final boolean singlePass;
  private LoopKernel active;
  private long work;

  Kernel(KernelCode code) {
    this.code = code;
    this.scalar = define(code, false);
    this.vectorizable = Machine.hasVectors() && isVectorizable(code);
    this.active = scalar;
    Phases phases = new Phases(code);
    this.keptRows = phases.slots();
    this.singlePass = phases.isSinglePass();
    this.operations = code.lanes().stream().filter(lane -> lane.isPerElement()).count();
    if (vectorizable && Tier.current() == Tier.VECTOR) {
      this.active = makeVector();
    }
  }

  private static boolean isVectorizable(KernelCode code) {
    Integer width = code.width();
    if (width == null || code.lanes().stream().noneMatch(lane -> lane.isPerElement())) {
      return false;
    }
    boolean bytes =
        code.operands().stream().anyMatch(operand -> operand.type() == LaneType.MASK)
            || new Phases(code).slots() > 0
                && code.lanes().stream().anyMatch(lane -> lane.type() == LaneType.MASK);
    return !bytes || Machine.vectorBytes() / width >= Long.BYTES;
  }

  private static LoopKernel define(KernelCode code, boolean vector) {
    Constants constants = new Constants();
    byte[] bytes = KernelWriter.write(code, vector, constants);
    Dump.write(code, vector, bytes);
    try {
      return (LoopKernel)
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(bytes, constants.table(), true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException("a generated kernel is not valid:\n" + code, e);
    }
  }

  /** Returns what the kernel does. */
  public KernelCode code() {
    return code;
  }

  /** Returns the number of operations on an element. */
  public long operations() {
    return operations;
  }

  /** Returns the scratch memory that a run over rows of a length takes. */
  public long scratchBytes(long columns) {
    return Phases.scratchBytes(keptRows, columns);
  }

  /**
   * Returns whether inputs are read in one pass only, so that an output may take the place of one.
   */
  public boolean isSinglePass() {
    return singlePass;
  }

  /** Runs the kernel; see {@link LoopKernel#run}. */
  public void run(
      MemorySegment[] memory,
      long[] offsets,
      long[] strides,
      long[] params,
      MemorySegment scratch,
      long rows,
      long columns) {
    LoopKernel kernel = active;
    if (kernel == scalar && vectorizable && work >= 0) {
      work += rows * columns;
      if (work >= WORTH_WARMING) {
        work = -1;
        Warmer.submit(this);
      }
    }
    kernel.run(memory, offsets, strides, params, scratch, rows, columns);
  }

  LoopKernel scalar() {
    return scalar;
  }

  LoopKernel makeVector() {
    return define(code, true);
  }

  /** Switches to a vector form. */
  void promote(LoopKernel vector) {
    active = vector;
  }

  /** Returns whether the vector form runs. */
  public boolean isPromoted() {
    return active != scalar;
  }

  /** Returns the formula. */
  @Override
  public String toString() {
    return code.toString();
  }
}
