package org.thalweg.engine.vector.library;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.engine.Executable;
import org.thalweg.api.graph.Contraction;
import org.thalweg.api.graph.Control;
import org.thalweg.api.graph.Graph;
import org.thalweg.api.graph.Indexing;
import org.thalweg.api.graph.Reduction;
import org.thalweg.api.graph.Windowing;
import org.thalweg.engine.vector.ir.Layout;
import org.thalweg.engine.vector.ir.Value;
import org.thalweg.engine.vector.ir.View;

/** Finds the routine of a call. */
public final class Library {
  private Library() {}

  /**
   * Returns the routine that computes a call, given its operands in dense memory.
   *
   * @param results extents and types of the results
   * @param wanted which of the results somebody reads; the memory of others is not given
   * @param compiler compiles the bodies of loops, with donations
   */
  public static Routine routine(
      Value.Call call,
      List<Spec> results,
      boolean[] wanted,
      BiFunction<Graph, int[], Executable> compiler) {
    Layout first = call.operands().getFirst().layout();
    Layout last = call.operands().getLast().layout();
    DType dtype = call.operands().getFirst().base().dtype();
    DType index = call.operands().getLast().base().dtype();
    Layout result = Layout.dense(call.dims());
    return switch (call.primitive()) {
      case Indexing.Gather(int axis) ->
          new Indexed.Gather(dtype, index, Lines.of(first, axis), last.size());
      case Indexing.ScatterAdd(int axis, long _) ->
          new Indexed.ScatterAdd(dtype, index, Lines.of(result, axis), last.size());
      case Indexing.TakeAlong(int axis) ->
          new Along.Take(dtype, index, period(last), Lines.of(first, axis), Lines.of(result, axis));
      case Indexing.PutAlong(int axis, long _) ->
          new Along.Put(dtype, index, period(last), Lines.of(first, axis), Lines.of(result, axis));
      case Indexing.ArgSort(int axis, boolean descending) ->
          new Ordered.ArgSort(dtype, Lines.of(first, axis), descending);
      case Indexing.CumSum(int axis, boolean reverse) ->
          new Ordered.CumSum(dtype, Lines.of(first, axis), reverse);
      case Reduction.ArgMax(int axis) -> new Ordered.ArgMax(dtype, Lines.of(first, axis));
      case Windowing.Fold(var extents, var strides, var dilations) ->
          new FoldWindows(dtype, first, longs(extents), longs(strides), longs(dilations));
      case Contraction.Conv conv -> new ConvRoutine(dtype, conv, first, last, result);
      case Control.Custom(var kernel) -> new CustomRoutine(kernel, operandSpecs(call), results);
      case Control.Scan scan -> new ScanRoutine(scan, wanted, compiler);
      default -> throw new IllegalArgumentException("no routine: " + call.primitive());
    };
  }

  /**
   * Returns whether the routine of a call reads an operand's memory as it is: indices that are the
   * same for all, and a loop's state before it that is one number.
   */
  public static boolean readsInPlace(Value.Call call, int operand) {
    View view = call.operands().get(operand);
    if (call.primitive() instanceof Control.Scan scan) {
      return operand < scan.carries() && view.base().size() == 1;
    }
    boolean isIndex =
        operand == 1
            && (call.primitive() instanceof Indexing.TakeAlong
                || call.primitive() instanceof Indexing.PutAlong);
    return isIndex
        && view.layout().offset() == 0
        && isRepeated(view.layout())
        && period(view.layout()) == view.base().size();
  }

  /** Returns the number of elements after which a view begins again along its first axes. */
  private static long period(Layout layout) {
    long period = 1;
    for (int axis = repeatedAxes(layout); axis < layout.rank(); axis++) {
      period *= layout.dim(axis);
    }
    return period;
  }

  /** Returns whether a view is a buffer in row-major order, time and again. */
  private static boolean isRepeated(Layout layout) {
    int first = repeatedAxes(layout);
    long[] dims = Arrays.copyOfRange(layout.dims(), first, layout.rank());
    long[] strides = Arrays.copyOfRange(layout.strides(), first, layout.rank());
    return Layout.of(0, dims, strides).isDense();
  }

  private static int repeatedAxes(Layout layout) {
    int axis = 0;
    while (axis < layout.rank() && layout.stride(axis) == 0) {
      axis++;
    }
    return axis;
  }

  /** Returns whether a routine leaves results out that nobody reads. */
  public static boolean leavesOut(Value.Call call) {
    return call.primitive() instanceof Control.Scan;
  }

  private static List<Spec> operandSpecs(Value.Call call) {
    return call.operands().stream()
        .map(view -> new Spec(Shape.of(view.layout().dims()), view.base().dtype()))
        .toList();
  }

  private static long[] longs(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }
}
