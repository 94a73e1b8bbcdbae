package org.thalweg.engine.vector.codegen;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import org.thalweg.engine.vector.lane.Function;
import org.thalweg.engine.vector.lane.Special;

/** Functions that are called for each element of a vector. Generated code calls these. */
public final class VectorCalls {
  private static final ValueLayout.OfFloat F32 = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfDouble F64 = ValueLayout.JAVA_DOUBLE_UNALIGNED;
  private static final Function[] FUNCTIONS = Function.values();
  private static final long SECOND = 256;

  private VectorCalls() {}

  public static FloatVector apply(
      FloatVector a, FloatVector b, int function, MemorySegment scratch) {
    a.intoMemorySegment(scratch, 0, Species.ORDER);
    b.intoMemorySegment(scratch, SECOND, Species.ORDER);
    Function called = FUNCTIONS[function];
    for (int i = 0; i < a.length(); i++) {
      double value =
          Special.apply(called, scratch.get(F32, 4L * i), scratch.get(F32, SECOND + 4L * i));
      scratch.set(F32, 4L * i, (float) value);
    }
    return FloatVector.fromMemorySegment(Species.F32, scratch, 0, Species.ORDER);
  }

  public static DoubleVector apply(
      DoubleVector a, DoubleVector b, int function, MemorySegment scratch) {
    a.intoMemorySegment(scratch, 0, Species.ORDER);
    b.intoMemorySegment(scratch, SECOND, Species.ORDER);
    Function called = FUNCTIONS[function];
    for (int i = 0; i < a.length(); i++) {
      double value =
          Special.apply(called, scratch.get(F64, 8L * i), scratch.get(F64, SECOND + 8L * i));
      scratch.set(F64, 8L * i, value);
    }
    return DoubleVector.fromMemorySegment(Species.F64, scratch, 0, Species.ORDER);
  }
}
