package org.thalweg.engine.vector.lane;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Elementary functions in lanes.
 *
 * <p>Polynomials are minimax approximations found with the Remez algorithm in 50 digits; see {@code
 * docs/decisions} for the method and the measured errors. Argument reductions are those of Cody and
 * Waite, "Software manual for the elementary functions", 1980.
 */
final class Elementary {
  private static final double LOG2_E = 1.4426950408889634;

  // (exp(r) - 1 - r) / r^2 on |r| <= log(2) / 2
  private static final double[] EXP_32 = {
    0x1.000000p-1, 0x1.55548ep-3, 0x1.55545ep-5, 0x1.123b56p-7, 0x1.6db42ap-10
  };
  private static final double[] EXP_64 = {
    0x1.000000000000bp-1,
    0x1.5555555555561p-3,
    0x1.5555555550030p-5,
    0x1.111111110d63ap-7,
    0x1.6c16c185a760cp-10,
    0x1.a01a01bae22e0p-13,
    0x1.a0199693a69d3p-16,
    0x1.71dddfcc05802p-19,
    0x1.28b04925d45adp-22,
    0x1.af8587700fecap-26
  };

  // (log(1 + f) - f + f^2 / 2) / f^3 on sqrt(1/2) <= 1 + f <= sqrt(2)
  private static final double[] LOG_32 = {
    0x1.55554ap-2,
    -0x1.000224p-2,
    0x1.99a5acp-3,
    -0x1.547776p-3,
    0x1.226bb2p-3,
    -0x1.0ce95ep-3,
    0x1.07e710p-3,
    -0x1.41f1c0p-4
  };

  // (2 atanh(s) - 2 s) / s^3 in z = s^2, where 1 + f = (1 + s) / (1 - s)
  private static final double[] LOG_64 = {
    0x1.5555555555593p-1,
    0x1.999999997f8a8p-2,
    0x1.249249423e453p-2,
    0x1.c71c51c676770p-3,
    0x1.74664d74f75fep-3,
    0x1.39a02f06965c6p-3,
    0x1.2f15baa0e024ep-3
  };

  // (log(1 + t) - t) / t^2 on 0 <= t <= 1, of least error relative to log(1 + t)
  private static final double[] LOG1P_UNIT_32 = {
    -0x1.ffffd2p-2,
    0x1.554dd0p-2,
    -0x1.ff2404p-3,
    0x1.934d14p-3,
    -0x1.3a4d0ep-3,
    0x1.b4e218p-4,
    -0x1.d7423cp-5,
    0x1.49e3eap-6,
    -0x1.b10e40p-9
  };

  // erf(x) / x - 1 in z = x^2 on |x| <= 1
  private static final double[] ERF_SMALL_32 = {
    0x1.06eba8p-3,
    -0x1.81273ep-2,
    0x1.ce2cf8p-4,
    -0x1.b7f90ep-6,
    0x1.5405b2p-8,
    -0x1.a3f700p-11,
    0x1.496a32p-14
  };
  private static final double[] ERF_SMALL_64 = {
    0x1.06eba8214db69p-3,
    -0x1.812746b0379e6p-2,
    0x1.ce2f21a042b20p-4,
    -0x1.b82ce3128499cp-6,
    0x1.565bcd0db02e3p-8,
    -0x1.c02db3d8ed1fep-11,
    0x1.f9a321a11d2e0p-14,
    -0x1.f4d1df393d6f5p-17,
    0x1.b9def19d32f12p-20,
    -0x1.5f1d36bb9e8e6p-23,
    0x1.f7a411e516b1fp-27,
    -0x1.386abfe0a74cbp-30,
    0x1.0579a84d37f4cp-34
  };

  // -log(1 - erf(x)) on 1 <= x <= 3.95 and 5.95
  private static final double[] ERF_LARGE_32 = {
    0x1.72e726p-12,
    0x1.2085b2p+0,
    0x1.46c584p-1,
    0x1.a60a82p-4,
    -0x1.65421ep-6,
    0x1.814cd2p-9,
    -0x1.852d3cp-13
  };
  private static final double[] ERF_LARGE_64 = {
    0x1.1388347b9a784p-21,
    0x1.20dd1e310ab64p+0,
    0x1.45f6359e937b8p-1,
    0x1.a4ab28ce121c1p-4,
    -0x1.3719a53fe6280p-6,
    -0x1.b19d98fbd35b0p-12,
    0x1.f709a488c521ap-10,
    -0x1.954b0cb740d55p-11,
    0x1.1e5d412a459b0p-13,
    0x1.4799584d69b01p-16,
    -0x1.7a102a07c0398p-16,
    0x1.1fdf1555b8851p-17,
    -0x1.1bdbc4106fdeap-19,
    0x1.8cd6ee38e37e0p-22,
    -0x1.8a9623335e95dp-25,
    0x1.0b5633990dcaep-28,
    -0x1.bc4f178106063p-33,
    0x1.56608182827a1p-38
  };

  /** What differs between binary32 and binary64. */
  private record Format(
      LaneType type,
      LaneType bits,
      int mantissa,
      int bias,
      double round,
      double ln2High,
      double ln2Low,
      double expLow,
      double expHigh,
      double shift,
      double shiftBack,
      double smallestNormal) {}

  private static final Format SINGLE =
      new Format(
          LaneType.F32,
          LaneType.I32,
          23,
          127,
          0x1.8p23,
          0x1.62e400p-1,
          0x1.7f7d1cp-20,
          -104,
          89,
          64,
          0x1p-64,
          Float.MIN_NORMAL);
  private static final Format DOUBLE =
      new Format(
          LaneType.F64,
          LaneType.I64,
          52,
          1023,
          0x1.8p52,
          0x1.62e42fee00000p-1,
          0x1.a39ef35793c76p-33,
          -746,
          710,
          512,
          0x1p-512,
          Double.MIN_NORMAL);

  private final LaneBuilder b;
  private final Format format;

  Elementary(LaneBuilder builder, LaneType type) {
    this.b = builder;
    this.format = type == LaneType.F32 ? SINGLE : DOUBLE;
  }

  private boolean isSingle() {
    return format == SINGLE;
  }

  /**
   * Returns the value of a polynomial: in double precision by Horner's scheme, in single precision
   * by Estrin's, where few operations wait for others. Of a loop's a processor sees only so many at
   * a time.
   */
  private Lane polynomial(double[] coefficients, Lane x) {
    List<Lane> terms = constants(coefficients);
    Lane power = x;
    while (isSingle() && terms.size() > 3) {
      List<Lane> pairs = new ArrayList<>();
      for (int i = 0; i < terms.size(); i += 2) {
        Lane even = terms.get(i);
        pairs.add(i + 1 == terms.size() ? even : b.fma(terms.get(i + 1), power, even));
      }
      terms = pairs;
      power = b.mul(power, power);
    }
    return horner(terms, power);
  }

  private List<Lane> constants(double[] values) {
    return Arrays.stream(values).mapToObj(value -> b.constant(format.type, value)).toList();
  }

  private Lane horner(List<Lane> terms, Lane x) {
    Lane value = terms.getLast();
    for (int i = terms.size() - 2; i >= 0; i--) {
      value = b.fma(value, x, terms.get(i));
    }
    return value;
  }

  /**
   * The argument of exp as n log(2) + r with whole n.
   *
   * @param power 2 to the power of n + shift
   */
  private record Reduced(Lane power, Lane rest) {}

  /**
   * Takes the argument of exp apart. Adding a large number rounds the quotient to a whole one,
   * which then stands in the low bits, where the exponent's bias has been added to it already.
   *
   * @param shift a whole number with which n + shift is an exponent of normal numbers
   */
  private Reduced reduce(Lane x, Lane shift) {
    Lane magic = b.add(shift, format.round + format.bias);
    Lane shifted = b.fma(x, LOG2_E, magic);
    Lane n = b.sub(shifted, magic);
    Lane rest = b.fma(n, -format.ln2Low, b.fma(n, -format.ln2High, x));
    Lane power = b.shl(b.reinterpret(shifted, format.bits), format.mantissa);
    return new Reduced(b.reinterpret(power, format.type), rest);
  }

  /** Returns exp(r) times a power of 2 for a reduced argument. */
  private Lane expOfRest(Lane r, Lane power) {
    Lane one = b.constant(format.type, 1);
    if (isSingle()) {
      return b.fma(b.fma(polynomial(EXP_32, r), r, one), b.mul(r, power), power);
    }
    Lane p = b.fma(polynomial(EXP_64, r), r, one);
    return b.mul(b.fma(p, r, one), power);
  }

  Lane exp(Lane x) {
    if (b.isNotPositive(x)) {
      return expOfNegative(x);
    }
    Lane low = b.pick(b.lt(x, format.expLow), format.expLow, x);
    Lane inside = b.pick(b.gt(low, format.expHigh), format.expHigh, low);
    // the power itself may be out of range: it is shifted towards 1, and back at the end
    Lane negative = b.lt(inside, 0);
    Lane shift = b.pick(negative, format.shift, b.constant(format.type, -format.shift));
    Lane back = b.pick(negative, format.shiftBack, b.constant(format.type, 1 / format.shiftBack));
    Reduced reduced = reduce(inside, shift);
    return b.mul(expOfRest(reduced.rest, reduced.power), back);
  }

  /** Returns exp of a number that is not above 0. */
  private Lane expOfNegative(Lane x) {
    Lane inside = b.pick(b.lt(x, format.expLow), format.expLow, x);
    if (isSingle()) {
      // powers down to the smallest subnormal one are exact: nothing is left to shift at the end
      Reduced reduced = reduce(inside, b.constant(format.type, format.mantissa + 1));
      return expOfRest(reduced.rest, b.mul(reduced.power, 0x1p-24));
    }
    Reduced reduced = reduce(inside, b.constant(format.type, format.shift));
    return b.mul(expOfRest(reduced.rest, reduced.power), format.shiftBack);
  }

  Lane expm1(Lane x) {
    double lowest = isSingle() ? -20 : -40;
    Lane low = b.pick(b.lt(x, lowest), lowest, x);
    return expm1Above(b.pick(b.gt(low, format.expHigh), format.expHigh, low), x);
  }

  private Lane expm1Above(Lane x, Lane original) {
    // half the power, doubled at the end: the power itself may be out of range
    Reduced reduced = reduce(x, b.constant(format.type, -1));
    Lane r = reduced.rest;
    // what is added to r is small, so its rounding hardly counts
    Lane p = b.fma(b.mul(polynomial(isSingle() ? EXP_32 : EXP_64, r), r), r, r);
    Lane value = b.mul(b.fma(reduced.power, p, b.sub(reduced.power, 0.5)), 2);
    return b.pick(b.eq(original, 0), original, value);
  }

  Lane log(Lane x) {
    Lane tiny = b.lt(x, format.smallestNormal);
    double scale = isSingle() ? 0x1p23 : 0x1p52;
    Lane normal = b.pick(tiny, b.mul(x, scale), x);
    Lane correction =
        b.pick(tiny, b.constant(format.type, -format.mantissa), b.constant(format.type, 0));
    return special(logOfNormal(normal, correction, b.constant(format.type, 0)), x);
  }

  /** Puts in what log gives at the ends of its domain and beyond. */
  private Lane special(Lane value, Lane x) {
    double infinity = Double.POSITIVE_INFINITY;
    Lane top = b.pick(b.eq(x, infinity), infinity, value);
    Lane bottom = b.pick(b.eq(x, 0), -infinity, top);
    Lane inside = b.le(b.constant(format.type, 0), x);
    return b.pick(inside, bottom, b.constant(format.type, Double.NaN));
  }

  /** Returns log(x) + exponent log(2) + rest / x for normal x. */
  private Lane logOfNormal(Lane x, Lane exponent, Lane rest) {
    long root =
        isSingle()
            ? Float.floatToRawIntBits((float) Math.sqrt(0.5))
            : Double.doubleToRawLongBits(Math.sqrt(0.5));
    Lane shifted = b.sub(b.reinterpret(x, format.bits), b.bits(format.bits, root));
    Lane whole = b.sar(shifted, format.mantissa);
    Lane e = b.add(b.convert(whole, format.type), exponent);
    Lane mantissa =
        b.reinterpret(
            b.sub(b.reinterpret(x, format.bits), b.shl(whole, format.mantissa)), format.type);
    Lane f = b.sub(mantissa, 1);
    boolean exact = rest.op() instanceof Op.Const;
    Lane correction = exact ? b.constant(format.type, 0) : b.div(rest, x);
    Lane high = b.mul(e, format.ln2High);
    Lane low = b.fma(e, format.ln2Low, correction);
    if (isSingle()) {
      Lane square = b.mul(f, f);
      Lane cubic = b.mul(b.mul(square, f), polynomial(LOG_32, f));
      Lane tail = b.add(b.fma(square, -0.5, cubic), low);
      return b.add(high, b.add(f, tail));
    }
    // log(1 + f) = f - f^2 / 2 + s (f^2 / 2 + R)
    Lane s = b.div(f, b.add(f, 2));
    Lane z = b.mul(s, s);
    Lane half = b.mul(b.mul(f, f), 0.5);
    Lane series = b.mul(z, polynomial(LOG_64, z));
    Lane tail = b.fma(s, b.add(half, series), low);
    return b.sub(high, b.sub(b.sub(half, tail), f));
  }

  Lane log1p(Lane x) {
    Lane u = b.add(x, 1);
    Lane lost = b.sub(x, b.sub(u, 1));
    Lane safe = b.pick(b.lt(u, format.smallestNormal), 1, u);
    Lane value = logOfNormal(safe, b.constant(format.type, 0), lost);
    // below half an ulp of 1 the sum loses all of x, and log1p(x) is x
    Lane small = b.lt(b.abs(x), isSingle() ? 0x1p-25 : 0x1p-54);
    return b.pick(small, x, special(value, u));
  }

  /** Returns log(1 + t) for t from 0 to 1. */
  private Lane log1pOfUnit(Lane t) {
    if (isSingle()) {
      return b.fma(b.mul(polynomial(LOG1P_UNIT_32, t), t), t, t);
    }
    Lane u = b.add(t, 1);
    return logOfNormal(u, b.constant(format.type, 0), b.sub(t, b.sub(u, 1)));
  }

  Lane tanh(Lane x) {
    double saturated = isSingle() ? -20 : -40;
    Lane twice = b.mul(b.negAbs(x), 2);
    Lane low = b.pick(b.lt(twice, saturated), saturated, twice);
    Lane e = expm1Above(low, low);
    Lane magnitude = b.div(b.neg(e), b.add(e, 2));
    return b.pick(b.lt(x, 0), b.neg(magnitude), b.pick(b.eq(x, 0), x, magnitude));
  }

  Lane logistic(Lane x) {
    // of x and -x, as they come in pairs: one division
    Lane e = expOfNegative(b.negAbs(x));
    Lane less = b.div(e, b.add(e, 1));
    return b.pick(b.lt(x, 0), less, b.sub(b.constant(format.type, 1), less));
  }

  Lane softplus(Lane x) {
    Lane e = expOfNegative(b.negAbs(x));
    Lane positive = b.pick(b.lt(x, 0), 0, x);
    return b.add(positive, log1pOfUnit(e));
  }

  Lane erf(Lane x) {
    Lane a = b.abs(x);
    Lane small = b.fma(x, polynomial(isSingle() ? ERF_SMALL_32 : ERF_SMALL_64, b.mul(x, x)), x);
    double end = isSingle() ? 3.95 : 5.95;
    Lane cut = b.pick(b.gt(a, end), end, a);
    // its powers are large
    Lane exponent = horner(constants(isSingle() ? ERF_LARGE_32 : ERF_LARGE_64), cut);
    Lane large = b.sub(b.constant(format.type, 1), expOfNegative(b.neg(exponent)));
    Lane signed = b.pick(b.lt(x, 0), b.neg(large), large);
    return b.pick(b.lt(a, 1), small, signed);
  }

  Lane sign(Lane x) {
    Lane up = b.pick(b.gt(x, 0), 1, x);
    return b.pick(b.lt(x, 0), -1, up);
  }

  /** Returns the nearest whole number, ties to even. */
  Lane round(Lane x) {
    double magic = isSingle() ? 0x1p23 : 0x1p52;
    Lane a = b.abs(x);
    Lane rounded = b.sub(b.add(a, magic), magic);
    Lane signed = b.pick(b.lt(x, 0), b.neg(rounded), rounded);
    Lane kept = b.pick(b.lt(a, magic), signed, x);
    return b.pick(b.eq(x, 0), x, kept);
  }

  Lane floor(Lane x) {
    Lane nearest = round(x);
    return b.pick(b.lt(x, nearest), b.sub(nearest, 1), nearest);
  }
}
