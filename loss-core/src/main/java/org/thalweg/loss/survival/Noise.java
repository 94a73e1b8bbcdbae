package org.thalweg.loss.survival;

import static org.thalweg.api.tensor.Tensors.where;

import org.thalweg.api.tensor.Tensor;

/** Distributions of noise, of location 0 and scale 1. */
public enum Noise {
  /** The normal distribution; times are log-normal. */
  NORMAL {
    @Override
    Tensor logDensity(Tensor z) {
      return z.square().add(Math.log(2 * Math.PI)).mul(-0.5);
    }

    @Override
    Tensor logBelow(Tensor z) {
      Tensor tail = NormalTail.scaled(z.abs()).mul(0.5);
      Tensor low = z.lt(0);
      Tensor square = z.square().mul(-0.5);
      Tensor rest = where(low, 0, tail.mul(square.exp()));
      return where(low, tail.log().add(square), rest.neg().log1p());
    }

    @Override
    Tensor logAbove(Tensor z) {
      return logBelow(z.neg());
    }

    @Override
    Tensor logBetween(Tensor low, Tensor high) {
      Tensor mirrored = low.gt(0);
      Tensor most = logBelow(where(mirrored, low.neg(), high));
      Tensor least = logBelow(where(mirrored, high.neg(), low));
      return most.add(log1mexp(most.sub(least)));
    }
  },
  /** The logistic distribution; times are log-logistic. */
  LOGISTIC {
    @Override
    Tensor logDensity(Tensor z) {
      return z.logSigmoid().sub(z.softplus());
    }

    @Override
    Tensor logBelow(Tensor z) {
      return z.logSigmoid();
    }

    @Override
    Tensor logAbove(Tensor z) {
      return z.softplus().neg();
    }

    @Override
    Tensor logBetween(Tensor low, Tensor high) {
      return logBelow(high).add(logAbove(low)).add(log1mexp(high.sub(low)));
    }
  },
  /** The distribution of the least of many, Gumbel's; times are Weibull's. */
  EXTREME {
    @Override
    Tensor logDensity(Tensor z) {
      return z.sub(z.exp());
    }

    @Override
    Tensor logBelow(Tensor z) {
      return log1mexp(z.exp());
    }

    @Override
    Tensor logAbove(Tensor z) {
      return z.exp().neg();
    }

    @Override
    Tensor logBetween(Tensor low, Tensor high) {
      Tensor hazard = low.exp();
      return log1mexp(hazard.mul(high.sub(low).expm1())).sub(hazard);
    }
  };

  /** Returns the logarithm of the density. */
  abstract Tensor logDensity(Tensor z);

  /** Returns the logarithm of the probability of numbers below. */
  abstract Tensor logBelow(Tensor z);

  /** Returns the logarithm of the probability of numbers above. */
  abstract Tensor logAbove(Tensor z);

  /**
   * Returns the logarithm of the probability of numbers between two, the first of which is less.
   */
  abstract Tensor logBetween(Tensor low, Tensor high);

  /** Returns log(1 - exp(-x)) of positive numbers, accurate near zero and far from it. */
  static Tensor log1mexp(Tensor x) {
    Tensor small = x.lt(Math.log(2));
    Tensor near = where(small, x, 1).neg().expm1().neg().log();
    return where(small, near, where(small, 1, x).neg().exp().neg().log1p());
  }
}
