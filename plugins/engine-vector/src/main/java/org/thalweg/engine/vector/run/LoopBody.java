package org.thalweg.engine.vector.run;

import java.lang.foreign.MemorySegment;
import org.thalweg.api.data.Storage;
import org.thalweg.engine.vector.codegen.Kernel;
import org.thalweg.engine.vector.codegen.LoopKernel;

/** What a loop does with a piece of its space. */
interface LoopBody {
  /** Works on some rows; see {@link LoopKernel#run}. */
  void run(
      MemorySegment[] memory,
      long[] offsets,
      long[] strides,
      long[] params,
      Worker worker,
      long rows,
      long columns);

  /** Returns the scratch memory that a piece takes. */
  long scratchBytes(long rows, long columns);

  /** Returns the number of operations on an element. */
  long operations();

  /**
   * Returns whether in each row the elements of an operand are read no later than those of another
   * are written, so that they may lie at the same place.
   */
  boolean readsBefore(int read, int written);

  /** Returns whether all of it runs as vector code. */
  boolean isPromoted();

  /** Has vector code compiled. */
  void warm();

  /** Returns whether all of it runs as it shall run in the end. */
  boolean isReady();

  /** Returns where memory that follows so many bytes of scratch memory starts. */
  static long aligned(long bytes) {
    return (bytes + Storage.ALIGNMENT - 1) / Storage.ALIGNMENT * Storage.ALIGNMENT;
  }

  /** Returns a kernel that takes whole rows. */
  static LoopBody of(Kernel kernel) {
    return new WholeRows(kernel);
  }

  /** One kernel for all. */
  record WholeRows(Kernel kernel) implements LoopBody {
    @Override
    public void run(
        MemorySegment[] memory,
        long[] offsets,
        long[] strides,
        long[] params,
        Worker worker,
        long rows,
        long columns) {
      kernel.run(memory, offsets, strides, params, worker.scratch(), rows, columns);
    }

    @Override
    public long scratchBytes(long rows, long columns) {
      return kernel.scratchBytes(columns);
    }

    @Override
    public long operations() {
      return kernel.operations();
    }

    @Override
    public boolean readsBefore(int read, int written) {
      return kernel.readsBefore(read, written);
    }

    @Override
    public boolean isPromoted() {
      return kernel.isPromoted();
    }

    @Override
    public void warm() {
      kernel.warm();
    }

    @Override
    public boolean isReady() {
      return kernel.isReady();
    }
  }
}
