package org.thalweg.engine.vector.copy;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import org.thalweg.engine.vector.codegen.Machine;
import org.thalweg.engine.vector.codegen.NativeSegment;
import org.thalweg.engine.vector.codegen.QuickTier;
import org.thalweg.engine.vector.codegen.VectorCode;
import org.thalweg.engine.vector.lane.LaneType;

/** Writes the method of a vector {@link Strip}. */
final class StripWriter {
  // parameters of Strip.run
  private static final int SOURCE = 1;
  private static final int SOURCE_OFFSET = 2;
  private static final int SOURCE_STRIDE = 4;
  private static final int TARGET = 6;
  private static final int TARGET_OFFSET = 7;
  private static final int ROWS = 9;

  private StripWriter() {}

  static void write(CodeBuilder c) {
    VectorCode vectors = new VectorCode(c);
    QuickTier.skip(c, ROWS);
    NativeSegment.check(c, SOURCE);
    NativeSegment.check(c, TARGET);
    int row = c.allocateLocal(TypeKind.LONG);
    Label top = c.newLabel();
    Label end = c.newLabel();
    c.lconst_0().lstore(row);
    c.labelBinding(top).lload(row).lload(ROWS).lcmp().ifge(end);
    for (int vector = 0; vector < Strips.VECTORS; vector++) {
      long ahead = (long) vector * Machine.vectorBytes();
      vectors.pushSpecies(LaneType.F32);
      c.aload(SOURCE).lload(SOURCE_OFFSET).loadConstant(ahead).ladd();
      vectors.from(LaneType.F32);
      c.aload(TARGET).lload(TARGET_OFFSET).loadConstant(ahead).ladd();
      vectors.into(LaneType.F32);
    }
    c.lload(SOURCE_OFFSET).lload(SOURCE_STRIDE).ladd().lstore(SOURCE_OFFSET);
    c.lload(TARGET_OFFSET).loadConstant(Strips.bytes()).ladd().lstore(TARGET_OFFSET);
    c.lload(row).lconst_1().ladd().lstore(row).goto_(top);
    c.labelBinding(end).return_();
  }
}
