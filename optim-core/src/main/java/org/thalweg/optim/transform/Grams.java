package org.thalweg.optim.transform;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;

/**
 * The sizes of a transform's updates with the signs of the gradients: {@code sign(g) |u|}.
 *
 * <p>Cao, Li and Song, "Grams: gradient descent with adaptive momentum scaling", 2024,
 * arXiv:2412.17107.
 *
 * @param transform what gives the updates
 */
@Named("grams")
@Doc("The sizes of a transform's updates with the signs of gradients.")
public record Grams(@Doc("What gives the updates.") GradientTransform<?> transform)
    implements GradientTransform<Grams.State> {
  /**
   * The state of the transform.
   *
   * @param inner that of the transform
   */
  public record State(Object inner) {}

  @Override
  public State init(Parameters parameters) {
    return new State(transform.init(parameters));
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Updates<?> step = Untyped.update(transform, gradients, state.inner, context);
    return new Updates<>(
        step.updates().zip(gradients, (u, g) -> g.sign().mul(u.abs())), new State(step.state()));
  }
}
