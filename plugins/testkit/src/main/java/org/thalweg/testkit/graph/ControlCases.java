package org.thalweg.testkit.graph;

import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.data.Spec;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Control;
import org.thalweg.api.graph.Graph;
import org.thalweg.api.graph.Indexing;
import org.thalweg.testkit.graph.CaseBook.In;

/** Kernels written by hand, and loops. */
final class ControlCases {
  /** Enough for a loop to keep one copy of it. */
  private static final Shape LARGE = Shape.of(131, 130);

  private ControlCases() {}

  static void add(CaseBook book) {
    for (DType t : CaseBook.ALL) {
      for (Shape shape : List.of(Shape.scalar(), Shape.of(0), Shape.of(7), Shape.of(5, 900))) {
        book.exact(new Control.Custom(new SwapPairs()), In.of(t, shape, Numbers.small()));
      }
      book.views(
          new Control.Custom(new SwapPairs()),
          Tolerance.EXACT,
          In.of(t, Shape.of(5, 7), Numbers.small()));
      loops(book, t);
    }
  }

  private static void loops(CaseBook book, DType t) {
    for (long length : new long[] {0, 1, 2, 5}) {
      for (boolean reverse : new boolean[] {false, true}) {
        for (Shape shape : List.of(Shape.scalar(), Shape.of(0), Shape.of(3, 7), LARGE)) {
          In carry = In.of(t, shape, Numbers.small());
          In sequence = In.of(t, Shape.of(length).concat(shape), Numbers.small());
          loop(book, turns(carry.spec()), 2, 1, length, reverse, carry, carry, sequence, carry);
          loop(book, idle(carry.spec()), 1, 1, length, reverse, carry, sequence, carry);
          loop(book, bare(carry.spec()), 0, 1, length, reverse, sequence);
          loop(book, bare(carry.spec()), 0, 0, length, reverse, carry);
          if (t != DType.BOOL) {
            loop(book, sums(carry.spec()), 1, 1, length, reverse, carry, sequence);
            nested(book, carry, sequence, length, reverse);
          }
        }
      }
    }
  }

  private static void loop(
      CaseBook book,
      Graph body,
      int carries,
      int sequences,
      long length,
      boolean reverse,
      In... inputs) {
    book.exact(new Control.Scan(body, carries, sequences, length, reverse), inputs);
  }

  /** Two carries change places; the outputs are the first carry, the slice and the constant. */
  private static Graph turns(Spec spec) {
    GraphBuilder b = new GraphBuilder();
    int first = b.input(spec);
    int second = b.input(spec);
    int slice = b.input(spec);
    int constant = b.input(spec);
    return b.build(second, first, first, slice, constant);
  }

  /** The carry becomes the slice; the output is equality of carry and constant. */
  private static Graph idle(Spec spec) {
    GraphBuilder b = new GraphBuilder();
    int carry = b.input(spec);
    int slice = b.input(spec);
    int constant = b.input(spec);
    return b.build(slice, b.add(new Binary.Equal(), carry, constant));
  }

  /** No carry; the output is the input. */
  private static Graph bare(Spec spec) {
    GraphBuilder b = new GraphBuilder();
    return b.build(b.input(spec));
  }

  /** The carry sums up; the outputs are the sum before and after. */
  private static Graph sums(Spec spec) {
    GraphBuilder b = new GraphBuilder();
    int carry = b.input(spec);
    int slice = b.input(spec);
    int sum = b.add(new Binary.Add(), carry, slice);
    return b.build(sum, carry, sum);
  }

  /** A loop whose body is a loop over the slice's axis, and sums along it besides. */
  private static void nested(CaseBook book, In carry, In sequence, long length, boolean reverse) {
    Spec spec = carry.spec();
    if (spec.shape().rank() == 0) {
      return;
    }
    Spec inner = spec.with(spec.shape().without(0));
    GraphBuilder b = new GraphBuilder();
    int total = b.input(inner);
    int slice = b.input(spec);
    Control.Scan scan = new Control.Scan(sums(inner), 1, 1, spec.shape().dim(0), !reverse);
    int first = b.add(scan, total, slice);
    int running = b.add(new Indexing.CumSum(0, false), slice);
    Graph body = b.build(first, first + 1, running, first + 3);
    In start = new In(inner, carry.numbers());
    loop(book, body, 1, 1, length, reverse, start, sequence);
  }
}
