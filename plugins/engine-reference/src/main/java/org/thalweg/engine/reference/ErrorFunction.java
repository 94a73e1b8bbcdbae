package org.thalweg.engine.reference;

/** The Gauss error function. */
final class ErrorFunction {
  private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

  /** From here on the continued fraction converges faster than the series. */
  private static final double FAR = 2.5;

  /** From here on erf is 1 to the last bit. */
  private static final double ONE = 6;

  private ErrorFunction() {}

  static double erf(double x) {
    if (Math.abs(x) > ONE) {
      return Math.signum(x);
    }
    return Math.abs(x) > FAR ? Math.signum(x) * (1 - complement(Math.abs(x))) : series(x);
  }

  /**
   * erf(x) = 2 / sqrt(pi) exp(-x^2) sum of 2^n x^(2n+1) / (1 3 5 ... (2n+1)), whose terms have one
   * sign. Source: DLMF 7.6.2.
   */
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > Math.abs(sum) * 0x1p-60; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return TWO_OVER_ROOT_PI * StrictMath.exp(-x * x) * sum;
  }

  /** The continued fraction of 1 - erf(x), from its tail. Source: DLMF 7.9.3. */
  private static double complement(double x) {
    double fraction = x;
    for (int k = 100; k >= 1; k--) {
      fraction = x + k / 2.0 / fraction;
    }
    return StrictMath.exp(-x * x) / (fraction * Math.sqrt(Math.PI));
  }
}
