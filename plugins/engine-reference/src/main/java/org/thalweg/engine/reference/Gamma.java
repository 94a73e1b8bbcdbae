package org.thalweg.engine.reference;

/** The logarithm of the gamma function and its derivatives. */
final class Gamma {
  private static final double EULER = 0.5772156649015329;

  /** Asymptotic series are used from here on. */
  private static final double LARGE = 20;

  /** B(2j) / (2j)! for j = 1, 2, ... */
  private static final double[] BERNOULLI_OVER_FACTORIAL = new double[12];

  /** zeta(k) - 1 for k = 2, 3, ... */
  private static final double[] ZETA_MINUS_ONE = new double[58];

  static {
    // B(2j) / (2j)! = -2 zeta(2j) / (-4 pi^2)^j, DLMF 25.6.2
    double power = 1;
    for (int j = 1; j <= BERNOULLI_OVER_FACTORIAL.length; j++) {
      power *= -4 * Math.PI * Math.PI;
      BERNOULLI_OVER_FACTORIAL[j - 1] = -2 * zeta(2 * j) / power;
    }
    for (int k = 2; k < ZETA_MINUS_ONE.length + 2; k++) {
      ZETA_MINUS_ONE[k - 2] = k < 20 ? zeta(k) - 1 : tail(k);
    }
  }

  private Gamma() {}

  /** Returns the zeta function of a whole number, from its alternating series. */
  private static double zeta(int k) {
    // Cohen, Rodriguez Villegas, Zagier, "Convergence acceleration of alternating series", 2000
    int n = 25;
    double d = StrictMath.pow(3 + Math.sqrt(8), n);
    d = (d + 1 / d) / 2;
    double b = -1;
    double c = -d;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      c = b - c;
      sum += c * StrictMath.pow(i + 1.0, -k);
      b = (i + n) * (double) (i - n) * b / ((i + 0.5) * (i + 1));
    }
    return sum / d / (1 - StrictMath.pow(2, 1.0 - k));
  }

  private static double tail(int k) {
    double sum = 0;
    for (int i = 12; i >= 2; i--) {
      sum += StrictMath.pow(i, -k);
    }
    return sum;
  }

  /** Returns log |gamma(x)|; infinite at the poles. */
  static double logarithm(double x) {
    if (Double.isNaN(x)) {
      return x;
    } else if (isPole(x) || Double.isInfinite(x)) {
      return Double.POSITIVE_INFINITY;
    } else if (Math.abs(x) < 0x1p-60) {
      return -StrictMath.log(Math.abs(x));
    } else if (x < 0.5) {
      // gamma(x) gamma(1 - x) = pi / sin(pi x), DLMF 5.5.3
      double sine = StrictMath.sin(Math.PI * (x - Math.rint(x)));
      return StrictMath.log(Math.PI / Math.abs(sine)) - logarithm(1 - x);
    } else if (x < 1.5) {
      return nearTwo(x - 1) - StrictMath.log1p(x - 1);
    } else if (x < 2.5) {
      return nearTwo(x - 2);
    }
    double product = 1;
    double y = x;
    for (; y < LARGE; y++) {
      product *= y;
    }
    return stirling(y) - StrictMath.log(product);
  }

  /** log gamma(2 + z) = (1 - euler) z + sum of (zeta(k) - 1) (-z)^k / k, DLMF 5.7.3. */
  private static double nearTwo(double z) {
    double sum = 0;
    for (int k = ZETA_MINUS_ONE.length + 1; k >= 2; k--) {
      sum = (sum + ZETA_MINUS_ONE[k - 2] / k) * -z;
    }
    return (1 - EULER) * z - z * sum;
  }

  /** log gamma(y) = (y - 1/2) log y - y + log(2 pi) / 2 + sum of B(2j) / (2j (2j-1) y^(2j-1)). */
  private static double stirling(double y) {
    double series = 0;
    double factor = 1 / y;
    for (int j = 1; j <= BERNOULLI_OVER_FACTORIAL.length; j++) {
      series += BERNOULLI_OVER_FACTORIAL[j - 1] * factor;
      factor *= (2.0 * j - 1) * (2 * j) / (y * y);
    }
    return (y - 0.5) * StrictMath.log(y) - y + Math.log(2 * Math.PI) / 2 + series;
  }

  /** Returns the derivative of order n + 1 of log gamma; NaN at the poles. */
  static double polygamma(int n, double x) {
    if (Double.isNaN(x) || isPole(x) || x == Double.NEGATIVE_INFINITY) {
      return Double.NaN;
    } else if (x < 0) {
      // psi_n(1 - x) + (-1)^(n-1) psi_n(x) = (-1)^n pi d^n/dx^n cot(pi x), DLMF 5.15.6
      double reflected = polygamma(n, 1 - x);
      return (n % 2 == 0 ? reflected : -reflected) - Math.PI * cotangentDerivative(n, x);
    } else if (x == Double.POSITIVE_INFINITY) {
      return n == 0 ? x : 0;
    }
    double value = n == 0 ? digamma(x) : factorial(n) * zeta(n + 1, x);
    return n % 2 == 0 && n > 0 ? -value : value;
  }

  /** psi(x) = log y - 1 / (2y) - sum of B(2j) / (2j y^(2j)), after a shift; DLMF 5.11.2. */
  private static double digamma(double x) {
    double sum = 0;
    double y = x;
    for (; y < LARGE; y++) {
      sum -= 1 / y;
    }
    double series = 0;
    double factor = 1 / (y * y);
    for (int j = 1; j <= BERNOULLI_OVER_FACTORIAL.length; j++) {
      series += BERNOULLI_OVER_FACTORIAL[j - 1] * factor;
      factor *= 2.0 * j * (2 * j + 1) / (y * y);
    }
    return sum + StrictMath.log(y) - 1 / (2 * y) - series;
  }

  /** Hurwitz's zeta function, the sum of (x + k)^-s, by Euler and Maclaurin; DLMF 25.11.28. */
  private static double zeta(int s, double x) {
    double sum = 0;
    double y = x;
    for (; y < LARGE + s; y++) {
      sum += StrictMath.pow(y, -s);
    }
    double power = StrictMath.pow(y, -s);
    double rest = StrictMath.pow(y, 1.0 - s) / (s - 1) + power / 2;
    double factor = s * power / y;
    for (int j = 1; j <= BERNOULLI_OVER_FACTORIAL.length; j++) {
      rest += BERNOULLI_OVER_FACTORIAL[j - 1] * factor;
      factor *= (s + 2.0 * j - 1) * (s + 2.0 * j) / (y * y);
    }
    return sum + rest;
  }

  /** Returns the n-th derivative of cot(pi x): pi^n p_n(c) with p_(n+1) = -(1 + c^2) p_n'. */
  private static double cotangentDerivative(int n, double x) {
    double[] p = {0, 1};
    for (int order = 0; order < n; order++) {
      double[] next = new double[p.length + 1];
      for (int i = 1; i < p.length; i++) {
        next[i - 1] -= i * p[i];
        next[i + 1] -= i * p[i];
      }
      p = next;
    }
    double fraction = x - Math.rint(x);
    double c = StrictMath.cos(Math.PI * fraction) / StrictMath.sin(Math.PI * fraction);
    double value = p[n + 1];
    for (int i = n; i >= 0; i--) {
      value = value * c + p[i];
    }
    return StrictMath.pow(Math.PI, n) * value;
  }

  private static boolean isPole(double x) {
    return x <= 0 && x == Math.rint(x);
  }

  private static double factorial(int n) {
    double product = 1;
    for (int i = 2; i <= n; i++) {
      product *= i;
    }
    return product;
  }
}
