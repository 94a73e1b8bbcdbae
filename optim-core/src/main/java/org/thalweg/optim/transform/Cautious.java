package org.thalweg.optim.transform;

import static org.thalweg.optim.transform.Averages.times;

import org.thalweg.api.config.Doc;
import org.thalweg.api.config.Named;
import org.thalweg.api.data.DType;
import org.thalweg.api.optim.Context;
import org.thalweg.api.optim.GradientTransform;
import org.thalweg.api.optim.Parameters;
import org.thalweg.api.optim.Updates;
import org.thalweg.api.tensor.Tensor;

/**
 * Updates of a transform without the elements whose sign is not that of their gradient; the others
 * are scaled up by the share of them, at most a thousand times.
 *
 * <p>Liang et al., "Cautious optimizers: improving training with one line of code", 2024,
 * arXiv:2411.16085.
 *
 * @param transform what gives the updates
 */
@Named("cautious")
@Doc("Updates without the elements that go against their gradient.")
public record Cautious(@Doc("What gives the updates.") GradientTransform<?> transform)
    implements GradientTransform<Cautious.State> {
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
        step.updates().zip(gradients, Cautious::agreeing), new State(step.state()));
  }

  private static Tensor agreeing(Tensor update, Tensor gradient) {
    Tensor agrees = update.mul(gradient).gt(0).to(update.dtype());
    Tensor share = agrees.mean().to(DType.FLOAT64).maximum(1e-3);
    return times(update.mul(agrees), share.reciprocal());
  }
}
