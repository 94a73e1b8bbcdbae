package org.thalweg.engine.vector.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Primitive;
import org.thalweg.api.graph.Unary;

/** Makes values; equal computations become one. */
final class Builder {
  private record Key(Object what, DType dtype, List<Long> dims, List<View> operands) {}

  private final Map<Key, Value> known = new HashMap<>();
  private int next;

  Value.Input input(Spec spec, int index) {
    return new Value.Input(next++, spec.shape().toArray(), spec.dtype(), index);
  }

  View constant(DType dtype, Number number, long[] dims) {
    Value value =
        known.computeIfAbsent(
            new Key(number, dtype, List.of(), List.of()),
            _ -> new Value.Constant(next++, dtype, number));
    return View.of(value).with(Layout.dense().broadcast(dims));
  }

  View counting(long[] dims, int axis, DType dtype) {
    Value value =
        known.computeIfAbsent(
            new Key("counting", dtype, List.of(dims[axis]), List.of()),
            _ -> new Value.Counting(next++, dims[axis], dtype));
    long[] strides = new long[dims.length];
    strides[axis] = 1;
    return new View(value, Layout.of(0, dims, strides));
  }

  /** Records an element-wise primitive over operands of the given extents. */
  View pointwise(Primitive primitive, DType dtype, long[] dims, List<View> operands) {
    List<View> squeezed = new ArrayList<>(operands.stream().map(View::squeeze).toList());
    if (commutes(primitive) && squeezed.get(0).base().id() > squeezed.get(1).base().id()) {
      squeezed = List.of(squeezed.get(1), squeezed.get(0));
    }
    long[] kept = Arrays.stream(dims).filter(dim -> dim != 1).toArray();
    List<View> arguments = List.copyOf(squeezed);
    Value value =
        known.computeIfAbsent(
            new Key(primitive, dtype, boxed(kept), arguments),
            _ -> new Value.Pointwise(next++, kept, dtype, primitive, arguments));
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
    Value value =
        known.computeIfAbsent(
            new Key(List.of("fold", max, from, to), dtype, boxed(left), List.of(operand)),
            _ -> new Value.Fold(next++, left, dtype, max, operand, from, to));
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
    Value.Call call =
        (Value.Call)
            known.computeIfAbsent(
                key,
                _ ->
                    new Value.Call(
                        next++, first.shape().toArray(), first.dtype(), primitive, operands));
    for (int i = call.results().size() + 1; i < results.size(); i++) {
      Shape shape = results.get(i).shape();
      new Value.Result(next++, shape.toArray(), results.get(i).dtype(), call);
    }
    List<View> views = new ArrayList<>(List.of(View.of(call)));
    call.results().forEach(result -> views.add(View.of(result)));
    return views;
  }

  private static List<Long> boxed(long[] dims) {
    return Arrays.stream(dims).boxed().toList();
  }
}
