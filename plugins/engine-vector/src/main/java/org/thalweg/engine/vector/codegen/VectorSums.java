package org.thalweg.engine.vector.codegen;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * The sum of {@link Partials} by vectors, with the same bits. Generated code calls it.
 *
 * <p>A vector that changes in a loop is an argument of the addition, not its receiver, whose class
 * the compiler would have to guess.
 */
public final class VectorSums {
  private static final int LANES = Species.F64.length();
  private static final VectorShuffle<Double> FOUR = neighbours(4);
  private static final VectorShuffle<Double> TWO = neighbours(2);
  private static final VectorShuffle<Double> ONE = neighbours(1);

  private VectorSums() {}

  private static VectorShuffle<Double> neighbours(int distance) {
    return VectorShuffle.fromOp(Species.F64, lane -> (lane ^ distance) % LANES);
  }

  /** Returns the sum of single precision numbers, in double precision. */
  public static double sumF32(MemorySegment memory, long offset, int lanes) {
    if (memory.getClass() != NativeSegment.TYPE) {
      throw NativeSegment.refused();
    }
    DoubleVector sum = widened(memory, offset);
    for (int i = Species.F32.length(); i < lanes; i += Species.F32.length()) {
      sum = widened(memory, offset + 4L * i).add(sum);
    }
    return total(sum);
  }

  /** Returns the sum of both halves of a vector of single precision numbers. */
  private static DoubleVector widened(MemorySegment memory, long offset) {
    FloatVector numbers = FloatVector.fromMemorySegment(Species.F32, memory, offset, Species.ORDER);
    DoubleVector low = (DoubleVector) numbers.convertShape(VectorOperators.F2D, Species.F64, 0);
    return low.add(numbers.convertShape(VectorOperators.F2D, Species.F64, 1));
  }

  private static double total(DoubleVector lanes) {
    DoubleVector four = LANES > 4 ? lanes.add(lanes.rearrange(FOUR)) : lanes;
    DoubleVector two = LANES > 2 ? four.add(four.rearrange(TWO)) : four;
    return two.add(two.rearrange(ONE)).lane(0);
  }
}
