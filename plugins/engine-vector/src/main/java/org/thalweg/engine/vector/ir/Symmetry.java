package org.thalweg.engine.vector.ir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Contraction;
import org.thalweg.api.graph.Select;
import org.thalweg.api.graph.Unary;

/**
 * Which products of matrices are symmetric by their form.
 *
 * <p>A matrix times its own transpose is. So is every polynomial of a symmetric matrix; and two
 * polynomials of the same one commute, hence their product is one again.
 */
public final class Symmetry {
  private static final Root NONE = new Root.Fixed("none");
  private static final Root IDENTITY = new Root.Fixed("identity");

  private final Map<Value, Root> roots = new HashMap<>();

  /**
   * Looks at the values of a program.
   *
   * @param values what is read comes before what reads it
   */
  public Symmetry(List<Value> values) {
    boolean any = false;
    for (Value value : values) {
      any |= isOfOneMatrix(value);
    }
    if (any) {
      for (Value value : values) {
        roots.put(value, find(value));
      }
    }
  }

  /** Returns whether a value is a product whose factors are one matrix, perhaps transposed. */
  private static boolean isOfOneMatrix(Value value) {
    return value instanceof Value.Call call
        && call.primitive() instanceof Contraction.MatMul
        && call.operands().getFirst().base() == call.operands().get(1).base();
  }

  /** Returns whether the matrices of a product's last two axes are symmetric. */
  public boolean isSymmetric(Value.Call product) {
    return !roots.getOrDefault(product, NONE).equals(NONE);
  }

  /** The symmetric matrix that others are polynomials of. */
  private sealed interface Root {
    /** A product of a matrix and its own transpose. */
    record Product(Value value) implements Root {}

    /** The identity, a polynomial of any matrix; or none at all. */
    record Fixed(String name) implements Root {}
  }

  private Root find(Value value) {
    if (value instanceof Value.Call call
        && call.primitive() instanceof Contraction.MatMul
        && call.operands().size() == 2) {
      View left = call.operands().getFirst();
      View right = call.operands().getLast();
      Root common = common(left, right);
      boolean own = left.base() == right.base() && right.layout().equals(left.layout().exchanged());
      return common.equals(NONE) && own ? new Root.Product(value) : common;
    }
    if (!(value instanceof Value.Pointwise pointwise)) {
      return NONE;
    }
    View first = pointwise.operands().getFirst();
    View last = pointwise.operands().getLast();
    return switch (pointwise.primitive()) {
      case Binary.Add _, Binary.Sub _ -> common(first, last);
      case Binary.Mul _ when isFactor(last) -> root(first);
      case Binary.Mul _ when isFactor(first) -> root(last);
      case Binary.Div _ when isFactor(last) -> root(first);
      case Unary.Neg _ -> root(first);
      case Unary.Cast _ when isDiagonal(first) -> IDENTITY;
      case Select _
          when isDiagonal(first)
              && isFactor(pointwise.operands().get(1))
              && Simplifier.number(last) instanceof Double zero
              && zero == 0 ->
          IDENTITY;
      default -> NONE;
    };
  }

  private Root root(View view) {
    Layout layout = view.layout().squeeze();
    Layout whole = Layout.dense(view.base().dims()).squeeze();
    boolean square =
        layout.rank() >= 2 && layout.dim(layout.rank() - 1) == layout.dim(layout.rank() - 2);
    // a symmetric matrix is its own transpose
    return square && (layout.equals(whole) || layout.exchanged().equals(whole))
        ? Known.in(roots, view.base())
        : NONE;
  }

  private Root common(View left, View right) {
    Root a = root(left);
    Root b = root(right);
    return a.equals(IDENTITY) ? b : b.equals(IDENTITY) || a.equals(b) ? a : NONE;
  }

  /** Returns whether a view is one number for each matrix. */
  private static boolean isFactor(View view) {
    Layout layout = view.layout();
    int rank = layout.rank();
    return rank >= 2 && layout.stride(rank - 1) == 0 && layout.stride(rank - 2) == 0;
  }

  /** Returns whether a view says where the numbers of row and column are the same. */
  private static boolean isDiagonal(View view) {
    return view.isWhole()
        && view.base() instanceof Value.Pointwise equal
        && equal.primitive() instanceof Binary.Equal
        && (isGrid(equal.operands().getFirst(), equal.operands().getLast())
            || isGrid(equal.operands().getLast(), equal.operands().getFirst()));
  }

  private static boolean isGrid(View rows, View columns) {
    int rank = rows.layout().rank();
    return rank >= 2 && counts(rows, rank - 2) && counts(columns, rank - 1);
  }

  /**
   * Returns whether a view holds 0, 1, 2 and so on along an axis, and the same along all others.
   */
  static boolean counts(View view, int axis) {
    Layout layout = view.layout();
    boolean counts = view.base() instanceof Value.Counting && layout.offset() == 0;
    for (int a = 0; a < layout.rank(); a++) {
      counts &= layout.stride(a) == (a == axis ? 1 : 0);
    }
    return counts;
  }
}
