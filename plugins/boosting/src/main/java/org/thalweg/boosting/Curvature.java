package org.thalweg.boosting;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.loss.Domain;
import org.thalweg.api.loss.Loss;
import org.thalweg.api.loss.Losses;
import org.thalweg.api.loss.Trait;
import org.thalweg.api.loss.WeightedSum;
import org.thalweg.boosting.Formula.Slopes;

/** Finds out whether a loss has second derivatives to boost with. */
final class Curvature {
  private static final double[] DISTANCES = {-10, -1, -0.1, -1e-3, -1e-6, 1e-6, 1e-3, 0.1, 1, 10};

  private Curvature() {}

  /**
   * Takes a card's word that a loss is twice differentiable, else tries.
   *
   * @throws ThalwegException if second derivatives are NaN, or none is above 0
   */
  static void require(Formula formula) {
    if (isTwiceSmooth(formula.loss()) || formula.options().hessianFloor() > BoostingOptions.FLOOR) {
      return;
    }
    String name = Losses.name(formula.loss());
    double most = most(formula, name);
    if (Double.isNaN(most)) {
      throw new ThalwegException(
          "%s has a second derivative that is NaN, so it cannot be boosted".formatted(name));
    }
    if (most <= 0) {
      throw new ThalwegException(
          "%s has no second derivative above 0, so boosting has nothing to divide gradients by; give a hessianFloor, such as 1 for steps by the mean of gradients"
              .formatted(name));
    }
  }

  private static boolean isTwiceSmooth(Loss<?, ?> loss) {
    return loss instanceof WeightedSum<?, ?> sum
        ? sum.terms().stream().allMatch(term -> isTwiceSmooth(term.loss()))
        : Losses.card(loss)
            .map(card -> Arrays.asList(card.traits()).contains(Trait.TWICE_SMOOTH))
            .orElse(false);
  }

  /** Returns the largest second derivative at margins around those that are right. */
  private static double most(Formula formula, String name) {
    double[] targets = targets(formula.loss().targetDomain());
    double[] margins = new double[targets.length * DISTANCES.length];
    double[] repeated = new double[margins.length];
    for (int i = 0; i < margins.length; i++) {
      double target = targets[i / DISTANCES.length];
      double right = formula.onto().inverse(target);
      margins[i] = (Double.isFinite(right) ? right : 0) + DISTANCES[i % DISTANCES.length];
      repeated[i] = target;
    }
    try {
      Slopes slopes = formula.slopes(Formula.rows(margins, repeated));
      double[] hessians = slopes.hessian().toDoubleArray();
      return DoubleStream.of(hessians).map(h -> h <= BoostingOptions.FLOOR ? 0 : h).max().orElse(0);
    } catch (ThalwegException e) {
      throw new ThalwegException(
          "%s cannot be differentiated twice: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static double[] targets(Domain domain) {
    return switch (domain) {
      case PROBABILITY, SHARES -> new double[] {0, 0.3, 1};
      case POSITIVE, NON_NEGATIVE -> new double[] {0.5, 1, 3};
      case SIGN -> new double[] {-1, 1};
      case ABOVE_MINUS_ONE -> new double[] {-0.5, 0, 3};
      case REAL -> new double[] {-3, 0, 1};
      default -> new double[] {domain.neutral(org.thalweg.api.data.DType.FLOAT64)};
    };
  }
}
