package org.thalweg.engine.vector.copy;

import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.thalweg.engine.vector.codegen.Species;

/**
 * Movements of a transposition's stages, as constants for generated code: runs of 1, 2, 4 or 8
 * elements moved up or down by their length, and the lanes of odd and even runs.
 */
final class Stages {
  static final VectorShuffle<Float> UP_F32_1 = up(Species.F32, 1);
  static final VectorShuffle<Float> UP_F32_2 = up(Species.F32, 2);
  static final VectorShuffle<Float> UP_F32_4 = up(Species.F32, 4);
  static final VectorShuffle<Float> UP_F32_8 = up(Species.F32, 8);
  static final VectorShuffle<Float> DOWN_F32_1 = down(Species.F32, 1);
  static final VectorShuffle<Float> DOWN_F32_2 = down(Species.F32, 2);
  static final VectorShuffle<Float> DOWN_F32_4 = down(Species.F32, 4);
  static final VectorShuffle<Float> DOWN_F32_8 = down(Species.F32, 8);
  static final VectorMask<Float> ODD_F32_1 = odd(Species.F32, 1);
  static final VectorMask<Float> ODD_F32_2 = odd(Species.F32, 2);
  static final VectorMask<Float> ODD_F32_4 = odd(Species.F32, 4);
  static final VectorMask<Float> ODD_F32_8 = odd(Species.F32, 8);
  static final VectorMask<Float> EVEN_F32_1 = odd(Species.F32, 1).not();
  static final VectorMask<Float> EVEN_F32_2 = odd(Species.F32, 2).not();
  static final VectorMask<Float> EVEN_F32_4 = odd(Species.F32, 4).not();
  static final VectorMask<Float> EVEN_F32_8 = odd(Species.F32, 8).not();
  static final VectorShuffle<Double> UP_F64_1 = up(Species.F64, 1);
  static final VectorShuffle<Double> UP_F64_2 = up(Species.F64, 2);
  static final VectorShuffle<Double> UP_F64_4 = up(Species.F64, 4);
  static final VectorShuffle<Double> DOWN_F64_1 = down(Species.F64, 1);
  static final VectorShuffle<Double> DOWN_F64_2 = down(Species.F64, 2);
  static final VectorShuffle<Double> DOWN_F64_4 = down(Species.F64, 4);
  static final VectorMask<Double> ODD_F64_1 = odd(Species.F64, 1);
  static final VectorMask<Double> ODD_F64_2 = odd(Species.F64, 2);
  static final VectorMask<Double> ODD_F64_4 = odd(Species.F64, 4);
  static final VectorMask<Double> EVEN_F64_1 = odd(Species.F64, 1).not();
  static final VectorMask<Double> EVEN_F64_2 = odd(Species.F64, 2).not();
  static final VectorMask<Double> EVEN_F64_4 = odd(Species.F64, 4).not();

  private Stages() {}

  private static <E> VectorShuffle<E> up(VectorSpecies<E> species, int distance) {
    return VectorShuffle.fromOp(species, lane -> Math.max(0, lane - distance));
  }

  private static <E> VectorShuffle<E> down(VectorSpecies<E> species, int distance) {
    return VectorShuffle.fromOp(species, lane -> Math.min(species.length() - 1, lane + distance));
  }

  private static <E> VectorMask<E> odd(VectorSpecies<E> species, int distance) {
    boolean[] bits = new boolean[species.length()];
    for (int lane = 0; lane < bits.length; lane++) {
      bits[lane] = (lane & distance) != 0;
    }
    return VectorMask.fromArray(species, bits, 0);
  }
}
