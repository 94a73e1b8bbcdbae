package org.thalweg.engine.vector.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.DType;
import org.thalweg.api.graph.Primitive;

/**
 * A computation whose result is, or may be, a dense buffer. Identity matters; equal computations
 * are made one by {@link Lowering}.
 */
public abstract sealed class Value {
  /** The order of making: what is read comes before what reads it. */
  public static final Comparator<Value> BY_ID = Comparator.comparingInt(Value::id);

  private final int id;
  private final long[] dims;
  private final DType dtype;

  Value(int id, long[] dims, DType dtype) {
    this.id = id;
    this.dims = dims.clone();
    this.dtype = dtype;
  }

  /** Returns a number that grows in the order of making. */
  public int id() {
    return id;
  }

  /** Returns the extents of the result; those of 1 are left out where the value is computed. */
  public long[] dims() {
    return dims.clone();
  }

  /** Returns the number of elements of the result. */
  public long size() {
    return Layout.dense(dims).size();
  }

  /** Returns the type of the elements. */
  public DType dtype() {
    return dtype;
  }

  /** Returns what the computation reads. */
  public abstract List<View> operands();

  @Override
  public String toString() {
    return "%" + id + ":" + dtype + Arrays.toString(dims);
  }

  /** An input of the program. */
  public static final class Input extends Value {
    private final int index;

    Input(int id, long[] dims, DType dtype, int index) {
      super(id, dims, dtype);
      this.index = index;
    }

    /** Returns which input it is. */
    public int index() {
      return index;
    }

    @Override
    public List<View> operands() {
      return List.of();
    }
  }

  /** One number. */
  public static final class Constant extends Value {
    private final Number number;

    Constant(int id, DType dtype, Number number) {
      super(id, new long[0], dtype);
      this.number = number;
    }

    /** Returns the number: a Double for floats, else a Long. */
    public Number number() {
      return number;
    }

    @Override
    public List<View> operands() {
      return List.of();
    }
  }

  /** 0, 1, 2 and so on. */
  public static final class Counting extends Value {
    private @Nullable Counting twin;

    Counting(int id, long count, DType dtype) {
      super(id, new long[] {count}, dtype);
    }

    /** Returns the same numbers as integers of a type. */
    public Counting as(DType type) {
      if (type == dtype()) {
        return this;
      }
      if (twin == null) {
        twin = new Counting(id(), size(), type);
        twin.twin = this;
      }
      return twin;
    }

    @Override
    public List<View> operands() {
      return List.of();
    }
  }

  /** An element-wise primitive; its operands have its own extents. */
  public static final class Pointwise extends Value {
    private final Primitive primitive;
    private final List<View> operands;

    Pointwise(int id, long[] dims, DType dtype, Primitive primitive, List<View> operands) {
      super(id, dims, dtype);
      this.primitive = primitive;
      this.operands = List.copyOf(operands);
    }

    /** Returns the primitive: unary, binary, select, or random bits. */
    public Primitive primitive() {
      return primitive;
    }

    @Override
    public List<View> operands() {
      return operands;
    }
  }

  /** The result of folding a run of neighbouring axes of its operand. */
  public static final class Fold extends Value {
    private final boolean max;
    private final View operand;
    private final int from;
    private final int to;

    Fold(int id, long[] dims, DType dtype, boolean max, View operand, int from, int to) {
      super(id, dims, dtype);
      this.max = max;
      this.operand = operand;
      this.from = from;
      this.to = to;
    }

    /** Returns whether the largest is kept, rather than the sum. */
    public boolean isMax() {
      return max;
    }

    /** Returns what is folded. */
    public View operand() {
      return operand;
    }

    /** Returns the first folded axis of the operand. */
    public int from() {
      return from;
    }

    /** Returns the end of the folded axes of the operand. */
    public int to() {
      return to;
    }

    @Override
    public List<View> operands() {
      return List.of(operand);
    }
  }

  /** A primitive that a library routine runs. */
  public static final class Call extends Value {
    private final Primitive primitive;
    private final List<View> operands;
    private final List<Result> results = new ArrayList<>();

    Call(int id, long[] dims, DType dtype, Primitive primitive, List<View> operands) {
      super(id, dims, dtype);
      this.primitive = primitive;
      this.operands = List.copyOf(operands);
    }

    /** Returns the primitive. */
    public Primitive primitive() {
      return primitive;
    }

    /** Returns the results besides the first, which is the call itself. */
    public List<Result> results() {
      return results;
    }

    @Override
    public List<View> operands() {
      return operands;
    }
  }

  /** A further result of a call. */
  public static final class Result extends Value {
    private final Call call;

    Result(int id, long[] dims, DType dtype, Call call) {
      super(id, dims, dtype);
      this.call = call;
      call.results().add(this);
    }

    /** Returns the call. */
    public Call call() {
      return call;
    }

    @Override
    public List<View> operands() {
      return List.of();
    }
  }

  /** A buffer put together of pieces: a value everywhere, then views copied into regions. */
  public static final class Assembly extends Value {
    private final double fill;
    private final boolean filled;
    private final List<Piece> pieces;

    Assembly(int id, long[] dims, DType dtype, boolean filled, double fill, List<Piece> pieces) {
      super(id, dims, dtype);
      this.filled = filled;
      this.fill = fill;
      this.pieces = List.copyOf(pieces);
    }

    /** Returns the value between the pieces. */
    public double fill() {
      return fill;
    }

    /** Returns whether there is anything between the pieces. */
    public boolean isFilled() {
      return filled;
    }

    /** Returns what is copied where. */
    public List<Piece> pieces() {
      return pieces;
    }

    @Override
    public List<View> operands() {
      return pieces.stream().map(Piece::source).toList();
    }
  }

  /**
   * A part of an assembly.
   *
   * @param source what is copied
   * @param target where to, with the extents of the source
   */
  public record Piece(View source, Layout target) {}
}
