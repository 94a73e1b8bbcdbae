package org.thalweg.engine.vector.lane;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes lanes; equal ones are made once. */
public final class LaneBuilder {
  private record Key(LaneType type, Op op, List<Lane> arguments) {
    /** Compares the operation last: that takes code of its own for each kind of operation. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && type == that.type
          && arguments.equals(that.arguments)
          && op.getClass() == that.op.getClass()
          && op.equals(that.op);
    }

    @Override
    public int hashCode() {
      Object kind = arguments.isEmpty() || op instanceof Op.Basic ? op : op.getClass();
      return 31 * arguments.hashCode() + kind.hashCode();
    }
  }

  private final Map<Key, Lane> known = new HashMap<>();
  private final List<Lane> lanes = new ArrayList<>();

  /** What the largest elements of rows are the largest of. */
  private final Map<Lane, Lane> maxima = new HashMap<>();

  /** Returns all lanes, arguments first. */
  public List<Lane> lanes() {
    return List.copyOf(lanes);
  }

  private Lane make(LaneType type, Op op, boolean perElement, Lane... arguments) {
    List<Lane> list = List.of(arguments);
    Key key = new Key(type, op, list);
    Lane lane = known.get(key);
    if (lane == null) {
      boolean full = perElement;
      for (Lane argument : list) {
        full |= argument.isPerElement();
      }
      lane = new Lane(lanes.size(), type, op, list, full);
      known.put(key, lane);
      lanes.add(lane);
    }
    return lane;
  }

  /** Returns an element of an operand; its row's one element unless {@code perElement}. */
  public Lane load(LaneType type, int operand, boolean perElement) {
    return make(type, new Op.Load(operand), perElement);
  }

  /** Returns the element of an operand's row that has a number. */
  public Lane at(LaneType type, int operand, Lane index) {
    return make(type, new Op.At(operand), false, index);
  }

  /** Returns the operation of a lane, perhaps of another builder, on arguments of this one. */
  public Lane copy(Lane lane, List<Lane> arguments) {
    boolean perElement = lane.op() == Op.Basic.SPREAD;
    return make(lane.type(), lane.op(), perElement, arguments.toArray(Lane[]::new));
  }

  /** Returns the operation of a lane on other arguments. */
  Lane again(Lane lane, Lane... arguments) {
    return make(lane.type(), lane.op(), false, arguments);
  }

  /** Returns a word of the element's number. */
  public Lane counter(int operand, boolean high) {
    return make(LaneType.I32, new Op.Counter(operand, high), true);
  }

  /** Returns a number that each run is given. */
  public Lane param(LaneType type, int index) {
    return make(type, new Op.Param(index), false);
  }

  /** Returns the result of a fold. */
  public Lane folded(LaneType type, int fold) {
    return make(type, new Op.Folded(fold), false);
  }

  /**
   * Returns the bits of a number that has no sign, whose order is that of the numbers, NaN above
   * all; of any other number itself. Processors find the larger of two integers faster.
   */
  public Lane asOrderedBits(Lane a) {
    return a.op() != Op.Basic.ABS
        ? a
        : switch (a.type()) {
          case F32 -> reinterpret(a, LaneType.I32);
          case F64 -> reinterpret(a, LaneType.I64);
          case I32, I64, MASK -> a;
        };
  }

  /** Says that a lane holds the largest of what another holds in the row. */
  public void isMaximum(Lane maximum, Lane of) {
    maxima.put(maximum, of);
  }

  /** Returns whether a lane is known to hold no number above 0. */
  boolean isNotPositive(Lane lane) {
    return lane.op() == Op.Basic.SUB
        && lane.arguments().getFirst().equals(maxima.get(lane.arguments().getLast()));
  }

  Lane constant(LaneType type, double value) {
    long bits =
        switch (type) {
          case F32 -> Float.floatToRawIntBits((float) value);
          case F64 -> Double.doubleToRawLongBits(value);
          case I32, I64, MASK -> (long) value;
        };
    return make(type, new Op.Const(bits), false);
  }

  /** Returns an integer or a bit pattern. */
  Lane bits(LaneType type, long bits) {
    return make(type, new Op.Const(bits), false);
  }

  private Lane basic(Op.Basic op, Lane... arguments) {
    return make(arguments[0].type(), op, false, arguments);
  }

  Lane add(Lane a, Lane b) {
    if (a.op() instanceof Op.Const(long x) && b.op() instanceof Op.Const(long y)) {
      return switch (a.type()) {
        case F32 ->
            constant(a.type(), Float.intBitsToFloat((int) x) + Float.intBitsToFloat((int) y));
        case F64 -> constant(a.type(), Double.longBitsToDouble(x) + Double.longBitsToDouble(y));
        case I32, I64, MASK -> bits(a.type(), x + y);
      };
    }
    if (a.op() == Op.Basic.PICK && b.op() instanceof Op.Const && isConstant(a)) {
      return pick(a.arguments().get(0), add(a.arguments().get(1), b), add(a.arguments().get(2), b));
    }
    return basic(Op.Basic.ADD, a, b);
  }

  /** Returns whether a choice is one of two constants. */
  private static boolean isConstant(Lane pick) {
    return pick.arguments().get(1).op() instanceof Op.Const
        && pick.arguments().get(2).op() instanceof Op.Const;
  }

  Lane add(Lane a, double b) {
    return add(a, constant(a.type(), b));
  }

  Lane sub(Lane a, Lane b) {
    return basic(Op.Basic.SUB, a, b);
  }

  Lane sub(Lane a, double b) {
    return sub(a, constant(a.type(), b));
  }

  Lane mul(Lane a, Lane b) {
    return basic(Op.Basic.MUL, a, b);
  }

  Lane mul(Lane a, double b) {
    return mul(a, constant(a.type(), b));
  }

  Lane div(Lane a, Lane b) {
    return basic(Op.Basic.DIV, a, b);
  }

  /** Returns a b + c with one rounding. */
  Lane fma(Lane a, Lane b, Lane c) {
    return basic(Op.Basic.FMA, a, b, c);
  }

  /** Returns a b + c with one rounding. */
  Lane fma(Lane a, double b, Lane c) {
    return fma(a, constant(a.type(), b), c);
  }

  Lane neg(Lane a) {
    return a.op() == Op.Basic.NEG ? a.arguments().getFirst() : basic(Op.Basic.NEG, a);
  }

  Lane abs(Lane a) {
    Lane x = unsigned(a);
    return x.equals(a) ? basic(Op.Basic.ABS, a) : abs(x);
  }

  /** Returns -|a|, by setting the sign. */
  Lane negAbs(Lane a) {
    Lane x = unsigned(a);
    if (!x.equals(a)) {
      return negAbs(x);
    }
    LaneType type = a.type() == LaneType.F32 ? LaneType.I32 : LaneType.I64;
    long sign = type == LaneType.I32 ? Integer.MIN_VALUE : Long.MIN_VALUE;
    return reinterpret(or(reinterpret(a, type), bits(type, sign)), a.type());
  }

  /** Returns a, or a simpler number of the same size. */
  private static Lane unsigned(Lane a) {
    List<Lane> arguments = a.arguments();
    if (a.op() == Op.Basic.NEG || a.op() == Op.Basic.ABS) {
      return arguments.getFirst();
    } else if (a.op() == Op.Basic.PICK) {
      Lane x = unsigned(arguments.get(1));
      return x.equals(unsigned(arguments.get(2))) ? x : a;
    }
    return a;
  }

  Lane sqrt(Lane a) {
    return basic(Op.Basic.SQRT, a);
  }

  /** Returns the smaller, NaN if either is. */
  Lane min(Lane a, Lane b) {
    return basic(Op.Basic.MIN, a, b);
  }

  /** Returns the larger, NaN if either is. */
  Lane max(Lane a, Lane b) {
    return basic(Op.Basic.MAX, a, b);
  }

  Lane and(Lane a, Lane b) {
    return basic(Op.Basic.AND, a, b);
  }

  Lane or(Lane a, Lane b) {
    return basic(Op.Basic.OR, a, b);
  }

  Lane xor(Lane a, Lane b) {
    return basic(Op.Basic.XOR, a, b);
  }

  Lane not(Lane a) {
    return basic(Op.Basic.NOT, a);
  }

  Lane shl(Lane a, Lane bits) {
    return basic(Op.Basic.SHL, a, bits);
  }

  Lane shl(Lane a, int bits) {
    return shl(a, bits(a.type(), bits));
  }

  Lane shr(Lane a, Lane bits) {
    return basic(Op.Basic.SHR, a, bits);
  }

  Lane shr(Lane a, int bits) {
    return shr(a, bits(a.type(), bits));
  }

  Lane sar(Lane a, int bits) {
    return basic(Op.Basic.SAR, a, bits(a.type(), bits));
  }

  Lane lt(Lane a, Lane b) {
    return make(LaneType.MASK, Op.Basic.LT, false, a, b);
  }

  Lane lt(Lane a, double b) {
    return lt(a, constant(a.type(), b));
  }

  Lane gt(Lane a, double b) {
    return lt(constant(a.type(), b), a);
  }

  Lane le(Lane a, Lane b) {
    return make(LaneType.MASK, Op.Basic.LE, false, a, b);
  }

  Lane eq(Lane a, Lane b) {
    return make(LaneType.MASK, Op.Basic.EQ, false, a, b);
  }

  Lane eq(Lane a, double b) {
    return eq(a, constant(a.type(), b));
  }

  /** Returns a where the mask holds, else b. */
  Lane pick(Lane mask, Lane a, Lane b) {
    return make(a.type(), Op.Basic.PICK, false, mask, a, b);
  }

  /** Returns a where the mask holds, else b. */
  Lane pick(Lane mask, double a, Lane b) {
    return pick(mask, constant(b.type(), a), b);
  }

  /** Returns a number of the row as one that each element has. */
  public Lane spread(Lane a) {
    return a.isPerElement() ? a : make(a.type(), Op.Basic.SPREAD, true, a);
  }

  Lane convert(Lane a, LaneType type) {
    return a.type() == type ? a : make(type, new Op.Convert(), false, a);
  }

  /** Returns the same bits as another type of the same width. */
  public Lane reinterpret(Lane a, LaneType type) {
    return a.type() == type ? a : make(type, new Op.Bits(), false, a);
  }

  Lane call(Function function, Lane... arguments) {
    return make(arguments[0].type(), new Op.Call(function), false, arguments);
  }
}
