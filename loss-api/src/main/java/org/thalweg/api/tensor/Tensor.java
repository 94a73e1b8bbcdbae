package org.thalweg.api.tensor;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.data.Storage;
import org.thalweg.api.graph.Primitive;
import org.thalweg.api.graph.Source;

/**
 * An immutable n-dimensional value: a {@link Shape}, a {@link DType} and, once asked for, numbers.
 *
 * <p>Operations record themselves and check shapes and types at once; {@link #item}, {@link #eval}
 * and the {@code to...Array} methods compute. A tensor that was computed forgets how, so a loop
 * that evaluates each round holds no history; gradients are taken of functions (see {@code Grad}).
 *
 * <p>Names and meaning are those of NumPy and PyTorch. Binary operations broadcast; both operands
 * have one type, and Java numbers take the type of the tensor.
 */
public final class Tensor
    implements ArithmeticOps, MathOps, CompareOps, ReductionOps, MovementOps, IndexOps {
  private final Spec spec;
  private volatile @Nullable Node node;
  private volatile @Nullable Storage storage;

  Tensor(Spec spec, Node node) {
    this.spec = spec;
    this.node = node;
  }

  private Tensor(Spec spec, Storage storage) {
    this.spec = spec;
    this.storage = storage;
  }

  // ---- creation

  /** Returns a float32 scalar. */
  public static Tensor scalar(double value) {
    return scalar(value, DType.FLOAT32);
  }

  /** Returns a scalar of a type. */
  public static Tensor scalar(double value, DType dtype) {
    return full(Shape.scalar(), dtype, value);
  }

  /** Returns a float32 vector of the values. */
  public static Tensor of(float... values) {
    return of(Shape.of(values.length), values);
  }

  /** Returns a float64 vector of the values. */
  public static Tensor of(double... values) {
    return of(Shape.of(values.length), DType.FLOAT64, values);
  }

  /** Returns an int32 vector of the values. */
  public static Tensor of(int... values) {
    return of(Shape.of(values.length), DType.INT32, Arrays.stream(values).asLongStream().toArray());
  }

  /** Returns an int64 vector of the values. */
  public static Tensor of(long... values) {
    return of(Shape.of(values.length), DType.INT64, values);
  }

  /** Returns a bool vector of the values. */
  public static Tensor of(boolean... values) {
    Storage storage = Storage.allocate(DType.BOOL, values.length);
    for (int i = 0; i < values.length; i++) {
      storage.setLong(i, values[i] ? 1 : 0);
    }
    return new Tensor(new Spec(Shape.of(values.length), DType.BOOL), storage);
  }

  /** Returns a float32 matrix of the rows, which have one length. */
  public static Tensor of(float[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    Storage storage = Storage.allocate(DType.FLOAT32, (long) rows.length * columns);
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != columns) {
        throw new ThalwegException(
            "row %d has %d values, row 0 has %d".formatted(row, rows[row].length, columns));
      }
      for (int column = 0; column < columns; column++) {
        storage.setDouble((long) row * columns + column, rows[row][column]);
      }
    }
    return new Tensor(new Spec(Shape.of(rows.length, columns), DType.FLOAT32), storage);
  }

  /**
   * Returns a float32 tensor of a shape.
   *
   * @throws ThalwegException if the number of values is not the shape's
   */
  public static Tensor of(Shape shape, float... values) {
    checkCount(shape, values.length);
    Storage storage = Storage.allocate(DType.FLOAT32, values.length);
    storage.segment().copyFrom(java.lang.foreign.MemorySegment.ofArray(values));
    return new Tensor(new Spec(shape, DType.FLOAT32), storage);
  }

  /**
   * Returns a tensor of a shape and a type; each value is converted.
   *
   * @throws ThalwegException if the number of values is not the shape's
   */
  public static Tensor of(Shape shape, DType dtype, double... values) {
    checkCount(shape, values.length);
    Storage storage = Storage.allocate(dtype, values.length);
    for (int i = 0; i < values.length; i++) {
      storage.setDouble(i, values[i]);
    }
    return new Tensor(new Spec(shape, dtype), storage);
  }

  /**
   * Returns a tensor of a shape and a type; each value is converted.
   *
   * @throws ThalwegException if the number of values is not the shape's
   */
  public static Tensor of(Shape shape, DType dtype, long... values) {
    checkCount(shape, values.length);
    Storage storage = Storage.allocate(dtype, values.length);
    for (int i = 0; i < values.length; i++) {
      storage.setLong(i, values[i]);
    }
    return new Tensor(new Spec(shape, dtype), storage);
  }

  /**
   * Returns a tensor over memory that the caller no longer writes; nothing is copied.
   *
   * @throws ThalwegException if the number of elements is not the shape's
   */
  public static Tensor of(Shape shape, Storage storage) {
    checkCount(shape, storage.size());
    return new Tensor(new Spec(shape, storage.dtype()), storage);
  }

  /** Returns a tensor of one value; for bool, whether it is not 0. */
  public static Tensor full(Shape shape, DType dtype, double value) {
    Number number =
        switch (dtype) {
          case FLOAT32 -> (double) (float) value;
          case FLOAT64 -> value;
          case INT32, INT64 -> whole(value);
          case BOOL -> value != 0 ? 1L : 0L;
        };
    return record(new Source.Fill(new Spec(shape, dtype), number));
  }

  /** Returns float32 zeros. */
  public static Tensor zeros(Shape shape) {
    return full(shape, DType.FLOAT32, 0);
  }

  /** Returns float32 ones. */
  public static Tensor ones(Shape shape) {
    return full(shape, DType.FLOAT32, 1);
  }

  private static long whole(double value) {
    if (value != Math.rint(value)) {
      throw new ThalwegException(
          value + " is no whole number; convert the tensor with to(DType.FLOAT32) first");
    }
    return (long) value;
  }

  private static void checkCount(Shape shape, long count) {
    if (shape.size() != count) {
      throw new ThalwegException(
          "shape %s has %d elements, was given %d".formatted(shape, shape.size(), count));
    }
  }

  // ---- recording

  /** Records a primitive of one result. For builders of operations; users call methods. */
  public static Tensor record(Primitive primitive, Tensor... inputs) {
    return new Node(primitive, List.of(inputs)).outputs().getFirst();
  }

  /** Records a primitive and returns all its results. */
  public static List<Tensor> recordAll(Primitive primitive, List<Tensor> inputs) {
    return new Node(primitive, inputs).outputs();
  }

  /** Returns how this value is made, or null if it is known already. */
  public @Nullable Node node() {
    return node;
  }

  // ---- what it is

  /** Returns shape and element type. */
  public Spec spec() {
    return spec;
  }

  /** Returns the extents of the axes. */
  public Shape shape() {
    return spec.shape();
  }

  /** Returns the type of the elements. */
  public DType dtype() {
    return spec.dtype();
  }

  /** Returns the extent of an axis; negative axes count from the end. */
  public long dim(int axis) {
    return shape().dim(axis);
  }

  /** Returns the number of axes. */
  public int rank() {
    return shape().rank();
  }

  /** Returns the number of elements. */
  public long size() {
    return shape().size();
  }

  // ---- values

  /** Returns whether the values are known. */
  public boolean isComputed() {
    return storage != null;
  }

  /**
   * Computes the values, unless they are known, and returns this tensor.
   *
   * @throws ThalwegException if it depends on an argument of a function that is being traced
   */
  public Tensor eval() {
    if (storage == null) {
      Evaluation.evaluate(List.of(this));
    }
    return this;
  }

  /** Computes several tensors in one program, which shares what they have in common. */
  public static void eval(Tensor... tensors) {
    Evaluation.evaluate(List.of(tensors));
  }

  /**
   * Begins to compute several tensors in one program on another thread, with the engine in force on
   * this one.
   *
   * @return what waits until they are computed, on the calling thread; it throws what computing
   *     them threw. Until it has run, the tensors do not know their values
   */
  public static Runnable evalMeanwhile(Tensor... tensors) {
    return Evaluation.begin(List.of(tensors));
  }

  /**
   * Returns the memory of the values, computing them first. Not to be written.
   *
   * @throws ThalwegException if it depends on an argument of a function that is being traced
   */
  public Storage storage() {
    Storage known = eval().storage;
    if (known == null) {
      throw new IllegalStateException("evaluation left no value");
    }
    return known;
  }

  void computed(Storage values) {
    storage = values;
    node = null;
  }

  /**
   * Returns the value of a tensor of one element.
   *
   * @throws ThalwegException if there are more elements or fewer
   */
  public double item() {
    if (size() != 1) {
      throw new ThalwegException(
          "item() takes a tensor of one element, this is %s; index it or reduce it"
              .formatted(spec));
    }
    return storage().getDouble(0);
  }

  /**
   * Returns one element by its coordinates; no coordinates is {@link #item}.
   *
   * @throws ThalwegException if there is no such element
   */
  public double item(long... coordinates) {
    long[] strides = shape().strides();
    if (coordinates.length != strides.length) {
      throw new ThalwegException(
          "%s is indexed by %d coordinates, was given %d"
              .formatted(spec, strides.length, coordinates.length));
    }
    long index = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      if (coordinates[axis] < 0 || coordinates[axis] >= dim(axis)) {
        throw new ThalwegException(
            "%s has no element at %s".formatted(spec, Arrays.toString(coordinates)));
      }
      index += strides[axis] * coordinates[axis];
    }
    return storage().getDouble(index);
  }

  /** Returns the elements in row-major order, converted to float. */
  public float[] toFloatArray() {
    float[] values = new float[Math.toIntExact(size())];
    Storage memory = storage();
    if (dtype() == DType.FLOAT32) {
      java.lang.foreign.MemorySegment.ofArray(values).copyFrom(memory.segment());
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) memory.getDouble(i);
    }
    return values;
  }

  /** Returns the elements in row-major order, converted to double. */
  public double[] toDoubleArray() {
    double[] values = new double[Math.toIntExact(size())];
    Storage memory = storage();
    for (int i = 0; i < values.length; i++) {
      values[i] = memory.getDouble(i);
    }
    return values;
  }

  /** Returns the elements in row-major order, converted to long; fractions are cut off. */
  public long[] toLongArray() {
    long[] values = new long[Math.toIntExact(size())];
    Storage memory = storage();
    for (int i = 0; i < values.length; i++) {
      values[i] = memory.getLong(i);
    }
    return values;
  }

  /** Returns spec and, if they are known, the first values. */
  @Override
  public String toString() {
    Storage known = storage;
    if (known == null) {
      return spec + " (not computed)";
    }
    StringBuilder text = new StringBuilder(spec.toString()).append(" {");
    long shown = Math.min(8, size());
    for (long i = 0; i < shown; i++) {
      text.append(i == 0 ? "" : ", ");
      if (dtype().isFloating()) {
        text.append(
            dtype() == DType.FLOAT32 ? (Object) (float) known.getDouble(i) : known.getDouble(i));
      } else {
        text.append(dtype() == DType.BOOL ? (Object) (known.getLong(i) != 0) : known.getLong(i));
      }
    }
    return text.append(shown < size() ? ", ...}" : "}").toString();
  }
}
