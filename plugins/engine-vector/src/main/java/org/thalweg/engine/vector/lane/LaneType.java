package org.thalweg.engine.vector.lane;

import org.thalweg.api.data.DType;

/** The type of a lane. */
public enum LaneType {
  /** binary32. */
  F32(4),
  /** binary64. */
  F64(8),
  /** 32-bit integer. */
  I32(4),
  /** 64-bit integer. */
  I64(8),
  /** True or false; of any width in a register, one byte in memory. */
  MASK(1);

  private final int bytes;

  LaneType(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the size in memory. */
  public int bytes() {
    return bytes;
  }

  /** Returns whether this is F32 or F64. */
  public boolean isFloat() {
    return this == F32 || this == F64;
  }

  /** Returns the type of integers or of floating-point numbers, whichever this is not. */
  public LaneType other() {
    return switch (this) {
      case F32 -> I32;
      case F64 -> I64;
      case I32 -> F32;
      case I64 -> F64;
      case MASK -> throw new IllegalArgumentException("a mask has no bits");
    };
  }

  /** Returns the lane type of an element type. */
  public static LaneType of(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> F32;
      case FLOAT64 -> F64;
      case INT32 -> I32;
      case INT64 -> I64;
      case BOOL -> MASK;
    };
  }
}
