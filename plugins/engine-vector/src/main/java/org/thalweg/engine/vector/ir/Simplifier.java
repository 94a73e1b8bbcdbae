package org.thalweg.engine.vector.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.api.data.DType;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Primitive;
import org.thalweg.api.graph.Select;
import org.thalweg.api.graph.Unary;

/**
 * Algebra on element-wise primitives: identities, constants, signs. Every rule keeps NaN and
 * infinity; a rule may change the sign of a zero or the last bit of a product with constants.
 */
final class Simplifier {
  private final Builder builder;

  Simplifier(Builder builder) {
    this.builder = builder;
  }

  /** Returns an element-wise primitive over operands of the given extents, in its simplest form. */
  View apply(Primitive primitive, DType dtype, long[] dims, List<View> operands) {
    View simple =
        switch (primitive) {
          case Unary unary -> unary(unary, dtype, dims, operands.getFirst());
          case Binary binary -> binary(binary, dtype, dims, operands.get(0), operands.get(1));
          case Select() -> select(dtype, dims, operands);
          default -> null;
        };
    return simple != null ? simple : builder.pointwise(primitive, dtype, dims, operands);
  }

  private @Nullable View unary(Unary primitive, DType dtype, long[] dims, View x) {
    Number number = number(x);
    return switch (primitive) {
      case Unary.StopGradient() -> x;
      case Unary.Cast _ when x.base().dtype() == dtype -> x;
      case Unary.Cast _
          when number != null && dtype != DType.BOOL && x.base().dtype() != DType.BOOL ->
          builder.constant(dtype, convert(number, dtype), dims);
      case Unary.Neg() when number instanceof Double d -> builder.constant(dtype, -d, dims);
      case Unary.Neg() when inner(x, Unary.Neg.class) != null -> inner(x, Unary.Neg.class);
      case Unary.Abs() when inner(x, Unary.Neg.class) != null ->
          apply(primitive, dtype, dims, List.of(operand(x, 0)));
      case Unary.Not() when inner(x, Unary.Not.class) != null -> inner(x, Unary.Not.class);
      case Unary.Sqrt() when number instanceof Double d ->
          builder.constant(dtype, convert(Math.sqrt(d), dtype), dims);
      default -> null;
    };
  }

  private @Nullable View binary(Binary primitive, DType dtype, long[] dims, View a, View b) {
    Number left = number(a);
    Number right = number(b);
    DType type = a.base().dtype();
    if (left != null && right != null) {
      Number folded = fold(primitive, type, left, right);
      if (folded != null) {
        return builder.constant(dtype, folded, dims);
      }
    }
    return switch (primitive) {
      case Binary.And() when type == DType.BOOL -> logical(a, left, b, right, true);
      case Binary.Or() when type == DType.BOOL -> logical(a, left, b, right, false);
      case Binary.Add() -> {
        if (isValue(right, 0)) {
          yield a;
        } else if (isValue(left, 0)) {
          yield b;
        } else if (a.equals(b) && type.isFloating()) {
          yield times(dims, a, 2);
        } else if (inner(b, Unary.Neg.class) != null) {
          yield apply(new Binary.Sub(), dtype, dims, List.of(a, operand(b, 0)));
        } else if (inner(a, Unary.Neg.class) != null) {
          yield apply(new Binary.Sub(), dtype, dims, List.of(b, operand(a, 0)));
        }
        yield null;
      }
      case Binary.Sub() -> {
        if (isValue(right, 0)) {
          yield a;
        } else if (isValue(left, 0)) {
          yield apply(new Unary.Neg(), dtype, dims, List.of(b));
        } else if (inner(b, Unary.Neg.class) != null) {
          yield apply(new Binary.Add(), dtype, dims, List.of(a, operand(b, 0)));
        }
        yield null;
      }
      case Binary.Mul() ->
          right != null ? product(dims, a, right) : left != null ? product(dims, b, left) : null;
      case Binary.Div() -> {
        if (isValue(right, 1)) {
          yield a;
        } else if (right instanceof Double r && isPowerOfTwo(r)) {
          yield times(dims, a, 1 / r);
        }
        yield null;
      }
      default -> null;
    };
  }

  /** Returns x times a constant, merged with a factor or a sign that x already has. */
  private @Nullable View product(long[] dims, View x, Number factor) {
    DType dtype = x.base().dtype();
    if (isValue(factor, 1)) {
      return x;
    }
    if (!(factor instanceof Double f)) {
      return null;
    }
    if (f == -1) {
      return apply(new Unary.Neg(), dtype, dims, List.of(x));
    }
    if (inner(x, Unary.Neg.class) != null) {
      return times(dims, operand(x, 0), -f);
    }
    if (inner(x, Binary.Mul.class) != null) {
      for (int i = 0; i < 2; i++) {
        if (number(operand(x, i)) instanceof Double g) {
          return times(dims, operand(x, 1 - i), f * g);
        }
      }
    }
    return null;
  }

  private View times(long[] dims, View x, double factor) {
    DType dtype = x.base().dtype();
    View constant = builder.constant(dtype, convert(factor, dtype), dims);
    return apply(new Binary.Mul(), dtype, dims, List.of(x, constant));
  }

  private @Nullable View select(DType dtype, long[] dims, List<View> operands) {
    View condition = operands.get(0);
    View then = operands.get(1);
    View otherwise = operands.get(2);
    if (then.equals(otherwise) || isValue(number(condition), 1)) {
      return then;
    }
    if (isValue(number(condition), 0)) {
      return otherwise;
    }
    if (inner(condition, Unary.Not.class) != null) {
      return apply(new Select(), dtype, dims, List.of(operand(condition, 0), otherwise, then));
    }
    return null;
  }

  /** Returns what a connective of truth values comes to if one of them is known, else null. */
  private static @Nullable View logical(
      View a, @Nullable Number left, View b, @Nullable Number right, boolean neutral) {
    if (left != null) {
      return isTrue(left) == neutral ? b : a;
    }
    return right == null ? null : isTrue(right) == neutral ? a : b;
  }

  private static boolean isTrue(Number number) {
    return number.longValue() != 0;
  }

  /** Returns what a primitive gives for two numbers of a type; null if it is left to run. */
  private static @Nullable Number fold(Binary primitive, DType type, Number a, Number b) {
    if (a instanceof Double x && b instanceof Double y) {
      return switch (primitive) {
        case Binary.Add() -> convert(x + y, type);
        case Binary.Sub() -> convert(x - y, type);
        case Binary.Mul() -> convert(x * y, type);
        case Binary.Div() -> convert(x / y, type);
        case Binary.Equal() -> truth((double) x == y);
        case Binary.Less() -> truth(x < y);
        case Binary.LessEqual() -> truth(x <= y);
        default -> null;
      };
    }
    if (a instanceof Long x && b instanceof Long y) {
      return switch (primitive) {
        case Binary.Equal() -> truth((long) x == y);
        case Binary.Less() -> truth(x < y);
        case Binary.LessEqual() -> truth(x <= y);
        default -> null;
      };
    }
    return null;
  }

  private static Long truth(boolean value) {
    return value ? 1L : 0L;
  }

  static Number convert(Number number, DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> (double) number.floatValue();
      case FLOAT64 -> number.doubleValue();
      case INT32 -> (long) number.intValue();
      case INT64 -> number.longValue();
      case BOOL -> number.doubleValue() != 0 ? 1L : 0L;
    };
  }

  private static boolean isPowerOfTwo(double value) {
    return Math.abs(value) >= 0x1p-100
        && Math.abs(value) <= 0x1p100
        && Math.abs(value) == Math.scalb(1.0, Math.getExponent(value));
  }

  private static boolean isValue(@Nullable Number number, double value) {
    return number != null && number.doubleValue() == value;
  }

  /** Returns the number that a view repeats, or null. */
  static @Nullable Number number(View view) {
    return view.base() instanceof Value.Constant constant ? constant.number() : null;
  }

  /**
   * Returns the operand of a view that is the whole of an element-wise primitive of a class, in the
   * view's extents; null if it is no such view.
   */
  private static @Nullable View inner(View view, Class<? extends Primitive> primitive) {
    return view.base() instanceof Value.Pointwise point
            && primitive.isInstance(point.primitive())
            && isWholeUpToOnes(view)
        ? operand(view, 0)
        : null;
  }

  private static boolean isWholeUpToOnes(View view) {
    return view.squeeze().isWhole();
  }

  /** Returns an operand of a whole element-wise view, in the view's extents. */
  private static View operand(View view, int index) {
    View operand = view.base().operands().get(index);
    long[] dims = view.layout().dims();
    long[] strides = new long[dims.length];
    for (int axis = 0, from = 0; axis < dims.length; axis++) {
      strides[axis] = dims[axis] == 1 ? 0 : operand.layout().stride(from++);
    }
    return operand.with(Layout.of(operand.layout().offset(), dims, strides));
  }
}
