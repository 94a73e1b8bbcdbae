package org.thalweg.optim.transform;

import static org.thalweg.api.Checks.require;
import static org.thalweg.api.Checks.requireBetween;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.thalweg.api.config.Default;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;

/**
 * The mean of several momenta: {@code mean of b_i} with {@code b_i = a_i b_i + g} and {@code a_i =
 * 1 - base^i} for i from 0 on: 0, 0.9, 0.99 for a base of 0.1.
 *
 * <p>Lucas et al., "Aggregated momentum: stability through passive damping", 2018,
 * arXiv:1804.00325.
 *
 * @param momenta how many momenta there are, 1 or more
 * @param base what the share that a momentum loses falls by, above 0 and below 1
 */
@Named("aggregated-momentum")
@Doc("The mean of several momenta, slow and fast.")
public record AggregatedMomentum(
    @Default("3") @Doc("How many momenta there are.") long momenta,
    @Default("0.1") @Doc("What the share that a momentum loses falls by.") double base)
    implements GradientTransform<AggregatedMomentum.State> {
  /**
   * Momenta, zero at first.
   *
   * @param momenta the momenta
   */
  public record State(List<Parameters> momenta) {}

  /** Requires numbers in their ranges. */
  public AggregatedMomentum {
    require(momenta >= 1, "momenta must be 1 or more, was %s", momenta);
    requireBetween(0, base, 1, "base");
  }

  @Override
  public State init(Parameters parameters) {
    return new State(Collections.nCopies(Math.toIntExact(momenta), parameters.zerosLike()));
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    List<Parameters> next = new ArrayList<>();
    for (int i = 0; i < momenta; i++) {
      double keep = 1 - StrictMath.pow(base, i);
      next.add(state.momenta.get(i).zip(gradients, (b, g) -> b.mul(keep).add(g)));
    }
    Parameters sum = next.stream().reduce(Parameters::add).orElseThrow();
    return new Updates<>(sum.map(b -> b.div((double) momenta)), new State(next));
  }
}
