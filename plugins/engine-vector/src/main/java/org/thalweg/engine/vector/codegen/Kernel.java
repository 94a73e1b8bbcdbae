package org.thalweg.engine.vector.codegen;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import org.thalweg.engine.vector.codegen.KernelCode.Access;
import org.thalweg.engine.vector.codegen.KernelCode.Operand;
import org.thalweg.engine.vector.codegen.KernelCode.Store;
import org.thalweg.engine.vector.lane.Lane;
import org.thalweg.engine.vector.lane.LaneType;
import org.thalweg.engine.vector.lane.Op;

/**
 * A kernel in both its forms. It runs as scalar code until it has done enough work to be worth the
 * compiler's time, and as vector code once that is the faster; both give the same bits.
 */
public final class Kernel {
  /** Elements after which a kernel is worth warming up. */
  private static final long WORTH_WARMING = 1 << 16;

  /**
   * The first runs are cut into so many elements. The JVM compiles a method after 100 calls, or
   * while it runs after 60,000 rounds of a loop, which interpreted code takes its time for.
   */
  private static final long SLICE = 256;

  private static final int SLICES = 512;

  private final KernelCode code;
  private final LoopKernel scalar;
  private int slicesLeft;
  private final boolean vectorizable;
  private final long operations;
  private final int keptRows;
  private final Phases phases;
  private LoopKernel active;
  private long work;

  Kernel(KernelCode code) {
    this.code = code;
    this.scalar = define(code, false);
    this.phases = new Phases(code);
    this.vectorizable = Machine.hasVectors() && isVectorizable(code, phases.slots() > 0);
    this.active = scalar;
    this.keptRows = phases.slots();
    this.slicesLeft = StagedForm.fits(code, phases) && isOfElements(code) ? SLICES : 0;
    long perElement = 0;
    for (Lane lane : code.lanes()) {
      perElement += lane.isPerElement() ? 1 : 0;
    }
    this.operations = perElement;
    if (vectorizable && Tier.current() == Tier.VECTOR) {
      this.active = makeVector();
    }
  }

  /** Returns whether a row may be cut: nothing is done once for a whole row, or looks into it. */
  private static boolean isOfElements(KernelCode code) {
    for (Store store : code.stores()) {
      if (code.operands().get(store.operand()).access() != Access.ELEMENT) {
        return false;
      }
    }
    for (Lane lane : code.lanes()) {
      if (lane.op() instanceof Op.At) {
        return false;
      }
    }
    return true;
  }

  private static boolean isVectorizable(KernelCode code, boolean keepsRows) {
    boolean elements = false;
    boolean bytes = false;
    for (Lane lane : code.lanes()) {
      elements |= lane.isPerElement();
      bytes |= keepsRows && lane.type() == LaneType.MASK;
    }
    for (Operand operand : code.operands()) {
      bytes |= operand.type() == LaneType.MASK;
    }
    Integer width = code.width();
    return width != null && elements && (!bytes || Machine.vectorBytes() / width >= Long.BYTES);
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
   * Returns whether in each row the elements of an operand are read no later than those of another
   * are written, so that they may lie at the same place.
   */
  public boolean readsBefore(int read, int written) {
    return phases.readsBefore(read, written);
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
        warm();
      }
    }
    if (slicesLeft > 0 && kernel == scalar) {
      runSliced(memory, offsets, strides, params, scratch, rows, columns);
    } else {
      kernel.run(memory, offsets, strides, params, scratch, rows, columns);
    }
  }

  /** Returns whether it takes sums over long rows block by block. */
  boolean sumsInBlocks() {
    for (int p = 0; p < phases.count(); p++) {
      if (phases.isBlocked(p)) {
        return true;
      }
    }
    return false;
  }

  /** Has the vector form compiled, unless that has begun. */
  public void warm() {
    if (vectorizable && work >= 0) {
      work = -1;
      Warmer.submit(this);
    }
  }

  /** Returns whether the form runs that shall run in the end. */
  public boolean isReady() {
    return !vectorizable || isPromoted();
  }

  private void runSliced(
      MemorySegment[] memory,
      long[] offsets,
      long[] strides,
      long[] params,
      MemorySegment scratch,
      long rows,
      long columns) {
    for (long from = 0; from < columns; from += SLICE) {
      slicesLeft--;
      scalar.run(memory, offsets, strides, params, scratch, rows, Math.min(SLICE, columns - from));
      for (int k = 0; k < code.operands().size(); k++) {
        Operand operand = code.operands().get(k);
        offsets[k] +=
            switch (operand.access()) {
              case ROW -> 0;
              case ELEMENT -> SLICE * operand.type().bytes();
              case COUNTER -> SLICE;
            };
      }
    }
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
