package org.thalweg.engine.vector.gemm;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
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
  private static final int ROWS = 7;
  private static final int PANELS = 9;

  private StripWriter() {}

  static void write(CodeBuilder c, LaneType type) {
    VectorCode vectors = new VectorCode(c);
    ClassDesc number = type == LaneType.F32 ? ConstantDescs.CD_float : ConstantDescs.CD_double;
    int target = c.allocateLocal(TypeKind.REFERENCE);
    int rows = c.allocateLocal(TypeKind.INT);
    int row = c.allocateLocal(TypeKind.INT);
    int panel = c.allocateLocal(TypeKind.INT);
    QuickTier.skip(c, ROWS);
    NativeSegment.check(c, SOURCE);
    c.aload(TARGET).checkcast(number.arrayType()).astore(target);
    c.lload(ROWS).l2i().istore(rows);
    Label top = c.newLabel();
    Label end = c.newLabel();
    c.iconst_0().istore(row);
    c.labelBinding(top).iload(row).iload(rows).if_icmpge(end);
    Label panelTop = c.newLabel();
    Label panelEnd = c.newLabel();
    c.iconst_0().istore(panel);
    c.labelBinding(panelTop).iload(panel).iload(PANELS).if_icmpge(panelEnd);
    for (int vector = 0; vector < Right.VECTORS; vector++) {
      vectors.pushSpecies(type);
      c.aload(SOURCE).lload(SOURCE_OFFSET);
      c.iload(panel).i2l().loadConstant((long) Right.VECTORS * Machine.vectorBytes()).lmul();
      c.ladd().loadConstant((long) vector * Machine.vectorBytes()).ladd();
      vectors.from(type);
      c.aload(target).iload(panel).loadConstant(Right.elements(type)).imul();
      c.iload(row).loadConstant(Right.width(type)).imul().iadd();
      c.loadConstant(vector * Machine.lanes(type)).iadd();
      vectors.intoArray(type);
    }
    c.iinc(panel, 1).goto_(panelTop).labelBinding(panelEnd);
    c.lload(SOURCE_OFFSET).lload(SOURCE_STRIDE).ladd().lstore(SOURCE_OFFSET);
    c.iinc(row, 1).goto_(top);
    c.labelBinding(end).return_();
  }
}
