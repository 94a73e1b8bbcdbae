package org.thalweg.api.data;

/**
 * What is known of a tensor before its values are: shape and element type.
 *
 * @param shape the extents of its axes
 * @param dtype the type of its elements
 */
public record Spec(Shape shape, DType dtype) {
  /** Returns this spec with another shape. */
  public Spec with(Shape other) {
    return new Spec(other, dtype);
  }

  /** Returns this spec with another element type. */
  public Spec with(DType other) {
    return new Spec(shape, other);
  }

  /** Returns the number of bytes of a dense tensor of this spec. */
  public long bytes() {
    return Math.multiplyExact(shape.size(), (long) dtype.bytes());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Spec that && dtype == that.dtype && shape.equals(that.shape);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + dtype.hashCode();
  }

  /** Returns type and shape, such as {@code float32[32, 10]}. */
  @Override
  public String toString() {
    return dtype.toString() + shape;
  }
}
