package org.thalweg.engine.vector.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Contraction;
import org.thalweg.api.graph.Control;
import org.thalweg.api.graph.Graph;
import org.thalweg.api.graph.Indexing;
import org.thalweg.api.graph.Instruction;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.graph.Reduction;
import org.thalweg.api.graph.Select;
import org.thalweg.api.graph.Source;
import org.thalweg.api.graph.Unary;
import org.thalweg.api.graph.Windowing;

/** Makes a graph into values and views. */
public final class Lowering {
  private final Builder builder = new Builder();
  private final Simplifier simplifier = new Simplifier(builder);
  private final List<View> views = new ArrayList<>();

  /** How many instructions and outputs take each value. */
  private final Map<Integer, Integer> uses = new HashMap<>();

  /** What makes each value that is no input. */
  private final Map<Integer, Instruction> makers = new HashMap<>();

  private Lowering(Graph graph) {
    for (Instruction instruction : graph.instructions()) {
      for (int value : new HashSet<>(instruction.inputs())) {
        uses.merge(value, 1, Integer::sum);
      }
      for (int i = 0; i < instruction.results().size(); i++) {
        makers.put(instruction.first() + i, instruction);
      }
    }
    for (int output : graph.outputs()) {
      uses.merge(output, 1, Integer::sum);
    }
  }

  /** Returns the graph as a program of values. */
  public static Lowered lower(Graph given) {
    Graph graph = LoopFusion.apply(given);
    Lowering lowering = new Lowering(graph);
    for (int i = 0; i < graph.inputs().size(); i++) {
      lowering.views.add(View.of(lowering.builder.input(graph.inputs().get(i), i)));
    }
    for (Instruction instruction : graph.instructions()) {
      lowering.lower(instruction);
    }
    List<Value> outputs = new ArrayList<>();
    for (int output : graph.outputs()) {
      outputs.add(lowering.owned(lowering.views.get(output)));
    }
    return new Lowered(order(outputs), outputs);
  }

  /** Returns the value whose buffer holds exactly a view and may be handed out. */
  private Value owned(View view) {
    boolean own =
        view.layout().isDense()
            && view.layout().size() == view.base().size()
            && !(view.base() instanceof Value.Input)
            && !(view.base() instanceof Value.Constant)
            && !(view.base() instanceof Value.Counting);
    return own ? view.base() : builder.copy(view).base();
  }

  private static List<Value> order(List<Value> outputs) {
    SequencedSet<Value> reached = new LinkedHashSet<>();
    List<Value> open = new ArrayList<>(outputs);
    while (!open.isEmpty()) {
      Value value = open.removeLast();
      if (reached.add(value)) {
        for (View operand : value.operands()) {
          open.add(operand.base());
        }
        if (value instanceof Value.Result result) {
          open.add(result.call());
        }
      }
    }
    // ids grow from what is read to what reads it
    List<Value> order = new ArrayList<>(reached);
    order.sort(Value.BY_ID);
    return order;
  }

  private void lower(Instruction instruction) {
    List<View> inputs = new ArrayList<>();
    for (int input : instruction.inputs()) {
      inputs.add(views.get(input));
    }
    Spec result = instruction.result();
    long[] dims = result.shape().toArray();
    switch (instruction.primitive()) {
      case Source.Argument argument ->
          throw new IllegalArgumentException("an argument inside a graph: " + argument.name());
      case Source.Fill fill -> views.add(builder.constant(result.dtype(), fill.value(), dims));
      case Source.Iota iota -> views.add(builder.counting(dims, iota.axis(), result.dtype()));
      case Source.RandomBits bits ->
          views.add(
              builder.pointwise(
                  bits, DType.INT32, dims, List.of(stretched(inputs.getFirst(), dims))));
      case Unary primitive -> views.add(simplifier.apply(primitive, result.dtype(), dims, inputs));
      case Binary primitive -> {
        View sum = primitive instanceof Binary.Add ? accumulated(instruction) : null;
        views.add(sum == null ? simplifier.apply(primitive, result.dtype(), dims, inputs) : sum);
      }
      case Select primitive -> views.add(simplifier.apply(primitive, result.dtype(), dims, inputs));
      case Reduction primitive -> views.add(reduction(primitive, instruction, inputs.getFirst()));
      case Movement primitive -> views.add(movement(primitive, result, inputs));
      case Contraction.MatMul primitive when isOuter(inputs) ->
          views.add(outer(dims, result.dtype(), inputs));
      case Windowing.Unfold unfold -> views.add(unfold(unfold, dims, inputs.getFirst()));
      case Indexing.TakeAlong(int axis) when isPick(inputs, axis) ->
          views.add(pick(axis, dims, inputs.getFirst(), inputs.getLast()));
      case Indexing.PutAlong(int axis, long _) when inputs.getFirst().layout().dim(axis) == 1 ->
          views.add(put(axis, result, inputs.getFirst(), inputs.getLast()));
      case Control.Guard _ -> views.add(inputs.getFirst());
      case Contraction _, Windowing _, Indexing _, Control _ ->
          views.addAll(builder.call(instruction.primitive(), instruction.results(), inputs));
    }
  }

  private static View stretched(View view, long[] dims) {
    return view.with(view.layout().broadcast(dims));
  }

  // ---- movement

  private View movement(Movement primitive, Spec result, List<View> inputs) {
    View x = inputs.getFirst();
    Layout layout = x.layout();
    return switch (primitive) {
      case Movement.Reshape(Shape shape) -> reshape(x, shape.toArray());
      case Movement.Transpose(var permutation) -> x.with(layout.permute(ints(permutation)));
      case Movement.Broadcast(Shape shape) -> stretched(x, shape.toArray());
      case Movement.Slice(var starts, var _, var steps) ->
          x.with(layout.slice(longs(starts), longs(steps), result.shape().toArray()));
      case Movement.Flip(var axes) -> {
        Layout flipped = layout;
        for (int axis : axes) {
          flipped = flipped.flip(axis);
        }
        yield x.with(flipped);
      }
      case Movement.Pad(var low, var _, var interior, double value) -> {
        long[] starts = longs(low);
        long[] steps = interior.stream().mapToLong(i -> i + 1).toArray();
        Layout target = Layout.dense(result.shape().toArray()).slice(starts, steps, layout.dims());
        yield builder.assembly(result, true, value, List.of(new Value.Piece(x, target)));
      }
      case Movement.Concat(int axis) -> {
        List<Value.Piece> pieces = new ArrayList<>();
        long[] starts = new long[result.shape().rank()];
        long[] steps = new long[result.shape().rank()];
        Arrays.fill(steps, 1);
        for (View input : inputs) {
          Layout target =
              Layout.dense(result.shape().toArray()).slice(starts, steps, input.layout().dims());
          pieces.add(new Value.Piece(input, target));
          starts[axis] += input.layout().dim(axis);
        }
        yield builder.assembly(result, false, 0, pieces);
      }
    };
  }

  private View reshape(View view, long[] dims) {
    Layout layout = view.layout().reshape(dims);
    if (layout != null) {
      return view.with(layout);
    }
    return View.of(builder.copy(view).base()).with(Layout.dense(dims));
  }

  private static View unfold(Windowing.Unfold unfold, long[] dims, View x) {
    int spatial = unfold.sizes().size();
    int lead = x.layout().rank() - spatial;
    long[] strides = Arrays.copyOf(x.layout().strides(), dims.length);
    for (int axis = 0; axis < spatial; axis++) {
      long step = x.layout().stride(lead + axis);
      strides[lead + axis] = step * unfold.strides().get(axis);
      strides[lead + spatial + axis] = step * unfold.dilations().get(axis);
    }
    return x.with(Layout.of(x.layout().offset(), dims, strides));
  }

  private static long[] longs(List<Long> values) {
    long[] longs = new long[values.size()];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = values.get(i);
    }
    return longs;
  }

  private static int[] ints(List<Integer> values) {
    int[] ints = new int[values.size()];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = values.get(i);
    }
    return ints;
  }

  // ---- reductions

  private View reduction(Reduction primitive, Instruction instruction, View x) {
    long[] dims = instruction.result().shape().toArray();
    boolean max =
        switch (primitive) {
          case Reduction.Sum _ -> false;
          case Reduction.Max _ -> true;
          case Reduction.ArgMax _ -> {
            yield false;
          }
        };
    if (primitive instanceof Reduction.ArgMax) {
      return builder.call(primitive, instruction.results(), List.of(x)).getFirst();
    }
    if (x.layout().size() == 0) {
      Number zero = Simplifier.convert(0.0, x.base().dtype());
      return builder.constant(x.base().dtype(), zero, dims);
    }
    View picked = max ? null : picked(primitive.axes(), x);
    return picked != null ? reshape(picked, dims) : fold(max, primitive.axes(), dims, x);
  }

  /**
   * Returns the sum of {@code k == i ? x_k : 0} over a last axis as the elements that it picks, if
   * x is memory that nothing else reads: a row of it need not come to the processor for one
   * element.
   */
  private @Nullable View picked(List<Integer> axes, View sum) {
    if (!sum.isWhole()
        || !axes.equals(List.of(sum.layout().rank() - 1))
        || !(sum.base() instanceof Value.Pointwise select && select.primitive() instanceof Select)
        || !select.operands().getFirst().isWhole()
        || !(select.operands().getFirst().base() instanceof Value.Pointwise hit
            && hit.primitive() instanceof Binary.Equal)) {
      return null;
    }
    View values = select.operands().get(1);
    int axis = values.layout().rank() - 1;
    boolean readOnce =
        values.isWhole()
            && values.base() instanceof Value.Input input
            && Known.in(uses, input.index()) == 1
            && Simplifier.number(select.operands().get(2)) instanceof Double zero
            && zero == 0;
    for (int i = 0; readOnce && i < 2; i++) {
      View index = hit.operands().get(1 - i);
      if (hit.operands().get(i).layout().rank() == axis + 1
          && Symmetry.counts(hit.operands().get(i), axis)
          && !index.base().dtype().isFloating()
          && index.layout().rank() == axis + 1
          && index.layout().stride(axis) == 0) {
        long[] rows = sum.layout().dims();
        rows[axis] = 1;
        Spec result = new Spec(Shape.of(rows), values.base().dtype());
        View one = index.with(index.layout().slice(new long[axis + 1], ones(axis + 1), rows));
        return builder
            .call(new Indexing.TakeAlong(axis), List.of(result), List.of(values, one))
            .getFirst();
      }
    }
    return null;
  }

  private static long[] ones(int rank) {
    long[] ones = new long[rank];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Folds axes: repeated ones by a factor, the others run by run, innermost first. */
  private View fold(boolean max, List<Integer> axes, long[] dims, View x) {
    Layout layout = x.layout();
    boolean[] folded = new boolean[layout.rank()];
    double factor = 1;
    List<Integer> keptAxes = new ArrayList<>();
    for (int axis = 0; axis < layout.rank(); axis++) {
      folded[axis] = axes.contains(axis);
      if (folded[axis] && layout.stride(axis) == 0) {
        factor *= layout.dim(axis);
      } else if (layout.dim(axis) != 1) {
        keptAxes.add(axis);
      }
    }
    long[] keptDims = new long[keptAxes.size()];
    long[] keptStrides = new long[keptAxes.size()];
    for (int i = 0; i < keptDims.length; i++) {
      keptDims[i] = layout.dim(keptAxes.get(i));
      keptStrides[i] = layout.stride(keptAxes.get(i));
    }
    View open = x.with(Layout.of(layout.offset(), keptDims, keptStrides));
    int end = keptAxes.size();
    while (end > 0) {
      if (!folded[keptAxes.get(end - 1)]) {
        end--;
        continue;
      }
      int start = end;
      while (start > 0 && folded[keptAxes.get(start - 1)]) {
        start--;
      }
      open = builder.fold(max, open.squeeze(), start, end);
      end = start;
    }
    DType dtype = x.base().dtype();
    View scaled = open;
    if (!max && factor != 1) {
      View constant =
          builder.constant(dtype, Simplifier.convert(factor, dtype), open.layout().dims());
      scaled =
          simplifier.apply(new Binary.Mul(), dtype, open.layout().dims(), List.of(open, constant));
    }
    return reshape(scaled, dims);
  }

  // ---- sums of products

  /**
   * Returns the sum of an input and a product that nothing else reads as a product that is added to
   * the input; null if it is no such sum.
   */
  private @Nullable View accumulated(Instruction sum) {
    for (int i = 0; i < 2; i++) {
      View input = views.get(sum.inputs().get(i));
      List<View> factors = factors(sum.inputs().get(1 - i));
      if (factors != null && input.base() instanceof Value.Input && input.isWhole()) {
        List<View> operands = List.of(factors.getFirst(), factors.getLast(), input);
        return builder.call(new Contraction.MatMul(), sum.results(), operands).getFirst();
      }
    }
    return null;
  }

  /** Returns the factors of a product of matrices, perhaps transposed, if that is read once. */
  private @Nullable List<View> factors(int value) {
    Instruction maker = makers.get(value);
    if (maker == null || Known.in(uses, value) > 1) {
      return null;
    }
    if (maker.primitive() instanceof Contraction.MatMul) {
      List<View> factors =
          List.of(views.get(maker.inputs().getFirst()), views.get(maker.inputs().getLast()));
      return isOuter(factors) ? null : factors;
    }
    List<View> factors =
        maker.primitive() instanceof Movement.Transpose(var permutation)
                && exchangesLastTwo(permutation)
            ? factors(maker.inputs().getFirst())
            : null;
    return factors == null
        ? null
        : List.of(
            factors.getLast().with(factors.getLast().layout().exchanged()),
            factors.getFirst().with(factors.getFirst().layout().exchanged()));
  }

  private static boolean exchangesLastTwo(List<Integer> permutation) {
    int last = permutation.size() - 1;
    boolean exchanges = last >= 1;
    for (int axis = 0; axis <= last && exchanges; axis++) {
      exchanges = permutation.get(axis) == (axis < last - 1 ? axis : 2 * last - 1 - axis);
    }
    return exchanges;
  }

  // ---- products and picks that are better element-wise

  private static boolean isOuter(List<View> inputs) {
    return inputs.getFirst().layout().dim(inputs.getFirst().layout().rank() - 1) == 1;
  }

  /** A matrix product over one element is a product of stretched operands. */
  private View outer(long[] dims, DType dtype, List<View> inputs) {
    List<View> factors =
        List.of(stretched(inputs.getFirst(), dims), stretched(inputs.getLast(), dims));
    return simplifier.apply(new Binary.Mul(), dtype, dims, factors);
  }

  private static final long WIDEST_PICK = 1 << 16;

  private static boolean isPick(List<View> inputs, int axis) {
    View values = inputs.getFirst();
    return inputs.getLast().layout().dim(axis) == 1
        && axis == values.layout().rank() - 1
        && values.base().dtype().isFloating()
        && values.layout().dim(axis) > 0
        && values.layout().dim(axis) <= WIDEST_PICK;
  }

  /** One element of each line, as the sum of the line with all others at zero. */
  private View pick(int axis, long[] dims, View values, View indices) {
    long[] lines = values.layout().dims();
    DType dtype = values.base().dtype();
    View hit = hit(axis, lines, indices);
    View zero = builder.constant(dtype, 0.0, lines);
    View alone = simplifier.apply(new Select(), dtype, lines, List.of(hit, values, zero));
    return fold(false, List.of(axis), dims, alone);
  }

  /** Lines of zeros with one element each. */
  private View put(int axis, Spec result, View elements, View indices) {
    long[] dims = result.shape().toArray();
    View hit = hit(axis, dims, indices);
    View zero = builder.constant(result.dtype(), Simplifier.convert(0.0, result.dtype()), dims);
    return simplifier.apply(
        new Select(), result.dtype(), dims, List.of(hit, stretched(elements, dims), zero));
  }

  /** Where the position along an axis is the index. */
  private View hit(int axis, long[] dims, View indices) {
    DType type = indices.base().dtype();
    return simplifier.apply(
        new Binary.Equal(),
        DType.BOOL,
        dims,
        List.of(builder.counting(dims, axis, type), stretched(indices, dims)));
  }
}
