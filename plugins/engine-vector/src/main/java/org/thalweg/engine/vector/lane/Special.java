package org.thalweg.engine.vector.lane;

/** Functions of doubles that kernels call for each element. */
public final class Special {
  /** Asymptotic series are used from here on; smaller arguments are shifted up to it. */
  private static final double ASYMPTOTIC = 16;

  /** Bernoulli numbers B2, B4, ... */
  private static final double[] BERNOULLI = {
    1.0 / 6,
    -1.0 / 30,
    1.0 / 42,
    -1.0 / 30,
    5.0 / 66,
    -691.0 / 2730,
    7.0 / 6,
    -3617.0 / 510,
    43867.0 / 798,
    -174611.0 / 330
  };

  private Special() {}

  /** Returns a function's value; functions of one argument take the first. */
  public static double apply(Function function, double a, double b) {
    return switch (function) {
      case SIN -> sin(a);
      case COS -> cos(a);
      case ATAN -> atan(a);
      case LGAMMA -> lgamma(a);
      case DIGAMMA -> digamma(a);
      case POW -> pow(a, b);
      case ATAN2 -> atan2(a, b);
      case POLYGAMMA -> polygamma(a, b);
    };
  }

  /** Returns the sine. */
  public static double sin(double x) {
    return StrictMath.sin(x);
  }

  /** Returns the cosine. */
  public static double cos(double x) {
    return StrictMath.cos(x);
  }

  /** Returns the arc tangent. */
  public static double atan(double x) {
    return StrictMath.atan(x);
  }

  /** Returns the angle of the point (x, y). */
  public static double atan2(double y, double x) {
    return StrictMath.atan2(y, x);
  }

  /** Returns a to the power of b; 1 if a is 1, whatever b, and for -1 to an infinite power. */
  public static double pow(double a, double b) {
    boolean isOne = a == 1 || a == -1 && Double.isInfinite(b);
    return isOne ? 1 : StrictMath.pow(a, b);
  }

  /**
   * Returns the logarithm of the absolute value of gamma: Stirling's series, after a shift.
   *
   * <p>Source: NIST Digital Library of Mathematical Functions, 5.11.1 and 5.5.1.
   */
  public static double lgamma(double x) {
    if (Double.isNaN(x)) {
      return x;
    } else if (Double.isInfinite(x) || x <= 0 && x == Math.rint(x)) {
      return Double.POSITIVE_INFINITY;
    } else if (Math.abs(x) < 0x1p-60) {
      return -StrictMath.log(Math.abs(x));
    } else if (x < 0) {
      // reflection, DLMF 5.5.3
      double sine = Math.abs(StrictMath.sin(Math.PI * fraction(x)));
      return StrictMath.log(Math.PI / (sine * -x)) - lgamma(-x);
    } else if (x < 3) {
      return lgammaNear(x);
    }
    double product = 1;
    double shifted = x;
    while (shifted < ASYMPTOTIC) {
      product *= shifted++;
    }
    double inverse = 1 / shifted;
    double square = inverse * inverse;
    double series = 0;
    for (int k = BERNOULLI.length; k >= 1; k--) {
      series = series * square + BERNOULLI[k - 1] / (2.0 * k * (2 * k - 1));
    }
    return (shifted - 0.5) * StrictMath.log(shifted)
        - shifted
        + 0.9189385332046728
        + series * inverse
        - StrictMath.log(product);
  }

  /** Returns how far a number lies above the nearest whole one; exact. */
  private static double fraction(double x) {
    return x - Math.rint(x);
  }

  /**
   * Below 3, its zeros at 1 and 2 included: the Taylor series around 2, whose coefficients are zeta
   * values, after a shift by whole numbers. Source: DLMF 5.7.3 and 5.5.1.
   */
  private static double lgammaNear(double x) {
    double t;
    double shift;
    if (x < 0.5) {
      t = x;
      shift = -StrictMath.log(x) - StrictMath.log1p(x);
    } else if (x < 1.5) {
      t = x - 1;
      shift = -StrictMath.log1p(t);
    } else if (x < 2.5) {
      t = x - 2;
      shift = 0;
    } else {
      t = x - 3;
      shift = StrictMath.log(x - 1);
    }
    double power = t * t;
    double sum = 0;
    for (int k = 2; k < ZETA_LESS_ONE.length + 2; k++) {
      double term = ZETA_LESS_ONE[k - 2] * power / k;
      sum += k % 2 == 0 ? term : -term;
      power *= t;
    }
    return sum + t * (1 - 0.5772156649015329) + shift;
  }

  /** zeta(k) - 1 for k = 2, 3, ... */
  private static final double[] ZETA_LESS_ONE = zetas();

  private static double[] zetas() {
    double[] values = new double[50];
    for (int k = 2; k < values.length + 2; k++) {
      // Euler and Maclaurin from n = 20 on, added from the small end
      int n = 20;
      double power = StrictMath.pow(n, -k);
      double tail = power * n / (k - 1) - power / 2;
      double factor = k * power / n;
      double factorial = 2;
      for (int j = 1; j <= 6; j++) {
        tail += BERNOULLI[j - 1] * factor / factorial;
        factor *= (k + 2 * j - 1.0) * (k + 2 * j) / ((double) n * n);
        factorial *= (2 * j + 1) * (2 * j + 2);
      }
      double sum = tail + power;
      for (int i = n - 1; i >= 2; i--) {
        sum += StrictMath.pow(i, -k);
      }
      values[k - 2] = sum;
    }
    return values;
  }

  /** Returns the derivative of lgamma: an asymptotic series after a shift. Source: DLMF 5.11.2. */
  public static double digamma(double x) {
    return polygamma(0, x);
  }

  /**
   * Returns the derivative of order n + 1 of lgamma; NaN at its poles.
   *
   * <p>Source: DLMF 5.15.5, 5.15.6 and 5.15.8.
   */
  public static double polygamma(double order, double x) {
    int n = (int) order;
    if (Double.isNaN(x) || x <= 0 && x == Math.rint(x)) {
      return Double.NaN;
    } else if (x < 0) {
      double reflected = polygamma(order, 1 - x);
      return (n % 2 == 0 ? reflected : -reflected) - cotangent(n, fraction(x));
    }
    double sign = n % 2 == 0 ? -1 : 1;
    double factorial = 1;
    for (int i = 2; i <= n; i++) {
      factorial *= i;
    }
    double sum = 0;
    double z = x;
    double target = ASYMPTOTIC + n;
    while (z < target) {
      sum += sign * factorial / StrictMath.pow(z++, n + 1.0);
    }
    if (Double.isInfinite(z)) {
      return n == 0 ? z : 0;
    }
    if (n == 0) {
      double square = 1 / (z * z);
      double series = 0;
      for (int k = BERNOULLI.length; k >= 1; k--) {
        series = (series + BERNOULLI[k - 1] / (2.0 * k)) * square;
      }
      return sum + StrictMath.log(z) - 0.5 / z - series;
    }
    double power = StrictMath.pow(z, -n);
    double series = factorial / n * power + factorial * power / (2 * z);
    double rising = factorial * (n + 1);
    double even = 2;
    double term = power / (z * z);
    for (int k = 1; k <= BERNOULLI.length; k++) {
      series += BERNOULLI[k - 1] * rising / even * term;
      rising *= (2.0 * k + n) * (2.0 * k + n + 1);
      even *= (2.0 * k + 1) * (2 * k + 2);
      term /= z * z;
    }
    return sum + sign * series;
  }

  /**
   * Returns pi times the derivative of order n of cot(pi x): pi^(n+1) p(c) with c = cot(pi x),
   * where p is c for n = 0 and each derivative turns c^i into -i (c^(i-1) + c^(i+1)).
   */
  private static double cotangent(int n, double x) {
    double[] p = new double[n + 2];
    p[1] = 1;
    for (int order = 1; order <= n; order++) {
      double above = 0;
      for (int i = order + 1; i >= 0; i--) {
        double own = i <= order ? i * p[i] : 0;
        double below = i > 0 ? (i - 1) * p[i - 1] : 0;
        p[i] = -below - above;
        above = own;
      }
    }
    double c = StrictMath.cos(Math.PI * x) / StrictMath.sin(Math.PI * x);
    double value = p[n + 1];
    for (int i = n; i >= 0; i--) {
      value = value * c + p[i];
    }
    return StrictMath.pow(Math.PI, n + 1.0) * value;
  }
}
