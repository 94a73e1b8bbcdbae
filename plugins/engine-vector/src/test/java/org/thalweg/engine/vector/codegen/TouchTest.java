package org.thalweg.engine.vector.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.thalweg.api.data.Storage;
import org.thalweg.engine.vector.codegen.KernelCode.Access;
import org.thalweg.engine.vector.codegen.KernelCode.Fold;
import org.thalweg.engine.vector.codegen.KernelCode.Mode;
import org.thalweg.engine.vector.codegen.KernelCode.Operand;
import org.thalweg.engine.vector.codegen.KernelCode.Store;
import org.thalweg.engine.vector.lane.Lane;
import org.thalweg.engine.vector.lane.LaneBuilder;
import org.thalweg.engine.vector.lane.LaneType;

/** Calls that return at once, by which kernels are warmed up. */
class TouchTest {
  /** Writes the sum of each row to all its elements: two phases, each with an end. */
  private static KernelCode sumOfRows() {
    LaneBuilder b = new LaneBuilder();
    Lane sum = b.spread(b.folded(LaneType.F32, 0));
    return new KernelCode(
        List.of(
            new Operand(LaneType.F32, Access.ELEMENT), new Operand(LaneType.F32, Access.ELEMENT)),
        List.of(),
        List.of(new Fold(b.load(LaneType.F32, 0, true), false)),
        List.of(),
        List.of(new Store(1, sum, Mode.SET)),
        false);
  }

  @Test
  void allMethodsReturnAtOnceAndStillWork() {
    Kernel kernel = new Kernel(sumOfRows());
    LoopKernel vector = kernel.makeVector();
    for (int i = 0; i < 10_000; i++) {
      vector.touch();
    }
    int columns = 37;
    MemorySegment[] memory = {Storage.allocate(4L * columns), Storage.allocate(4L * columns)};
    for (int i = 0; i < columns; i++) {
      memory[0].setAtIndex(ValueLayout.JAVA_FLOAT, i, i);
    }
    MemorySegment scratch = Storage.allocate(kernel.scratchBytes(columns));
    vector.run(memory, new long[2], new long[2], new long[0], scratch, 1, columns);
    for (int i = 0; i < columns; i++) {
      assertEquals(666, memory[1].getAtIndex(ValueLayout.JAVA_FLOAT, i));
    }
  }
}
