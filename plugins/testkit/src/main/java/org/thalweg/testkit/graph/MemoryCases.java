package org.thalweg.testkit.graph;

import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Contraction;
import org.thalweg.api.graph.Graph;
import org.thalweg.api.graph.Indexing;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.graph.Reduction;
import org.thalweg.api.graph.Source;
import org.thalweg.api.graph.Unary;

/** Programs whose outputs take over inputs, or are nothing but inputs and constants. */
public final class MemoryCases {
  private MemoryCases() {}

  /**
   * A program with donated inputs.
   *
   * @param trial the program
   * @param donations for each output the input that it takes over, or -1
   */
  public record Donated(Trial trial, int[] donations) {}

  private static Trial trial(String name, Graph graph, Numbers numbers) {
    return new Trial(
        name + ", " + (graph.inputs().isEmpty() ? "no inputs" : graph.inputs().getFirst()),
        graph,
        random -> graph.inputs().stream().map(spec -> numbers.draw(spec, random)).toList(),
        graph.outputs().stream().map(_ -> Tolerance.EXACT).toList());
  }

  /** Returns programs that update inputs in place, though others still read them. */
  public static List<Donated> donations() {
    List<Donated> cases = new ArrayList<>();
    for (DType t : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32)) {
      for (long size : new long[] {1, 6, 33, 200}) {
        cases.addAll(donations(new Spec(Shape.of(size, size), t)));
      }
    }
    return cases;
  }

  private static Donated donated(String name, Graph graph, int... donations) {
    return new Donated(trial(name, graph, Numbers.grid(-8, 8)), donations);
  }

  private static List<Donated> donations(Spec spec) {
    List<Donated> cases = new ArrayList<>();
    long size = spec.shape().dim(0);
    GraphBuilder b = new GraphBuilder();
    int x = b.input(spec);
    int y = b.input(spec);
    cases.add(donated("both stay", b.build(x, y), 0, 1));
    cases.add(donated("both change places", b.build(y, x), 0, 1));
    cases.add(donated("one takes the other's place", b.build(y, y), 0, -1));
    int sum = b.add(new Binary.Add(), x, y);
    cases.add(donated("sum over the left", b.build(sum), 0));
    cases.add(donated("sum over the right", b.build(sum, x), 1, -1));
    cases.add(donated("sum over the left, which stays", b.build(sum, x), 0, -1));
    int less = b.add(new Binary.Sub(), sum, x);
    cases.add(donated("sum and difference in turn", b.build(sum, less), 0, 1));
    cases.add(donated("difference and sum in turn", b.build(sum, less), 1, 0));

    GraphBuilder c = new GraphBuilder();
    int a = c.input(spec);
    int other = c.input(spec);
    int turned = c.add(new Movement.Transpose(List.of(1, 0)), a);
    cases.add(donated("transposed in place", c.build(turned), 0));
    int flipped = c.add(new Movement.Flip(List.of(0)), a);
    cases.add(donated("reversed in place", c.build(flipped), 0));
    int mirrored = c.add(new Binary.Add(), a, turned);
    cases.add(donated("added to its transpose", c.build(mirrored), 0));
    cases.add(donated("two outputs of one input", c.build(mirrored, flipped), 0, 1));
    int rows = c.add(new Reduction.Sum(List.of(1)), a);
    int open = c.add(new Movement.Reshape(Shape.of(size, 1)), rows);
    int wide = c.add(new Movement.Broadcast(spec.shape()), open);
    int centred = c.add(new Binary.Sub(), a, wide);
    cases.add(donated("less the sums of its rows", c.build(centred), 0));
    cases.add(donated("less the sums of its rows, elsewhere", c.build(centred, a), 1, 0));
    int columns = c.add(new Reduction.Max(List.of(0)), a);
    int tall = c.add(new Movement.Broadcast(spec.shape()), columns);
    int level = c.add(new Binary.Mul(), a, tall);
    cases.add(donated("times the largest of its columns", c.build(level), 0));
    cases.add(donated("three readers", c.build(level, centred, mirrored), 0, -1, 1));
    int running = c.add(new Indexing.CumSum(0, true), a);
    cases.add(donated("running sums", c.build(running, other), 0, 1));
    int first = c.add(new Movement.Slice(zeros(), List.of(1L, size), ones()), a);
    int top = c.add(new Movement.Broadcast(spec.shape()), first);
    int shifted = c.add(new Binary.Add(), top, a);
    cases.add(donated("plus its first row", c.build(shifted), 0));
    if (spec.dtype().isFloating()) {
      int product = c.add(new Contraction.MatMul(), a, other);
      cases.add(donated("product over the left", c.build(product), 0));
      cases.add(donated("product over the right", c.build(product, a), 1, 0));
      int square = c.add(new Contraction.MatMul(), a, turned);
      cases.add(donated("product with its transpose", c.build(square), 0));
    }
    return cases;
  }

  private static List<Long> zeros() {
    return List.of(0L, 0L);
  }

  private static List<Long> ones() {
    return List.of(1L, 1L);
  }

  /** Returns programs whose outputs are inputs, views of inputs, constants, or the same twice. */
  public static List<Trial> passedOn() {
    List<Trial> cases = new ArrayList<>();
    for (DType t : DType.values()) {
      for (Shape shape : List.of(Shape.scalar(), Shape.of(0), Shape.of(7), Shape.of(3, 40))) {
        cases.addAll(passedOn(new Spec(shape, t)));
      }
    }
    return cases;
  }

  private static List<Trial> passedOn(Spec spec) {
    List<Trial> cases = new ArrayList<>();
    GraphBuilder b = new GraphBuilder();
    int x = b.input(spec);
    int y = b.input(spec);
    cases.add(trial("inputs", b.build(y, x), Numbers.small()));
    cases.add(trial("an input twice", b.build(x, x, y), Numbers.small()));
    cases.add(trial("no outputs", b.build(), Numbers.small()));
    int same = b.add(new Binary.Equal(), x, y);
    cases.add(trial("a value twice", b.build(same, same), Numbers.small()));
    int view = b.add(new Movement.Reshape(Shape.of(1, spec.shape().size())), x);
    int wide = b.add(new Movement.Broadcast(Shape.of(3, spec.shape().size())), view);
    cases.add(trial("views of an input", b.build(view, wide, x), Numbers.small()));
    int still = b.add(new Unary.StopGradient(), x);
    cases.add(trial("nothing but a name", b.build(still, x), Numbers.small()));

    GraphBuilder c = new GraphBuilder();
    Number value = spec.dtype().isFloating() ? (Number) 1.5 : (Number) 1L;
    int fill = c.add(new Source.Fill(spec, value));
    cases.add(trial("a constant " + spec, c.build(fill), Numbers.small()));
    cases.add(trial("a constant twice " + spec, c.build(fill, fill), Numbers.small()));
    if (spec.shape().rank() > 0 && spec.dtype() != DType.BOOL) {
      int count = c.add(new Source.Iota(spec, spec.shape().rank() - 1));
      int back = c.add(new Movement.Flip(List.of(0)), count);
      cases.add(trial("counting " + spec, c.build(count, back, fill), Numbers.small()));
    }
    return cases;
  }
}
