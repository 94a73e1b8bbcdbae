package org.thalweg.engine.vector.codegen;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.function.Consumer;

/** Makes objects whose class is generated and has one method. */
public final class OneMethod {
  private OneMethod() {}

  /**
   * Returns a new object of a new hidden class.
   *
   * @param lookup of the package of the interface
   * @param type an interface of one method
   * @param body writes the method
   */
  public static <T> T of(MethodHandles.Lookup lookup, Class<T> type, Consumer<CodeBuilder> body) {
    Method method = type.getDeclaredMethods()[0];
    ClassDesc name = ClassDesc.of(type.getPackageName(), "Vector" + type.getSimpleName());
    byte[] bytes =
        ClassFile.of()
            .build(
                name,
                builder -> {
                  builder.withFlags(
                      ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
                  builder.withInterfaceSymbols(Names.of(type));
                  builder.withMethodBody(
                      ConstantDescs.INIT_NAME,
                      ConstantDescs.MTD_void,
                      ClassFile.ACC_PUBLIC,
                      OneMethod::construct);
                  builder.withMethodBody(
                      method.getName(), descriptor(method), ClassFile.ACC_PUBLIC, body);
                });
    try {
      return type.cast(
          lookup
              .defineHiddenClass(bytes, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException("a generated class is not valid: " + name, e);
    }
  }

  /** Writes a constructor that does nothing. */
  static void construct(CodeBuilder c) {
    c.aload(0)
        .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
        .return_();
  }

  private static MethodTypeDesc descriptor(Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
        .describeConstable()
        .orElseThrow();
  }
}
