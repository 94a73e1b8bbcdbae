package org.thalweg.engine.vector.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Primitive;
import org.thalweg.api.graph.Unary;

/** Makes values; equal computations become one. */
final class Builder {
  private record Key(Object what, DType dtype, List<Long> dims, List<View> operands) {
    /** Compares what is done last: that takes code of its own for each primitive. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && dtype == that.dtype
          && dims.equals(that.dims)
          && operands.equals(that.operands)
          && what.getClass() == that.what.getClass()
          && what.equals(that.what);
    }

    @Override
    public int hashCode() {
      Object kind = what instanceof Primitive ? what.getClass() : what;
      return 31 * (31 * dims.hashCode() + operands.hashCode()) + kind.hashCode();
    }
  }

  private final Map<Key, Value> known = new HashMap<>();
  private int next;

  Value.Input input(Spec spec, int index) {
    return new Value.Input(next++, spec.shape().toArray(), spec.dtype(), index);
  }

  View constant(DType dtype, Number number, long[] dims) {
    Key key = new Key(number, dtype, List.of(), List.of());
    Value value = known.get(key);
    if (value == null) {
      value = new Value.Constant(next++, dtype, number);
      known.put(key, value);
    }
    return View.of(value).with(Layout.dense().broadcast(dims));
  }

  View counting(long[] dims, int axis, DType dtype) {
    Key key = new Key("counting", dtype, List.of(dims[axis]), List.of());
    Value value = known.get(key);
    if (value == null) {
      value = new Value.Counting(next++, dims[axis], dtype);
      known.put(key, value);
    }
    long[] strides = new long[dims.length];
    strides[axis] = 1;
    return new View(value, Layout.of(0, dims, strides));
  }

  /** Records an element-wise primitive over operands of the given extents. */
  View pointwise(Primitive primitive, DType dtype, long[] dims, List<View> operands) {
    List<View> squeezed = new ArrayList<>();
    for (View operand : operands) {
      squeezed.add(operand.squeeze());
    }
    if (commutes(primitive) && squeezed.get(0).base().id() > squeezed.get(1).base().id()) {
      Collections.swap(squeezed, 0, 1);
    }
    long[] kept = Layout.dense(dims).squeeze().dims();
    Key key = new Key(primitive, dtype, boxed(kept), List.copyOf(squeezed));
    Value value = known.get(key);
    if (value == null) {
      value = new Value.Pointwise(next++, kept, dtype, primitive, key.operands);
      known.put(key, value);
    }
    return new View(value, Layout.dense(dims));
  }

  private static boolean commutes(Primitive primitive) {
    return switch (primitive) {
      case Binary.Add _,
          Binary.Mul _,
          Binary.Maximum _,
          Binary.Minimum _,
          Binary.Equal _,
          Binary.And _,
          Binary.Or _,
          Binary.Xor _ ->
          true;
      default -> false;
    };
  }

  /** Copies a view into a buffer of its own. */
  View copy(View view) {
    return pointwise(
        new Unary.StopGradient(), view.base().dtype(), view.layout().dims(), List.of(view));
  }

  /** Folds the axes {@code from} to {@code to} of a view without axes of extent 1. */
  View fold(boolean max, View operand, int from, int to) {
    long[] dims = operand.layout().dims();
    long[] left = new long[dims.length - (to - from)];
    System.arraycopy(dims, 0, left, 0, from);
    System.arraycopy(dims, to, left, from, dims.length - to);
    DType dtype = operand.base().dtype();
    Key key = new Key(List.of("fold", max, from, to), dtype, boxed(left), List.of(operand));
    Value value = known.get(key);
    if (value == null) {
      value = new Value.Fold(next++, left, dtype, max, operand, from, to);
      known.put(key, value);
    }
    return View.of(value);
  }

  View assembly(Spec spec, boolean filled, double fill, List<Value.Piece> pieces) {
    return View.of(
        new Value.Assembly(next++, spec.shape().toArray(), spec.dtype(), filled, fill, pieces));
  }

  /** Records a library routine and returns all its results. */
  List<View> call(Primitive primitive, List<Spec> results, List<View> operands) {
    Spec first = results.getFirst();
    Key key = new Key(primitive, first.dtype(), boxed(first.shape().toArray()), operands);
    Value.Call call = (Value.Call) known.get(key);
    if (call == null) {
      call = new Value.Call(next++, first.shape().toArray(), first.dtype(), primitive, operands);
      known.put(key, call);
    }
    for (int i = call.results().size() + 1; i < results.size(); i++) {
      Shape shape = results.get(i).shape();
      new Value.Result(next++, shape.toArray(), results.get(i).dtype(), call);
    }
    List<View> views = new ArrayList<>(List.of(View.of(call)));
    for (Value result : call.results()) {
      views.add(View.of(result));
    }
    return views;
  }

  private static List<Long> boxed(long[] dims) {
    Long[] boxed = new Long[dims.length];
    for (int i = 0; i < dims.length; i++) {
      boxed[i] = dims[i];
    }
    return List.of(boxed);
  }
}
