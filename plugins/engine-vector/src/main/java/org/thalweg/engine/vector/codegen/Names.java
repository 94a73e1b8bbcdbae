package org.thalweg.engine.vector.codegen;

import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.thalweg.engine.vector.lane.LaneType;

/** Descriptors of classes and methods that generated code refers to. */
final class Names {
  static final ClassDesc SEGMENT = of(MemorySegment.class);
  static final ClassDesc ORDER = of(ByteOrder.class);
  static final ClassDesc MATH = of(Math.class);
  static final ClassDesc PARTIALS = of(Partials.class);
  static final ClassDesc SUMS = ClassDesc.of(Names.class.getPackageName() + ".VectorSums");
  static final ClassDesc LAYOUTS = of(Layouts.class);

  private static final String VECTORS = "jdk.incubator.vector.";
  static final ClassDesc SPECIES = ClassDesc.of(Names.class.getPackageName() + ".Species");
  static final ClassDesc CALLS = ClassDesc.of(Names.class.getPackageName() + ".VectorCalls");
  static final ClassDesc VECTOR = ClassDesc.of(VECTORS + "Vector");
  static final ClassDesc VECTOR_SPECIES = ClassDesc.of(VECTORS + "VectorSpecies");
  static final ClassDesc VECTOR_MASK = ClassDesc.of(VECTORS + "VectorMask");
  static final ClassDesc BYTE_VECTOR = ClassDesc.of(VECTORS + "ByteVector");
  static final ClassDesc INT_VECTOR = ClassDesc.of(VECTORS + "IntVector");
  static final ClassDesc OPERATORS = ClassDesc.of(VECTORS + "VectorOperators");
  static final ClassDesc BINARY = OPERATORS.nested("Binary");
  static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
  static final ClassDesc CONVERSION = OPERATORS.nested("Conversion");

  private Names() {}

  static ClassDesc of(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }

  /** Returns the Java type of a lane outside vectors; masks are 0 or 1. */
  static ClassDesc scalar(LaneType type) {
    return switch (type) {
      case F32 -> ConstantDescs.CD_float;
      case F64 -> ConstantDescs.CD_double;
      case I32, MASK -> ConstantDescs.CD_int;
      case I64 -> ConstantDescs.CD_long;
    };
  }

  static TypeKind kind(LaneType type) {
    return TypeKind.from(scalar(type));
  }

  static ClassDesc vector(LaneType type) {
    return switch (type) {
      case F32 -> ClassDesc.of(VECTORS + "FloatVector");
      case F64 -> ClassDesc.of(VECTORS + "DoubleVector");
      case I32 -> INT_VECTOR;
      case I64 -> ClassDesc.of(VECTORS + "LongVector");
      case MASK -> VECTOR_MASK;
    };
  }

  static MethodTypeDesc method(ClassDesc result, ClassDesc... arguments) {
    return MethodTypeDesc.of(result, arguments);
  }

  /** The memory layouts of elements, as constants for generated code. */
  static final class Layouts {
    static final ValueLayout.OfFloat F32 = ValueLayout.JAVA_FLOAT_UNALIGNED;
    static final ValueLayout.OfDouble F64 = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    static final ValueLayout.OfInt I32 = ValueLayout.JAVA_INT_UNALIGNED;
    static final ValueLayout.OfLong I64 = ValueLayout.JAVA_LONG_UNALIGNED;
    static final ValueLayout.OfByte MASK = ValueLayout.JAVA_BYTE;

    private Layouts() {}
  }

  static ClassDesc layout(LaneType type) {
    return of(
        switch (type) {
          case F32 -> ValueLayout.OfFloat.class;
          case F64 -> ValueLayout.OfDouble.class;
          case I32 -> ValueLayout.OfInt.class;
          case I64 -> ValueLayout.OfLong.class;
          case MASK -> ValueLayout.OfByte.class;
        });
  }
}
