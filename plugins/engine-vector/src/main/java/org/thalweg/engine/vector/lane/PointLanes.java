package org.thalweg.engine.vector.lane;

import java.util.List;
import org.thalweg.api.graph.Binary;
import org.thalweg.api.graph.Select;
import org.thalweg.api.graph.Unary;

/** Element-wise primitives as lanes. */
public final class PointLanes {
  private final LaneBuilder b;

  /** Makes lanes with a builder. */
  public PointLanes(LaneBuilder builder) {
    this.b = builder;
  }

  /**
   * Returns the result of a primitive of one operand.
   *
   * @param type the type of the result
   */
  public Lane unary(Unary primitive, LaneType type, Lane x) {
    boolean isFloat = x.type().isFloat();
    Elementary f = new Elementary(b, x.type());
    return switch (primitive) {
      case Unary.Neg() -> b.neg(x);
      case Unary.Abs() -> b.abs(x);
      case Unary.Sign() -> isFloat ? f.sign(x) : integerSign(x);
      case Unary.Floor() -> f.floor(x);
      case Unary.Round() -> f.round(x);
      case Unary.Sqrt() -> b.sqrt(x);
      case Unary.Exp() -> f.exp(x);
      case Unary.Expm1() -> f.expm1(x);
      case Unary.Log() -> f.log(x);
      case Unary.Log1p() -> f.log1p(x);
      case Unary.Sin() -> b.call(Function.SIN, x);
      case Unary.Cos() -> b.call(Function.COS, x);
      case Unary.Atan() -> b.call(Function.ATAN, x);
      case Unary.Tanh() -> f.tanh(x);
      case Unary.Logistic() -> f.logistic(x);
      case Unary.Softplus() -> f.softplus(x);
      case Unary.Erf() -> f.erf(x);
      case Unary.Lgamma() -> b.call(Function.LGAMMA, x);
      case Unary.Polygamma(int order) ->
          order == 0
              ? b.call(Function.DIGAMMA, x)
              : b.call(Function.POLYGAMMA, b.constant(x.type(), order), x);
      case Unary.Not() -> b.not(x);
      case Unary.Cast _ -> cast(x, type);
      case Unary.StopGradient() -> x;
    };
  }

  private Lane integerSign(Lane x) {
    Lane zero = b.constant(x.type(), 0);
    return b.pick(b.lt(x, zero), -1, b.pick(b.lt(zero, x), 1, zero));
  }

  private Lane cast(Lane x, LaneType type) {
    if (x.type() == type) {
      return x;
    } else if (type == LaneType.MASK) {
      return b.not(b.eq(x, 0));
    } else if (x.type() == LaneType.MASK) {
      return b.pick(x, 1, b.constant(type, 0));
    }
    return b.convert(x, type);
  }

  /** Returns the result of a primitive of two operands. */
  public Lane binary(Binary primitive, Lane a, Lane c) {
    boolean isMask = a.type() == LaneType.MASK;
    return switch (primitive) {
      case Binary.Add() -> b.add(a, c);
      case Binary.Sub() -> b.sub(a, c);
      case Binary.Mul() -> b.mul(a, c);
      case Binary.Div() -> b.div(a, c);
      case Binary.Pow() -> b.call(Function.POW, a, c);
      case Binary.Maximum() -> b.max(a, c);
      case Binary.Minimum() -> b.min(a, c);
      case Binary.Atan2() -> b.call(Function.ATAN2, a, c);
      case Binary.Less() -> b.lt(a, c);
      case Binary.LessEqual() -> b.le(a, c);
      case Binary.Equal() -> isMask ? b.not(b.xor(a, c)) : b.eq(a, c);
      case Binary.And() -> b.and(a, c);
      case Binary.Or() -> b.or(a, c);
      case Binary.Xor() -> b.xor(a, c);
      case Binary.ShiftLeft() -> b.shl(a, c);
      case Binary.ShiftRight() -> b.shr(a, c);
    };
  }

  /**
   * Returns an integer in another width, to be compared with numbers from 0 on: what does not fit
   * is below all of these, or above.
   */
  public Lane fitted(Lane x, LaneType type) {
    if (x.type() == type) {
      return x;
    }
    Lane inside =
        type == LaneType.I64
            ? x
            : b.max(
                b.constant(LaneType.I64, -1),
                b.min(x, b.constant(LaneType.I64, Integer.MAX_VALUE)));
    return b.convert(inside, type);
  }

  /** Returns the choice of {@link Select}. */
  public Lane select(Lane condition, Lane then, Lane otherwise) {
    if (then.type() != LaneType.MASK) {
      return b.pick(condition, then, otherwise);
    }
    return b.or(b.and(condition, then), b.and(b.not(condition), otherwise));
  }

  private static final List<Integer> ROTATIONS = List.of(13, 15, 26, 6, 17, 29, 16, 24);
  private static final int PARITY = 0x1BD11BDA;

  /** Returns random bits: both words of Threefry-2x32-20 in one. */
  public Lane randomBits(Lane key, int counter) {
    Lane high = b.convert(b.shr(key, 32), LaneType.I32);
    Lane low = b.convert(key, LaneType.I32);
    List<Lane> keys = List.of(high, low, b.xor(b.xor(high, low), b.bits(LaneType.I32, PARITY)));
    Lane x0 = b.add(b.counter(counter, true), high);
    Lane x1 = b.add(b.counter(counter, false), low);
    for (int round = 0; round < 20; round++) {
      x0 = b.add(x0, x1);
      int rotation = ROTATIONS.get(round % 8);
      x1 = b.xor(b.or(b.shl(x1, rotation), b.shr(x1, 32 - rotation)), x0);
      if (round % 4 == 3) {
        int injection = round / 4 + 1;
        x0 = b.add(x0, keys.get(injection % 3));
        x1 = b.add(b.add(x1, keys.get((injection + 1) % 3)), b.bits(LaneType.I32, injection));
      }
    }
    return b.xor(x0, x1);
  }
}
