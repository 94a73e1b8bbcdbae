package org.thalweg.boosting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.tensor.Tensor;

/** A rising function of all real numbers, onto where predictions or means come from. */
public enum Link {
  /** x itself. */
  IDENTITY,
  /** 1 / (1 + exp(-x)), from 0 to 1. */
  LOGISTIC,
  /** exp(x), above 0. */
  EXP;

  /** Returns the function of a name, as the cards of losses give it, if it is here. */
  public static Optional<Link> named(String name) {
    return Arrays.stream(values())
        .filter(link -> link.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }

  /** Returns the function onto a domain, if there is one. */
  public static Optional<Link> onto(Domain domain) {
    return switch (domain) {
      case REAL -> Optional.of(IDENTITY);
      case POSITIVE, NON_NEGATIVE -> Optional.of(EXP);
      case PROBABILITY -> Optional.of(LOGISTIC);
      default -> Optional.empty();
    };
  }

  /** Returns the function's value. */
  public double apply(double x) {
    return switch (this) {
      case IDENTITY -> x;
      case LOGISTIC -> 1 / (1 + Math.exp(-x));
      case EXP -> Math.exp(x);
    };
  }

  /** Returns the number at which the function has a value; infinite or NaN if there is none. */
  public double inverse(double y) {
    return switch (this) {
      case IDENTITY -> y;
      case LOGISTIC -> Math.log(y) - Math.log1p(-y);
      case EXP -> Math.log(y);
    };
  }

  /** Returns the function's values. */
  Tensor apply(Tensor x) {
    return switch (this) {
      case IDENTITY -> x;
      case LOGISTIC -> x.sigmoid();
      case EXP -> x.exp();
    };
  }
}
