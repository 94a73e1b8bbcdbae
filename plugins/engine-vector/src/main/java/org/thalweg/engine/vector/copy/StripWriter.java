package org.thalweg.engine.vector.copy;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodType;
import java.nio.ByteOrder;
import org.thalweg.engine.vector.codegen.Machine;
import org.thalweg.engine.vector.codegen.NativeSegment;
import org.thalweg.engine.vector.codegen.QuickTier;

/** Writes the class of a vector {@link Strip}. */
final class StripWriter {
  private static final ClassDesc SEGMENT = of(MemorySegment.class);
  private static final ClassDesc ORDER = of(ByteOrder.class);
  private static final String VECTORS = "jdk.incubator.vector.";
  private static final ClassDesc SPECIES_TYPE = ClassDesc.of(VECTORS + "VectorSpecies");
  private static final ClassDesc VECTOR = ClassDesc.of(VECTORS + "FloatVector");
  private static final ClassDesc SPECIES =
      ClassDesc.of(Machine.class.getPackageName() + ".Species");

  // parameters of Strip.run
  private static final int SOURCE = 1;
  private static final int SOURCE_OFFSET = 2;
  private static final int SOURCE_STRIDE = 4;
  private static final int TARGET = 6;
  private static final int TARGET_OFFSET = 7;
  private static final int ROWS = 9;

  private final CodeBuilder c;

  private StripWriter(CodeBuilder c) {
    this.c = c;
  }

  private static ClassDesc of(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }

  static byte[] write() {
    MethodTypeDesc run =
        MethodTypeDesc.ofDescriptor(
            MethodType.methodType(
                    void.class,
                    MemorySegment.class,
                    long.class,
                    long.class,
                    MemorySegment.class,
                    long.class,
                    long.class)
                .descriptorString());
    return ClassFile.of()
        .build(
            ClassDesc.of(Strip.class.getPackageName(), "VectorStrip"),
            type -> {
              type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
              type.withInterfaceSymbols(of(Strip.class));
              type.withMethodBody(
                  ConstantDescs.INIT_NAME,
                  ConstantDescs.MTD_void,
                  ClassFile.ACC_PUBLIC,
                  c ->
                      c.aload(0)
                          .invokespecial(
                              ConstantDescs.CD_Object,
                              ConstantDescs.INIT_NAME,
                              ConstantDescs.MTD_void)
                          .return_());
              type.withMethodBody("run", run, ClassFile.ACC_PUBLIC, c -> new StripWriter(c).run());
            });
  }

  private void run() {
    QuickTier.skip(c, ROWS);
    NativeSegment.check(c, SOURCE);
    NativeSegment.check(c, TARGET);
    int row = c.allocateLocal(TypeKind.LONG);
    Label top = c.newLabel();
    Label end = c.newLabel();
    c.lconst_0().lstore(row);
    c.labelBinding(top).lload(row).lload(ROWS).lcmp().ifge(end);
    for (int vector = 0; vector < Strips.VECTORS; vector++) {
      c.getstatic(SPECIES, "F32", SPECIES_TYPE).aload(SOURCE);
      c.lload(SOURCE_OFFSET).loadConstant((long) vector * Machine.vectorBytes()).ladd();
      c.getstatic(SPECIES, "ORDER", ORDER);
      c.invokestatic(
          VECTOR,
          "fromMemorySegment",
          MethodTypeDesc.of(VECTOR, SPECIES_TYPE, SEGMENT, ConstantDescs.CD_long, ORDER));
      c.aload(TARGET);
      c.lload(TARGET_OFFSET).loadConstant((long) vector * Machine.vectorBytes()).ladd();
      c.getstatic(SPECIES, "ORDER", ORDER);
      c.invokevirtual(
          VECTOR,
          "intoMemorySegment",
          MethodTypeDesc.of(ConstantDescs.CD_void, SEGMENT, ConstantDescs.CD_long, ORDER));
    }
    c.lload(SOURCE_OFFSET).lload(SOURCE_STRIDE).ladd().lstore(SOURCE_OFFSET);
    c.lload(TARGET_OFFSET).loadConstant(Strips.bytes()).ladd().lstore(TARGET_OFFSET);
    c.lload(row).lconst_1().ladd().lstore(row).goto_(top);
    c.labelBinding(end).return_();
  }
}
