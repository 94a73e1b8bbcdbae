package org.thalweg.testkit.graph;

import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.data.DType;
import org.thalweg.api.data.Shape;
import org.thalweg.api.graph.Contraction;
import org.thalweg.api.graph.Movement;
import org.thalweg.api.graph.Reduction;
import org.thalweg.api.graph.Windowing;
import org.thalweg.testkit.graph.CaseBook.In;

/** Reductions over every set of axes, products of matrices, convolutions, windows. */
final class FoldCases {
  private static final List<Shape> SHAPES =
      List.of(
          Shape.scalar(),
          Shape.of(1),
          Shape.of(7),
          Shape.of(5, 33),
          Shape.of(3, 4, 5),
          Shape.of(2, 3, 4, 5),
          Shape.of(1, 17, 1),
          Shape.of(4099),
          Shape.of(3, 5000),
          Shape.of(5000, 3),
          Shape.of(600, 70),
          Shape.of(2, 1100, 3),
          Shape.of(40001));

  private FoldCases() {}

  static void add(CaseBook book) {
    for (DType t : CaseBook.NUMBERS) {
      reductions(book, t);
      windows(book, t);
    }
    for (DType t : CaseBook.FLOATS) {
      matrices(book, t);
      convolutions(book, t);
    }
  }

  private static void reductions(CaseBook book, DType t) {
    Numbers ties = Numbers.grid(-3, 3);
    Numbers gaps = Numbers.cycle(1, 2, Double.NaN, 5, -1, 3, -7, 4, 9, 2, 0.5, Double.NaN, 8, 1, 1);
    for (Shape shape : SHAPES) {
      for (List<Integer> axes : subsets(shape.rank())) {
        book.exact(new Reduction.Sum(axes), In.of(t, shape, Numbers.small()));
        book.exact(new Reduction.Max(axes), In.of(t, shape, Numbers.small()));
        if (t.isFloating() && axes.size() == 1) {
          book.exact(new Reduction.Max(axes), In.of(t, shape, gaps));
          book.exact(new Reduction.ArgMax(axes.getFirst()), In.of(t, shape, gaps));
        }
        if (axes.size() == 1) {
          book.exact(new Reduction.ArgMax(axes.getFirst()), In.of(t, shape, ties));
        }
      }
    }
    if (t.isFloating()) {
      double infinity = Double.POSITIVE_INFINITY;
      In low = In.of(t, Shape.of(3, 40), Numbers.cycle(-infinity));
      book.exact(new Reduction.Max(List.of(1)), low);
      book.exact(new Reduction.Sum(List.of(1)), low);
    } else {
      In bits = In.of(t, Shape.of(30, 50), Numbers.bits());
      book.exact(new Reduction.Sum(List.of(0)), bits);
      book.exact(new Reduction.Sum(List.of(1)), bits);
      book.exact(new Reduction.Max(List.of(0, 1)), bits);
      book.exact(new Reduction.ArgMax(1), bits);
    }
    for (Shape shape : List.of(Shape.of(0), Shape.of(3, 0), Shape.of(0, 3), Shape.of(2, 0, 3))) {
      for (List<Integer> axes : subsets(shape.rank())) {
        book.exact(new Reduction.Sum(axes), In.of(t, shape, Numbers.small()));
        if (axes.stream().allMatch(axis -> shape.dim(axis) > 0)) {
          book.exact(new Reduction.Max(axes), In.of(t, shape, Numbers.small()));
        }
      }
    }
    book.views(
        new Reduction.Sum(List.of(1)), Tolerance.EXACT, In.of(t, Shape.of(6, 19), Numbers.small()));
    book.views(
        new Reduction.Max(List.of(0)), Tolerance.EXACT, In.of(t, Shape.of(6, 19), Numbers.small()));
    book.views(new Reduction.ArgMax(1), Tolerance.EXACT, In.of(t, Shape.of(6, 19), ties));
  }

  private static List<List<Integer>> subsets(int rank) {
    List<List<Integer>> subsets = new ArrayList<>();
    for (int mask = 0; mask < 1 << rank; mask++) {
      List<Integer> axes = new ArrayList<>();
      for (int axis = 0; axis < rank; axis++) {
        if ((mask >> axis & 1) != 0) {
          axes.add(axis);
        }
      }
      subsets.add(axes);
    }
    return subsets;
  }

  private static void matrices(CaseBook book, DType t) {
    long[][] sizes = {
      {1, 1, 1},
      {2, 3, 4},
      {5, 7, 3},
      {8, 8, 8},
      {16, 16, 16},
      {17, 33, 65},
      {64, 100, 48},
      {129, 70, 31},
      {1, 300, 1},
      {1, 40, 90},
      {90, 40, 1},
      {70, 1, 50},
      {33, 513, 35},
      {0, 4, 5},
      {4, 0, 5},
      {4, 5, 0},
      {13, 20, 1100},
      {400, 20, 33},
      {31, 1300, 33},
      {210, 300, 560}
    };
    for (long[] size : sizes) {
      for (Shape lead : List.of(Shape.scalar(), Shape.of(3), Shape.of(2, 0), Shape.of(2, 2))) {
        if (lead.size() > 1 && size[0] * size[1] * size[2] > 40_000) {
          continue;
        }
        In left = In.of(t, lead.concat(Shape.of(size[0], size[1])), Numbers.small());
        In right = In.of(t, lead.concat(Shape.of(size[1], size[2])), Numbers.small());
        book.exact(new Contraction.MatMul(), left, right);
        transposed(book, left, right);
      }
    }
    book.views(
        new Contraction.MatMul(),
        Tolerance.EXACT,
        In.of(t, Shape.of(3, 20, 37), Numbers.small()),
        In.of(t, Shape.of(3, 37, 18), Numbers.small()));
    Numbers any = Numbers.between(-1, 1);
    book.add(
        new Contraction.MatMul(),
        Tolerance.of(t, 20),
        In.of(t, Shape.of(60, 700), any),
        In.of(t, Shape.of(700, 50), any));
  }

  /** Products in which either operand is the transpose of an input. */
  private static void transposed(CaseBook book, In left, In right) {
    for (int which = 1; which < 4; which++) {
      GraphBuilder builder = new GraphBuilder();
      In first = (which & 1) != 0 ? swapped(left) : left;
      In second = (which & 2) != 0 ? swapped(right) : right;
      int a = builder.input(first.spec());
      int b = builder.input(second.spec());
      a = (which & 1) != 0 ? builder.add(swap(first.spec().shape()), a) : a;
      b = (which & 2) != 0 ? builder.add(swap(second.spec().shape()), b) : b;
      Contraction product = new Contraction.MatMul();
      book.put(product, builder.build(builder.add(product, a, b)), Tolerance.EXACT, first, second);
    }
  }

  private static In swapped(In input) {
    Shape shape = input.spec().shape();
    Shape swapped = shape.with(-1, shape.dim(-2)).with(-2, shape.dim(-1));
    return new In(input.spec().with(swapped), input.numbers());
  }

  private static Movement swap(Shape shape) {
    List<Integer> order = new ArrayList<>();
    for (int axis = 0; axis < shape.rank() - 2; axis++) {
      order.add(axis);
    }
    order.add(shape.rank() - 1);
    order.add(shape.rank() - 2);
    return new Movement.Transpose(order);
  }

  private static void convolutions(CaseBook book, DType t) {
    convolution(book, t, 1, Shape.of(1, 1, 1), Shape.of(1, 1, 1), 1, 1);
    convolution(book, t, 1, Shape.of(2, 3, 20), Shape.of(4, 3, 5), 1, 1);
    convolution(book, t, 1, Shape.of(2, 3, 20), Shape.of(4, 3, 5), 3, 2);
    convolution(book, t, 1, Shape.of(0, 3, 20), Shape.of(4, 3, 5), 1, 1);
    convolution(book, t, 1, Shape.of(2, 3, 20), Shape.of(0, 3, 5), 1, 1);
    convolution(book, t, 1, Shape.of(2, 0, 20), Shape.of(4, 0, 5), 1, 1);
    convolution(book, t, 3, Shape.of(2, 6, 20), Shape.of(9, 2, 3), 2, 1);
    convolution(book, t, 4, Shape.of(1, 4, 9), Shape.of(8, 1, 3), 1, 2);
    convolution(book, t, 1, Shape.of(2, 3, 9, 8), Shape.of(5, 3, 3, 2), 1, 1);
    convolution(book, t, 1, Shape.of(2, 3, 9, 8), Shape.of(5, 3, 1, 1), 1, 1);
    convolution(book, t, 2, Shape.of(2, 4, 13, 11), Shape.of(6, 2, 3, 3), 2, 2);
    convolution(book, t, 1, Shape.of(3, 8, 28, 28), Shape.of(16, 8, 5, 5), 1, 1);
    convolution(book, t, 1, Shape.of(2, 2, 5, 6, 7), Shape.of(3, 2, 2, 3, 2), 1, 1);
    convolution(book, t, 2, Shape.of(1, 2, 7, 7, 7), Shape.of(2, 1, 3, 2, 2), 2, 2);
    convolution(book, t, 1, Shape.of(1, 2, 5, 6, 7, 4), Shape.of(3, 2, 2, 3, 2, 2), 1, 1);
    book.views(
        new Contraction.Conv(List.of(1L, 1L), List.of(1L, 1L), 1),
        Tolerance.EXACT,
        In.of(t, Shape.of(2, 3, 9, 8), Numbers.small()),
        In.of(t, Shape.of(5, 3, 3, 2), Numbers.small()));
  }

  private static void convolution(
      CaseBook book, DType t, int groups, Shape image, Shape filter, long stride, long dilation) {
    List<Long> strides = new ArrayList<>();
    List<Long> dilations = new ArrayList<>();
    for (int axis = 2; axis < image.rank(); axis++) {
      strides.add(axis == 2 ? stride : 1);
      dilations.add(axis == 2 ? 1 : dilation);
    }
    book.exact(
        new Contraction.Conv(strides, dilations, groups),
        In.of(t, image, Numbers.small()),
        In.of(t, filter, Numbers.small()));
  }

  private static void windows(CaseBook book, DType t) {
    windows(book, t, Shape.scalar(), Shape.of(9), List.of(1L), List.of(1L), List.of(1L));
    windows(book, t, Shape.of(3), Shape.of(9), List.of(3L), List.of(1L), List.of(1L));
    windows(book, t, Shape.of(3), Shape.of(20), List.of(3L), List.of(2L), List.of(4L));
    windows(book, t, Shape.of(3), Shape.of(20), List.of(2L), List.of(5L), List.of(1L));
    windows(book, t, Shape.of(0), Shape.of(9), List.of(3L), List.of(1L), List.of(1L));
    List<Long> three = List.of(3L, 2L);
    windows(book, t, Shape.of(2, 3), Shape.of(9, 8), three, List.of(1L, 1L), List.of(1L, 1L));
    windows(book, t, Shape.of(2), Shape.of(9, 8), three, List.of(2L, 3L), List.of(2L, 1L));
    windows(
        book,
        t,
        Shape.of(2),
        Shape.of(5, 6, 7),
        List.of(2L, 3L, 2L),
        List.of(1L, 2L, 1L),
        List.of(1L, 1L, 3L));
    windows(book, t, Shape.of(40), Shape.of(500), List.of(5L), List.of(1L), List.of(1L));
  }

  private static void windows(
      CaseBook book,
      DType t,
      Shape lead,
      Shape extents,
      List<Long> sizes,
      List<Long> strides,
      List<Long> dilations) {
    Windowing.Unfold unfold = new Windowing.Unfold(sizes, strides, dilations);
    In whole = In.of(t, lead.concat(extents), Numbers.small());
    book.exact(unfold, whole);
    In windows = new In(unfold.infer(List.of(whole.spec())).getFirst(), Numbers.small());
    List<Long> dims = java.util.Arrays.stream(extents.toArray()).boxed().toList();
    book.exact(new Windowing.Fold(dims, strides, dilations), windows);
    book.views(unfold, Tolerance.EXACT, whole);
    book.views(new Windowing.Fold(dims, strides, dilations), Tolerance.EXACT, windows);
  }
}
