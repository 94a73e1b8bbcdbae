package org.thalweg.api.data;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.thalweg.api.ThalwegException;

/** The type of a tensor's elements. */
public enum DType {
  /** IEEE 754 binary32, the default. */
  FLOAT32(4),
  /** IEEE 754 binary64. */
  FLOAT64(8),
  /** Two's complement, 32 bits. */
  INT32(4),
  /** Two's complement, 64 bits. */
  INT64(8),
  /** True or false, one byte each, 1 or 0. */
  BOOL(1);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Returns whether this is float32 or float64. */
  public boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /** Returns whether this is int32 or int64. */
  public boolean isInteger() {
    return this == INT32 || this == INT64;
  }

  /**
   * Returns the type of a name such as {@code float32}.
   *
   * @throws ThalwegException if there is none; the message lists those that exist
   */
  public static DType named(String name) {
    for (DType type : values()) {
      if (type.toString().equals(name)) {
        return type;
      }
    }
    throw new ThalwegException(
        "unknown dtype '%s'; there are %s"
            .formatted(
                name,
                Arrays.stream(values()).map(DType::toString).collect(Collectors.joining(", "))));
  }

  /** Returns the name as NumPy and PyTorch write it, such as {@code float32}. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
