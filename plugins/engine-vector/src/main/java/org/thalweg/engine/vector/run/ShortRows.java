package org.thalweg.engine.vector.run;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.thalweg.engine.vector.codegen.Kernel;
import org.thalweg.engine.vector.codegen.Kernels;
import org.thalweg.engine.vector.codegen.RowSplit;

/** Kernels that run one after the other over the rows of a piece; see {@link RowSplit}. */
final class ShortRows implements LoopBody {
  private final Pass[] passes;
  private final List<RowSplit.Temporary> temporaries;

  /** The operands and totals of the whole; temporaries follow. */
  private final int given;

  private final long kernelScratch;

  /** A kernel and where each of its operands and totals is found. */
  private record Pass(Kernel kernel, boolean acrossRows, int[] memory) {}

  /**
   * Makes the kernels.
   *
   * @param given the number of operands and totals of the whole
   * @param columns elements of a row
   */
  ShortRows(RowSplit.Split split, int given, long columns) {
    this.passes =
        split.passes().stream()
            .map(pass ->
                new Pass(
                    Kernels.of(pass.code()),
                    pass.acrossRows(),
                    pass.memory().stream().mapToInt(Integer::intValue).toArray()))
            .toArray(Pass[]::new);
    this.temporaries = split.temporaries();
    this.given = given;
    long most = 0;
    for (Pass pass : passes) {
      most = Math.max(most, pass.kernel.scratchBytes(pass.acrossRows ? 0 : columns));
    }
    this.kernelScratch = LoopBody.aligned(most);
  }

  @Override
  public void run(
      MemorySegment[] memory,
      long[] offsets,
      long[] strides,
      long[] params,
      Worker worker,
      long rows,
      long columns) {
    MemorySegment scratch = worker.scratch();
    for (Pass pass : passes) {
      int count = pass.memory.length;
      MemorySegment[] ownMemory = worker.passMemory(count);
      long[] ownOffsets = worker.passOffsets(count);
      long[] ownStrides = worker.passStrides(count);
      for (int k = 0; k < count; k++) {
        int which = pass.memory[k];
        if (which < given) {
          ownMemory[k] = memory[which];
          ownOffsets[k] = offsets[which];
          ownStrides[k] = strides[which];
        } else {
          ownMemory[k] = scratch;
          ownOffsets[k] = start(which - given, rows, columns);
          ownStrides[k] = rowBytes(temporaries.get(which - given), columns);
        }
      }
      pass.kernel.run(
          ownMemory,
          ownOffsets,
          ownStrides,
          params,
          scratch,
          pass.acrossRows ? 1 : rows,
          pass.acrossRows ? rows : columns);
    }
  }

  private static long rowBytes(RowSplit.Temporary temporary, long columns) {
    return temporary.type().bytes() * (temporary.perElement() ? columns : 1);
  }

  /** Returns where a temporary starts in scratch memory. */
  private long start(int number, long rows, long columns) {
    long start = kernelScratch;
    for (int i = 0; i < number; i++) {
      start += LoopBody.aligned(rows * rowBytes(temporaries.get(i), columns));
    }
    return start;
  }

  @Override
  public long scratchBytes(long rows, long columns) {
    return start(temporaries.size(), rows, columns);
  }

  @Override
  public long operations() {
    long operations = 0;
    for (Pass pass : passes) {
      operations += pass.acrossRows ? 0 : pass.kernel.operations();
    }
    return operations;
  }

  @Override
  public boolean readsBefore(int read, int written) {
    return false;
  }

  @Override
  public void warm() {
    for (Pass pass : passes) {
      pass.kernel.warm();
    }
  }

  @Override
  public boolean isReady() {
    for (Pass pass : passes) {
      if (!pass.kernel.isReady()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean isPromoted() {
    for (Pass pass : passes) {
      if (!pass.kernel.isPromoted()) {
        return false;
      }
    }
    return true;
  }
}
