package org.thalweg.engine.vector.copy;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import org.thalweg.engine.vector.codegen.Machine;
import org.thalweg.engine.vector.codegen.NativeSegment;
import org.thalweg.engine.vector.codegen.QuickTier;

/**
 * Writes the method of a vector transposer: in stages of distance 1, 2, 4, ... rows exchange every
 * other run of that many elements.
 */
final class TransposerWriter {
  private static final ClassDesc SEGMENT = of(MemorySegment.class);
  private static final ClassDesc ORDER = of(ByteOrder.class);
  private static final String VECTORS = "jdk.incubator.vector.";
  private static final ClassDesc SPECIES_TYPE = ClassDesc.of(VECTORS + "VectorSpecies");
  private static final ClassDesc VECTOR = ClassDesc.of(VECTORS + "Vector");
  private static final ClassDesc MASK = ClassDesc.of(VECTORS + "VectorMask");
  private static final ClassDesc SHUFFLE = ClassDesc.of(VECTORS + "VectorShuffle");
  private static final ClassDesc SPECIES =
      ClassDesc.of(Machine.class.getPackageName() + ".Species");
  private static final ClassDesc STAGES = of(Stages.class);

  // parameters of Transposer.run
  private static final int SOURCE = 1;
  private static final int SOURCE_OFFSET = 2;
  private static final int SOURCE_STRIDE = 4;
  private static final int TARGET = 6;
  private static final int TARGET_OFFSET = 7;
  private static final int TARGET_STRIDE = 9;

  private final CodeBuilder c;
  private final int lanes;
  private final ClassDesc vector;
  private final String species;
  private final int[] rows;

  private TransposerWriter(CodeBuilder c, int bytes) {
    this.c = c;
    this.lanes = Machine.vectorBytes() / bytes;
    this.vector = ClassDesc.of(VECTORS + (bytes == 4 ? "FloatVector" : "DoubleVector"));
    this.species = bytes == 4 ? "F32" : "F64";
    this.rows = new int[lanes];
  }

  private static ClassDesc of(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }

  /** Writes the method for elements of four or eight bytes. */
  static void write(CodeBuilder c, int bytes) {
    new TransposerWriter(c, bytes).run();
  }

  private void run() {
    QuickTier.skip(c, SOURCE_OFFSET);
    NativeSegment.check(c, SOURCE);
    NativeSegment.check(c, TARGET);
    for (int i = 0; i < lanes; i++) {
      rows[i] = c.allocateLocal(TypeKind.REFERENCE);
      c.getstatic(SPECIES, species, SPECIES_TYPE).aload(SOURCE).lload(SOURCE_OFFSET);
      c.getstatic(SPECIES, "ORDER", ORDER);
      c.invokestatic(
          vector,
          "fromMemorySegment",
          MethodTypeDesc.of(vector, SPECIES_TYPE, SEGMENT, ConstantDescs.CD_long, ORDER));
      c.astore(rows[i]);
      c.lload(SOURCE_OFFSET).lload(SOURCE_STRIDE).ladd().lstore(SOURCE_OFFSET);
    }
    for (int distance = 1; distance < lanes; distance *= 2) {
      for (int i = 0; i < lanes; i++) {
        if ((i & distance) == 0) {
          exchange(i, i + distance, distance);
        }
      }
    }
    for (int i = 0; i < lanes; i++) {
      c.aload(rows[i]).aload(TARGET).lload(TARGET_OFFSET).getstatic(SPECIES, "ORDER", ORDER);
      c.invokevirtual(
          vector,
          "intoMemorySegment",
          MethodTypeDesc.of(ConstantDescs.CD_void, SEGMENT, ConstantDescs.CD_long, ORDER));
      c.lload(TARGET_OFFSET).lload(TARGET_STRIDE).ladd().lstore(TARGET_OFFSET);
    }
    c.return_();
  }

  /** The upper row takes the lower one's even runs as its odd ones, and the other way round. */
  private void exchange(int upper, int lower, int distance) {
    int a = rows[upper];
    int b = rows[lower];
    rows[upper] = c.allocateLocal(TypeKind.REFERENCE);
    rows[lower] = c.allocateLocal(TypeKind.REFERENCE);
    blend(a, b, "UP", "ODD", distance);
    c.astore(rows[upper]);
    blend(b, a, "DOWN", "EVEN", distance);
    c.astore(rows[lower]);
  }

  private void blend(int kept, int moved, String shuffle, String mask, int distance) {
    String suffix = species + "_" + distance;
    c.aload(kept).aload(moved).getstatic(STAGES, shuffle + "_" + suffix, SHUFFLE);
    c.invokevirtual(vector, "rearrange", MethodTypeDesc.of(vector, SHUFFLE));
    c.getstatic(STAGES, mask + "_" + suffix, MASK);
    c.invokevirtual(vector, "blend", MethodTypeDesc.of(vector, VECTOR, MASK));
  }
}
