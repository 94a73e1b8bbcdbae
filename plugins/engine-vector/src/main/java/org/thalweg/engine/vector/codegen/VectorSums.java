package org.thalweg.engine.vector.codegen;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sum of {@link Partials} by vectors, with the same bits. Generated code calls it.
 *
 * <p>A vector that changes in a loop is an argument of the addition, not its receiver, whose class
 * the compiler would have to guess.
 */
public final class VectorSums {
  /** Doubles in a span, and in a vector. */
  private static final int SPAN = Machine.SPAN_BYTES / Double.BYTES;

  private static final int LANES = Species.F64.length();

  /** As many floats as a vector has doubles. */
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(
          float.class, VectorShape.forBitSize(Species.F64.vectorShape().vectorBitSize() / 2));

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
    return switch (Machine.vectorsOfSpan()) {
      case 1 -> {
        DoubleVector eight = part(memory, offset, lanes, 0);
        yield ofFour(eight.add(eight.rearrange(FOUR)));
      }
      case 2 -> ofFour(part(memory, offset, lanes, 4).add(part(memory, offset, lanes, 0)));
      default -> {
        DoubleVector even = part(memory, offset, lanes, 4).add(part(memory, offset, lanes, 0));
        yield ofTwo(part(memory, offset, lanes, 6).add(part(memory, offset, lanes, 2)).add(even));
      }
    };
  }

  /** Returns the sums of the numbers that come to lie in some lanes of a span of doubles. */
  private static DoubleVector part(MemorySegment memory, long offset, int lanes, int lane) {
    DoubleVector sum = widened(memory, offset + 4L * lane);
    for (int i = 2 * SPAN; i < lanes; i += 2 * SPAN) {
      sum = widened(memory, offset + 4L * (i + lane)).add(sum);
    }
    return sum;
  }

  /** Returns the sum of a number and the one half a span of floats further, of each lane. */
  private static DoubleVector widened(MemorySegment memory, long offset) {
    return doubles(memory, offset + 4L * SPAN).add(doubles(memory, offset));
  }

  private static DoubleVector doubles(MemorySegment memory, long offset) {
    FloatVector numbers = FloatVector.fromMemorySegment(HALF, memory, offset, Species.ORDER);
    return (DoubleVector) numbers.convertShape(VectorOperators.F2D, Species.F64, 0);
  }

  private static double ofFour(DoubleVector lanes) {
    return ofTwo(lanes.add(lanes.rearrange(TWO)));
  }

  private static double ofTwo(DoubleVector lanes) {
    return lanes.add(lanes.rearrange(ONE)).lane(0);
  }
}
