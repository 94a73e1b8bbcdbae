package org.thalweg.testkit.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Graph;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.graph.Primitive;

/** Programs of one primitive, by primitive. */
final class CaseBook {
  static final List<DType> FLOATS = List.of(DType.FLOAT32, DType.FLOAT64);
  static final List<DType> WHOLES = List.of(DType.INT32, DType.INT64);
  static final List<DType> NUMBERS =
      List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64);
  static final List<DType> ALL = List.of(DType.values());

  private final Map<Class<? extends Primitive>, List<Trial>> cases = new LinkedHashMap<>();

  /** An input: its spec and what it is filled with. */
  record In(Spec spec, Numbers numbers) {
    static In of(DType dtype, Shape shape, Numbers numbers) {
      return new In(new Spec(shape, dtype), numbers);
    }
  }

  Map<Class<? extends Primitive>, List<Trial>> cases() {
    return cases;
  }

  /** Adds a primitive on inputs, all of whose results must agree exactly. */
  void exact(Primitive primitive, In... inputs) {
    add(primitive, Tolerance.EXACT, inputs);
  }

  /** Adds a primitive on inputs. */
  void add(Primitive primitive, Tolerance tolerance, In... inputs) {
    GraphBuilder builder = new GraphBuilder();
    int[] numbers = Arrays.stream(inputs).mapToInt(input -> builder.input(input.spec)).toArray();
    int first = builder.add(primitive, numbers);
    int results = primitive.infer(Arrays.stream(inputs).map(In::spec).toList()).size();
    List<Integer> outputs = new ArrayList<>();
    for (int i = 0; i < results; i++) {
      outputs.add(first + i);
    }
    put(primitive, builder.build(outputs), tolerance, inputs);
  }

  /** Adds a primitive on views of inputs: transposed, cut, reversed and stretched ones. */
  void views(Primitive primitive, Tolerance tolerance, In... inputs) {
    for (View view : View.values()) {
      GraphBuilder builder = new GraphBuilder();
      In[] raw = new In[inputs.length];
      int[] numbers = new int[inputs.length];
      for (int i = 0; i < inputs.length; i++) {
        // the first operand is dense where there are others
        View own = inputs.length > 1 && i == 0 && view != View.CUT ? View.NONE : view;
        raw[i] = new In(own.source(inputs[i].spec), inputs[i].numbers);
        numbers[i] = builder.input(raw[i].spec);
      }
      for (int i = 0; i < inputs.length; i++) {
        View own = inputs.length > 1 && i == 0 && view != View.CUT ? View.NONE : view;
        numbers[i] = own.apply(builder, numbers[i], inputs[i].spec);
      }
      put(primitive, builder.build(builder.add(primitive, numbers)), tolerance, raw);
    }
  }

  /** Adds a graph as a case of a primitive in it. */
  void put(Primitive primitive, Graph graph, Tolerance tolerance, In... inputs) {
    String name =
        Arrays.stream(inputs).map(input -> input.spec.toString()).toList()
            + " "
            + (graph.instructions().isEmpty() ? "" : graph.instructions().getLast());
    cases
        .computeIfAbsent(primitive.getClass(), _ -> new ArrayList<>())
        .add(
            new Trial(
                name,
                graph,
                random ->
                    Arrays.stream(inputs)
                        .map(input -> input.numbers.draw(input.spec, random))
                        .toList(),
                graph.outputs().stream().map(_ -> tolerance).toList()));
  }

  /** How an operand lies in its input. */
  private enum View {
    NONE,
    TRANSPOSED,
    CUT,
    REVERSED,
    STRETCHED;

    /** Returns what the input must be for its view to have a spec. */
    Spec source(Spec spec) {
      Shape shape = spec.shape();
      return switch (this) {
        case NONE, REVERSED -> spec;
        case TRANSPOSED -> spec.with(reversed(shape));
        case CUT -> {
          Shape larger = shape;
          for (int axis = 0; axis < shape.rank(); axis++) {
            larger = larger.with(axis, 2 * shape.dim(axis) + 2);
          }
          yield spec.with(larger);
        }
        case STRETCHED ->
            spec.with(shape.rank() == 0 ? shape : shape.with(shape.rank() > 1 ? -2 : -1, 1));
      };
    }

    int apply(GraphBuilder builder, int number, Spec spec) {
      int rank = spec.shape().rank();
      List<Integer> axes = new ArrayList<>();
      List<Long> ones = new ArrayList<>();
      List<Long> twos = new ArrayList<>();
      List<Long> limits = new ArrayList<>();
      for (int axis = 0; axis < rank; axis++) {
        axes.add(axis);
        ones.add(1L);
        twos.add(2L);
        limits.add(2 * spec.shape().dim(axis) + 1);
      }
      return switch (this) {
        case NONE -> number;
        case TRANSPOSED -> builder.add(new Movement.Transpose(axes.reversed()), number);
        case CUT -> builder.add(new Movement.Slice(ones, limits, twos), number);
        case REVERSED -> builder.add(new Movement.Flip(axes), number);
        case STRETCHED -> builder.add(new Movement.Broadcast(spec.shape()), number);
      };
    }

    private static Shape reversed(Shape shape) {
      long[] dims = shape.toArray();
      long[] back = new long[dims.length];
      Arrays.setAll(back, i -> dims[dims.length - 1 - i]);
      return Shape.of(back);
    }
  }
}
