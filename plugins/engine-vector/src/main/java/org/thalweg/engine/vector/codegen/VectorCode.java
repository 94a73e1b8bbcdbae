package org.thalweg.engine.vector.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import org.thalweg.engine.vector.lane.LaneType;

/** Calls of the Vector API, one instruction or a few each. */
public final class VectorCode {
  private final CodeBuilder c;

  /** Makes calls in a method. */
  public VectorCode(CodeBuilder c) {
    this.c = c;
  }

  /** Pushes the species of a type. */
  public void pushSpecies(LaneType type) {
    c.getstatic(Names.SPECIES, type.name(), Names.VECTOR_SPECIES);
  }

  void pushOrder() {
    c.getstatic(Names.SPECIES, "ORDER", Names.ORDER);
  }

  /** Makes a mask of one value, without a branch; stack: species of the type, 0 or 1. */
  void maskAll(LaneType type) {
    c.conversion(TypeKind.INT, Names.kind(type));
    broadcast(type);
    c.getstatic(Names.OPERATORS, "NE", Names.COMPARISON);
    c.iconst_0().conversion(TypeKind.INT, Names.kind(type));
    c.invokevirtual(
        Names.vector(type),
        "compare",
        Names.method(Names.VECTOR_MASK, Names.COMPARISON, Names.scalar(type)));
  }

  /** Makes a vector of one number; stack: species, number. */
  void broadcast(LaneType type) {
    ClassDesc vector = Names.vector(type);
    c.invokestatic(
        vector, "broadcast", Names.method(vector, Names.VECTOR_SPECIES, Names.scalar(type)));
  }

  /** Reads a vector; stack: species, segment, offset. */
  public void from(LaneType type) {
    pushOrder();
    ClassDesc vector = Names.vector(type);
    c.invokestatic(
        vector,
        "fromMemorySegment",
        Names.method(
            vector, Names.VECTOR_SPECIES, Names.SEGMENT, ConstantDescs.CD_long, Names.ORDER));
  }

  /** Writes a vector; stack: vector, segment, offset. */
  public void into(LaneType type) {
    pushOrder();
    c.invokevirtual(
        Names.vector(type),
        "intoMemorySegment",
        Names.method(ConstantDescs.CD_void, Names.SEGMENT, ConstantDescs.CD_long, Names.ORDER));
  }

  /** Writes a vector; stack: vector, array, index. */
  public void intoArray(LaneType type) {
    c.invokevirtual(
        Names.vector(type),
        "intoArray",
        Names.method(ConstantDescs.CD_void, Names.scalar(type).arrayType(), ConstantDescs.CD_int));
  }

  /** Calls a method that takes another vector. */
  void two(String method, LaneType type) {
    ClassDesc vector = Names.vector(type);
    c.invokevirtual(vector, method, Names.method(vector, Names.VECTOR));
  }

  /** Calls a method that takes nothing. */
  void one(String method, LaneType type) {
    ClassDesc vector = Names.vector(type);
    c.invokevirtual(vector, method, Names.method(vector));
  }

  /** Replaces elements; stack: vector, replacements, mask of the vector's own type. */
  void blend(LaneType type) {
    ClassDesc vector = Names.vector(type);
    c.invokevirtual(vector, "blend", Names.method(vector, Names.VECTOR, Names.VECTOR_MASK));
  }

  /** Makes the mask on the stack one of another type. */
  void castMask(LaneType type) {
    pushSpecies(type);
    c.invokevirtual(
        Names.VECTOR_MASK, "cast", Names.method(Names.VECTOR_MASK, Names.VECTOR_SPECIES));
  }

  /** Reads the bits of the vector on the stack as another type. */
  void reinterpret(LaneType from, LaneType to) {
    String name =
        switch (to) {
          case F32 -> "reinterpretAsFloats";
          case F64 -> "reinterpretAsDoubles";
          case I32 -> "reinterpretAsInts";
          case I64 -> "reinterpretAsLongs";
          case MASK -> throw new IllegalArgumentException("a mask has no bits");
        };
    c.invokevirtual(Names.vector(from), name, Names.method(Names.vector(to)));
  }
}
