package org.thalweg.optim.transform;

import java.util.ArrayList;
import java.util.List;
import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;

/**
 * Transforms one after another: each takes what the one before gives.
 *
 * @param parts the transforms, in order; none leaves gradients as they are
 */
@Named("chain")
@Doc("Transforms one after another.")
public record Chain(@Doc("The transforms, in order.") List<GradientTransform<?>> parts)
    implements GradientTransform<Chain.State> {
  /**
   * What the parts keep from step to step.
   *
   * @param parts the state of each part, in order
   */
  public record State(List<Object> parts) {
    /** Copies the list. */
    public State {
      parts = List.copyOf(parts);
    }
  }

  /** Copies the list. */
  public Chain {
    parts = List.copyOf(parts);
  }

  @Override
  public State init(Parameters parameters) {
    List<Object> states = new ArrayList<>();
    parts.forEach(part -> states.add(part.init(parameters)));
    return new State(states);
  }

  @Override
  public Updates<State> update(Parameters gradients, State state, Context context) {
    Parameters updates = gradients;
    List<Object> states = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Updates<?> step = Untyped.update(parts.get(i), updates, state.parts.get(i), context);
      updates = step.updates();
      states.add(step.state());
    }
    return new Updates<>(updates, new State(states));
  }

  @Override
  public Parameters evaluationWeights(State state, Parameters parameters) {
    Parameters weights = parameters;
    for (int i = 0; i < parts.size(); i++) {
      weights = Untyped.evaluationWeights(parts.get(i), state.parts.get(i), weights);
    }
    return weights;
  }
}
