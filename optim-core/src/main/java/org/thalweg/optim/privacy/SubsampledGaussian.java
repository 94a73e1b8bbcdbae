package org.thalweg.optim.privacy;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireNonNegative;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The mechanism of differentially private gradient descent: each example is in a step with a
 * probability, on its own, and the sum of what examples give, each at most 1 long, gets normal
 * noise.
 *
 * <p>With {@code u(z) = rate (exp((2z - 1) / (2 noise^2)) - 1)} a step has the Rényi divergence
 * {@code log E (1 + u(z))^order / (order - 1)}, z normal with deviation {@code noise}, of any order
 * above 1. Divergences of steps add up, and {@code n} of them are an
 *
 * <pre>{@code
 * epsilon = n divergence + log(1 - 1/order) - (log delta + log order) / (order - 1)
 * }</pre>
 *
 * <p>the least over orders. Data sets that differ by one example, added or removed.
 *
 * <p>Mironov, "Rényi differential privacy", 2017, arXiv:1702.07476; Mironov, Talwar and Zhang,
 * "Rényi differential privacy of the sampled Gaussian mechanism", 2019, arXiv:1908.10530; for the
 * last formula Balle, Barthe, Gaboardi, Hsu and Sato, 2020, arXiv:1905.09982, theorem 21.
 *
 * @param rate the probability of an example to be in a step, 0 to 1
 * @param noise the deviation of the noise over the largest norm of an example's gradient, 0 or more
 */
public record SubsampledGaussian(double rate, double noise) {
  /** Nodes of the quadrature in a deviation of the noise; the error falls exponentially. */
  private static final int NODES = 24;

  /** What lies further out than these deviations is below rounding. */
  private static final double REACH = 14;

  /** Sums whose logarithm is below this are summed as they are, for all digits near 1. */
  private static final double LARGE = 600;

  /** Beyond this exponent 1 is nothing beside the exponential. */
  private static final double FAR = 30;

  /** Requires numbers in their ranges. */
  public SubsampledGaussian {
    require(0 <= rate && rate <= 1, "rate must lie from 0 to 1, was %s", rate);
    requireNonNegative(noise, "noise");
  }

  /** Returns the orders over which the least epsilon is looked for. */
  static double[] orders() {
    return DoubleStream.concat(
            IntStream.rangeClosed(11, 109).mapToDouble(tenths -> tenths / 10.0),
            DoubleStream.concat(
                IntStream.rangeClosed(11, 64).asDoubleStream(),
                DoubleStream.of(80, 96, 128, 192, 256, 384, 512, 768, 1024)))
        .toArray();
  }

  /**
   * Returns the epsilon of a number of steps: what one example changes in the odds of any outcome
   * is within a factor {@code exp(epsilon)}, but for outcomes of probability delta in all.
   *
   * @param steps the number of steps, 0 or more
   * @param delta above 0 and below 1; it should be well below one over the number of examples
   * @return 0 or more; infinite without noise
   */
  public double epsilon(long steps, double delta) {
    require(steps >= 0, "steps must be 0 or more, was %s", steps);
    require(0 < delta && delta < 1, "delta must lie between 0 and 1, was %s", delta);
    if (steps == 0 || rate == 0) {
      return 0;
    }
    double least = Double.POSITIVE_INFINITY;
    for (double order : orders()) {
      double epsilon =
          steps * divergence(order)
              + Math.log1p(-1 / order)
              - (Math.log(delta) + Math.log(order)) / (order - 1);
      least = Math.min(least, epsilon);
    }
    return Math.max(0, least);
  }

  /**
   * Returns the Rényi divergence of a step.
   *
   * @param order above 1
   */
  public double divergence(double order) {
    require(order > 1 && order <= 1e6, "order must be above 1 and at most 1e6, was %s", order);
    if (rate == 0) {
      return 0;
    } else if (noise == 0) {
      return Double.POSITIVE_INFINITY;
    } else if (rate == 1) {
      return order / (2 * noise * noise);
    }
    double variance = noise * noise;
    double largest = order * (order - 1) / (2 * variance);
    return (largest < LARGE ? Math.log1p(excess(order)) : logarithm(order)) / (order - 1);
  }

  /**
   * Returns E (1 + u)^order - 1; since E u = 0, the linear part is taken off before it is summed.
   */
  private double excess(double order) {
    double step = noise / NODES;
    double sum = 0;
    for (long i = (long) (-REACH * NODES); i * step <= order + REACH * noise; i++) {
      double z = i * step;
      double t = exponent(z);
      double power = order * logarithmOfSum(t);
      double density = -z * z / (2 * noise * noise);
      if (power > FAR) {
        double linear =
            (1 - order * rate) * Math.exp(density) + order * rate * Math.exp(t + density);
        sum += Math.exp(power + density) - linear;
      } else {
        double u = rate * Math.expm1(t);
        sum +=
            Math.exp(density)
                * (Math.abs(u) * order < 1e-3
                    ? order * (order - 1) / 2 * u * u * series(order, u)
                    : Math.expm1(power) - order * u);
      }
    }
    return sum / (NODES * Math.sqrt(2 * Math.PI));
  }

  /** Returns ((1 + u)^order - 1 - order u) over its first term, for small u. */
  private static double series(double order, double u) {
    double term = 1;
    double sum = 1;
    for (int k = 3; k < 9; k++) {
      term *= (order - k + 1) / k * u;
      sum += term;
    }
    return sum;
  }

  /** Returns log E (1 + u)^order by logarithms, which do not overflow. */
  private double logarithm(double order) {
    double step = noise / NODES;
    double highest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (long i = (long) (-REACH * NODES); i * step <= order + REACH * noise; i++) {
      double z = i * step;
      double term = order * logarithmOfSum(exponent(z)) - z * z / (2 * noise * noise);
      if (term > highest) {
        sum = sum * Math.exp(highest - term) + 1;
        highest = term;
      } else {
        sum += Math.exp(term - highest);
      }
    }
    return highest + Math.log(sum / (NODES * Math.sqrt(2 * Math.PI)));
  }

  /** Returns log(1 - rate + rate exp(t)). */
  private double logarithmOfSum(double t) {
    return t > FAR
        ? t + Math.log(rate) + Math.log1p((1 - rate) / rate * Math.exp(-t))
        : Math.log1p(rate * Math.expm1(t));
  }

  private double exponent(double z) {
    return (2 * z - 1) / (2 * noise * noise);
  }
}
