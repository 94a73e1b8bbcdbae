package org.thalweg.engine.vector.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * Keeps HotSpot's quick compiler (C1) away from a method, so that it goes from the interpreter
 * straight to the optimizing one (C2).
 *
 * <p>C1 makes calls and objects of vector operations. Large vector methods exceed its registers,
 * which it finds out late; and what it does compile may stay in use for good if C2 was busy at that
 * moment. C1 declines a method at once if an exception handler can also be reached by an ordinary
 * jump, which C2 takes as it is. On other JVMs this is an odd branch that is never taken.
 */
public final class QuickTier {
  private QuickTier() {}

  /**
   * Begins a method with a branch to an exception handler.
   *
   * @param local a local variable of type long that is never negative
   */
  public static void skip(CodeBuilder c, int local) {
    Label start = c.newLabel();
    Label end = c.newLabel();
    Label handler = c.newLabel();
    Label body = c.newLabel();
    c.labelBinding(start).lload(local).lconst_0().lcmp().labelBinding(end).ifge(body);
    c.aconst_null();
    c.labelBinding(handler).pop().return_();
    c.exceptionCatchAll(start, end, handler);
    c.labelBinding(body);
  }

  /** Pushes arguments of a type with which a method returns at once: nulls, -1 and 0. */
  static void pushReturning(CodeBuilder c, MethodTypeDesc type) {
    for (ClassDesc parameter : type.parameterList()) {
      switch (TypeKind.from(parameter)) {
        case REFERENCE -> c.aconst_null();
        case LONG -> c.loadConstant(-1L);
        case FLOAT -> c.fconst_0();
        case DOUBLE -> c.dconst_0();
        default -> c.iconst_m1();
      }
    }
  }
}
