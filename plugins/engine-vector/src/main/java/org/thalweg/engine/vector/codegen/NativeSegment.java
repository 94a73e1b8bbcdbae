package org.thalweg.engine.vector.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;

/**
 * Tells the compiler that a segment is off the heap.
 *
 * <p>After comparing an object's class with a constant, HotSpot knows the object's exact type.
 * Without that it goes by what it has seen at each access, and interpreted vector code accesses
 * heap segments on its own account: then each access tests for both kinds, and bounds and liveness
 * are tested for every vector instead of once.
 */
public final class NativeSegment {
  /** The class of all segments off the heap. */
  public static final Class<?> TYPE = MemorySegment.NULL.getClass();

  private static final ClassDesc OWNER =
      ClassDesc.ofDescriptor(NativeSegment.class.descriptorString());

  private NativeSegment() {}

  /** Writes the test of a segment in a local variable. */
  public static void check(CodeBuilder c, int local) {
    Label right = c.newLabel();
    c.aload(local)
        .invokevirtual(
            ConstantDescs.CD_Object, "getClass", MethodTypeDesc.of(ConstantDescs.CD_Class))
        .getstatic(OWNER, "TYPE", ConstantDescs.CD_Class)
        .if_acmpeq(right)
        .invokestatic(OWNER, "refused", MethodTypeDesc.of(ClassDesc.of(Error.class.getName())))
        .athrow()
        .labelBinding(right);
  }

  /** Returns the error that generated code throws on a segment on the heap. */
  public static Error refused() {
    return new AssertionError("a kernel was given memory on the heap");
  }
}
